"""The French of what staff type in tests: real sentences, some longer than their English, as French is."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session

from consult.actors import Actor
from consult.ids import PartId
from consult.rounds import advisories, drafts, parts, translations

FRENCH: Mapping[str, str] = {
    "The drop-in": "La halte-accueil",
    "the drop-in": "la halte-accueil",
    "The steering group": "Le comité directeur",
    "the money for one year": "l'argent pour une année",
    "where it is and when it opens": "où elle est et quand elle ouvre",
    "a peer worker and the coordinator": "une paire aidante et la coordonnatrice",
    "902 555 0100, the coordinator": "902 555 0100, la coordonnatrice",
    "902 555 0101, the office for research ethics": "902 555 0101, le bureau d'éthique de la recherche",
    "902 555 0102, the benefits worker": "902 555 0102, l'intervenante pour les prestations",
    "The front desk of the drop-in, any weekday": "Le comptoir de la halte-accueil, tous les jours de semaine",
    "We plan a drop-in. Your ideas can change it.": "Nous préparons une halte-accueil. Vos idées peuvent la changer.",
    "What should the drop-in help people do?": "À quoi la halte-accueil devrait-elle aider les gens?",
    "A few words are enough.": "Quelques mots suffisent.",
    "What could get in the way?": "Qu'est-ce qui pourrait nuire?",
    "When should it be open?": "Quand devrait-elle être ouverte?",
    "Morning": "Le matin",
    "Evening": "Le soir",
    "The next question is about rules that shut people out. You can skip it.": (
        "La question suivante parle de règles qui mettent des gens de côté. Vous pouvez la passer."
    ),
    "TESS. TESS is a group of services across Nova Scotia. YWCA Halifax runs it.": (
        "TESS. TESS est un groupe de services de toute la Nouvelle-Écosse. YWCA Halifax s'en occupe."
    ),
    "call 902-555-0188 or write to kim@example.org about the shelter": (
        "appelez le 902-555-0188 ou écrivez à kim@example.org pour le refuge"
    ),
    "It can open when you need it.": "Elle peut ouvrir quand vous en avez besoin.",
    "Opening hours\nFood": "Les heures\nLe repas",
}


def put_in(session: Session, author: Actor, part_id: PartId) -> None:
    """Offer the draft of a part in French too, and write all of its texts, the round's and its own."""
    part = parts.part(session, part_id)
    drafts.change(session, author, part.round_id, {"languages": ["fr"]})
    round_ = parts.round_of(session, part.round_id)
    wants = translations.wanted(round_, "fr")
    words = translations.kept(round_, wants, "fr", typed(wants))
    drafts.change(session, author, part.round_id, {"other_words": words})
    own = translations.wanted_of_part(part, advisories.get(session, part.advisory_id), "fr")
    drafts.change_part(session, author, part_id, {"other_words": translations.kept(part, own, "fr", typed(own))})


def typed(wants: Sequence[translations.Wanted]) -> dict[str, str]:
    """Give what an author types for each text; a fact that no member reads is made up."""
    return {one.key: FRENCH.get(one.english, f"fait {number}") for number, one in enumerate(wants)}
