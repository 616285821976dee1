"""A member chooses her language before her code: every page after it is in that language, as it was approved."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from consult import opening
from consult.rounds import advisories, drafts, parts, translations
from consult.wording import catalogue_of_members
from tests import factories
from tests.factories import Opened
from tests.journeys import serving
from tests.journeys.conftest import ASKED, MONDAY, Round
from tests.journeys.phone import Phone

pytestmark = pytest.mark.browser

APPROVED = "You can change or clear any of them. A steward approved this sentence."
FRENCH = {
    "title": "La halte-accueil",
    "topic": "la halte-accueil",
    "decider": "Le comité directeur",
    "brief": "Nous préparons une halte-accueil. Vos idées peuvent la changer.",
    "q1.text": "À quoi devrait servir la halte-accueil?",
    "q2.text": "Qu'est-ce qui pourrait nuire?",
    "q3.note": "La question suivante parle de règles qui mettent des gens de côté. Vous pouvez la passer.",
}
ENGLISH = re.compile(
    r"\b(the|you|your|and|with|press|enter|apply|please|of|is|are|this|leave|skip|code from)\b", re.IGNORECASE
)
# Names of services that have no French name.
NAMES = ("Transition House Association of NS", "Association of Black Social Workers", "Trans Lifeline")
ALL_WORDS = """() => {
  const said = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const within = walker.currentNode.parentElement
    const isSaid = !within.closest("script, style, noscript, svg, code, #site") && within.checkVisibility()
    if (isSaid) said.push(walker.currentNode.data)
  }
  for (const one of document.querySelectorAll("[aria-label], [placeholder], [title], [alt]"))
    for (const name of ["aria-label", "placeholder", "title", "alt"]) said.push(one.getAttribute(name) ?? "")
  return said.map(one => one.trim()).filter(one => one)
}"""


def open_in_two(folder: Path) -> Round:
    """Open a round in English and French, approved while one English sentence was another than the one served."""
    factories.cheapen_hashes()
    site = serving.prepare(folder, MONDAY)
    house, advisory_id = site.house, factories.advisory(site.house)
    people = factories.staff(house, advisory_id)
    round_id, part_id = factories.write_round(house, people, advisory_id, listed=ASKED, seats=12)
    with house.database.writing() as session:
        drafts.change(session, people.author, round_id, {"languages": ["fr"]})
        wants = translations.wanted(parts.round_of(session, round_id), "fr")
        typed = {one.key: FRENCH.get(one.key, f"fait {number}") for number, one in enumerate(wants)}
        words = translations.kept(parts.round_of(session, round_id), wants, "fr", typed)
        drafts.change(session, people.author, round_id, {"other_words": words})
        part, advisory = parts.part(session, part_id), advisories.get(session, advisory_id)
        own = translations.wanted_of_part(part, advisory, "fr")
        there = translations.kept(part, own, "fr", {one.key: "Elle peut ouvrir quand il le faut." for one in own})
        drafts.change_part(session, people.author, part_id, {"other_words": there})
    with pytest.MonkeyPatch.context() as patch:
        shipped = catalogue_of_members.screens
        patch.setattr(
            "consult.rounds.rendering.screens",
            lambda language: {**shipped(language), **({"check.intro": APPROVED} if language == "en" else {})},
        )
        phrases = factories.approve(house, people, part_id)
        fund_id = factories.set_aside(house, people, part_id)
        sheet = opening.open_part(house, people.author, part_id)
    opening.confirm_sheet(house, people.author, part_id)
    site.serve()
    part = Opened(house, people, advisory_id, round_id, part_id, fund_id, phrases, sheet.codes)
    return Round(site, part, list(part.codes))


@pytest.fixture(scope="module")
def in_two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Round]:
    """A round in two languages, open for all tests here."""
    opened = open_in_two(tmp_path_factory.mktemp("two"))
    yield opened
    opened.site.end()


Phones = Callable[[Round], Phone]


def every_page_in_french(phone: Phone, code: str, look: Callable[[str], None]) -> None:
    """Walk the whole way in French, with refusals, and look at each page on it."""
    phone.open().tap("Français")
    look("code")
    phone.tap("Quelqu'un m'aide à taper")
    look("helped")
    phone.tap("Nous disons oui à deux. Continuer")
    phone.field("Code").fill("1234")
    phone.tap("Continuer")
    look("code-refused")
    phone.field("Code").fill(code)
    for tapped, page in (
        (lambda: phone.tap("Continuer"), "know"),
        (lambda: phone.tap("J'ai gardé ma place"), "kept"),
        (lambda: phone.tap("Recommencer du début"), "brief"),
        (lambda: phone.tap("Voir d'abord toutes les questions"), "list"),
        (lambda: phone.tap("Retour").tap("Continuer"), "facts"),
        (lambda: phone.tap("Lire le tout"), "full"),
        (lambda: phone.tap("Oui, commencer"), "keep"),
        (lambda: phone.tap("Non, merci"), "question"),
        (lambda: phone.tap("Prendre une pause"), "break"),
        (lambda: phone.tap("Continuer"), "question-again"),
        (lambda: _answer(phone), "several"),
        (lambda: phone.tap("Passer"), "note"),
        (lambda: phone.tap("Passer cette question").tap("Passer").tap("Passer"), "check"),
        (lambda: phone.tap("Oui, donnez-moi des mots privés"), "words"),
        (lambda: phone.tap("Envoyer mes réponses"), "pay"),
        (lambda: phone.tap("Je l'ai"), "end"),
    ):
        tapped()
        look(page)


def _answer(phone: Phone) -> None:
    phone.field("Votre réponse").fill("Appelez-moi au 902-555-0188")
    phone.tap("Continuer")


@pytest.mark.requirement("ACC-06")
@pytest.mark.requirement("CULT-11")
def test_in_french_no_page_has_an_english_word(in_two: Round, phones: Phones) -> None:
    """Fails when a page, a label for voices, the Leave button or a word of Streamlit stays English in French."""
    phone = phones(in_two)
    left: dict[str, list[str]] = {}

    def look(page: str) -> None:
        assert phone.page.evaluate("document.documentElement.lang") == "fr"
        found = [said for said in phone.page.evaluate(ALL_WORDS) if not any(name in said for name in NAMES)]
        left[page] = [said for said in found if ENGLISH.search(said) and said != "English"]
        assert phone.page.locator("#leave").inner_text() == "Quitter ce site"

    every_page_in_french(phone, in_two.card(), look)

    assert {page: said for page, said in left.items() if said} == {}
    assert len(left) == 19


@pytest.mark.requirement("CULT-11")
def test_dates_and_amounts_are_french_too(in_two: Round, phones: Phones) -> None:
    """Fails when a date or an amount keeps its English form on a French page."""
    phone = phones(in_two)
    phone.open().tap("Français")
    phone.field("Code").fill(in_two.card())
    phone.tap("Continuer").tap("Continuer")

    said = phone.words().replace("\u00a0", " ")

    assert "Vous recevez 25 $, même si vous passez des questions ou arrêtez." in said
    assert "Personne ne lit vos réponses avant le lundi 25 mai 2026 à 23 h 59." in said
    assert phone.page.evaluate("document.documentElement.lang") == "fr"


def test_what_was_approved_is_shown_after_an_upgrade(in_two: Round, phones: Phones) -> None:
    """Fails when a page after the card takes its sentences from the shipped catalogue instead of the approval."""
    phone = phones(in_two)
    phone.start(in_two.card())

    phone.skip_to_check()

    assert APPROVED in phone.words()
    assert catalogue_of_members.said("screen.check.intro") not in phone.words()


def test_the_language_can_be_changed_before_the_code_and_holds(in_two: Round, phones: Phones) -> None:
    """Back at the code the chosen language stays; before the card she can change it again."""
    phone = phones(in_two)
    phone.open().tap("Français").tap("Reprendre ou changer mes réponses").tap("Retour au code")
    assert phone.heading() == "Tapez le code de votre carte"

    phone.tap("English")

    assert phone.heading() == "Type the code from your card"
    assert phone.page.evaluate("document.documentElement.lang") == "en"
    assert phone.page.locator("#leave").inner_text() == "Leave this site"


def test_a_round_in_english_only_says_so_in_french(running: Round, phones: Phones) -> None:
    """Who chose French is told in French that the questions are English; the pages say which language they are."""
    phone = phones(running)
    phone.open().tap("Français")
    phone.field("Code").fill(running.card())
    phone.tap("Continuer")

    assert "Ces questions sont en anglais seulement." in phone.words()
    assert phone.page.evaluate("document.documentElement.lang") == "en"
