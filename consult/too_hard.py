"""What was too hard for those who answered is not asked again before a steward looked at it."""

from sqlmodel import Session

from consult.errors import Refused
from consult.rounds import parts
from consult.rounds.tables import Part
from consult.words.answers import hard


class TemplateHeld(Refused):
    """One in five of an earlier round from this template, k or more, said "too hard", and no steward looked again."""

    sentence = (
        "People said that questions from this template were too hard. It waits until a steward of the advisory that "
        "was asked has looked at them again."
    )


def require_reviewed(session: Session, part: Part, k: int) -> None:
    """Raise TemplateHeld where the template of a part's round waits for a look of a steward."""
    if hard.is_held(session, parts.round_of(session, part.round_id).template, k):
        raise TemplateHeld
