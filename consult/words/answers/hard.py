"""When one in five says "too hard", the stewards are told; from k people on, the template waits for a look of one."""

from sqlmodel import Session, col, func, select

from consult.actors import Actor
from consult.ids import PartId
from consult.rounds import approvals, parts, stewards
from consult.rounds.scripts import Kind, Script
from consult.rounds.tables import Part, Round
from consult.words import heap, reading
from consult.words.answers.act_tables import HardReview
from consult.words.tables import Answer

OPTION = "Too hard"
FEWEST, ONE_IN = 5, 5


def is_too_hard(session: Session, part: Part) -> bool:
    """Say whether, of five or more people who said how it was, one in five or more said "Too hard" (TRAUMA-07)."""
    if part.state not in reading.READABLE:
        return False
    asked = _asked(approvals.approved_script(session, part.id))
    if asked is None:
        return False
    said, hard = _picks(session, part, *asked)
    return said >= FEWEST and hard * ONE_IN >= said


def waits(session: Session, part: Part) -> bool:
    """Say whether a part was too hard and no steward of its advisory has looked at its questions again."""
    return session.get(HardReview, part.id) is None and is_too_hard(session, part)


def review(session: Session, actor: Actor, part_id: PartId) -> None:
    """Note that a steward of the advisory looked at the questions again: the template can be used as before."""
    stewards.require_steward(session, actor, parts.locked(session, part_id))
    if session.get(HardReview, part_id) is None:
        session.add(HardReview(part_id=part_id, steward_id=actor.account_id))
        session.flush()


def is_held(session: Session, template: str, k: int) -> bool:
    """
    Say whether a template waits for such a look, k or more having said "Too hard"; a blank round has no template.

    Authors and other advisories meet the hold right after a count, before any release: of five people one tick
    would reach them as the choice of one person. Under k only the stewards of the advisory are told.
    """
    if not template:
        return False
    rows = session.exec(
        select(Part).join(Round, col(Round.id) == col(Part.round_id)).where(Round.template == template)
    ).all()
    return any(waits(session, part) and _said_hard(session, part) >= k for part in rows)


def _said_hard(session: Session, part: Part) -> int:
    asked = _asked(approvals.approved_script(session, part.id))
    return _picks(session, part, *asked)[1] if asked else 0


def _picks(session: Session, part: Part, key: str, place: int) -> tuple[int, int]:
    """Give how many people said how it was, and how many of them "Too hard"."""
    rows = session.exec(
        select(Answer.option, func.count())
        .where(
            Answer.round_id == part.round_id,
            col(Answer.advisory_id).is_not_distinct_from(reading.advisory(session, part)),
            Answer.question == key,
            Answer.kind == heap.OPTION,
        )
        .group_by(col(Answer.option))
    ).all()
    picks = dict(rows)
    return sum(picks.values()), picks.get(place, 0)


def _asked(script: Script) -> tuple[str, int] | None:
    """Give the question of the closing pair that asks how it was, and the place of its option "Too hard"."""
    for question in reversed(script.questions):
        if question.kind is Kind.CHOICE and OPTION in question.options:
            return question.key, question.options.index(OPTION)
    return None
