"""What a card says of a part beside its code: where and when it is paid, in each language a steward said yes to."""

from sqlmodel import Session

from consult.errors import Missing
from consult.ids import PartId
from consult.rounds import approvals, parts, translations
from consult.wording.catalogue_of_members import ENGLISH

PLACES = "where"


def places(session: Session, part_id: PartId) -> dict[str, str]:
    """
    Give where and when pay codes are paid, by language, English first; empty where nobody said so.

    Only languages whose text the standing approval holds. Missing when there is none.
    """
    approval = approvals.standing(session, part_id)
    if approval is None:
        raise Missing
    whole = parts.whole(session, part_id)
    others = sorted(set(approval.text) - {ENGLISH})
    there = {language: translations.spoken(*whole, language)[0] for language in others}
    return {language: one.facts.get(PLACES, "") for language, one in {ENGLISH: whole[0], **there}.items()}
