"""A theme that is called another's stays unanswered until that one takes it up, or says why it is not theirs either."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from consult.actors import Actor, Role
from consult.errors import BadText, Refused
from consult.rounds import parts
from consult.words import fresh
from consult.words.leaving import releases
from consult.words.replies import decisions, standings
from consult.words.replies.decisions import Whose
from consult.words.replies.owner_tables import Handed, HandedState


class NotAsked(Refused):
    """Nobody asked this organisation about the theme, or it was answered since."""

    sentence = "This theme does not wait for your organisation any more."


def take_up(
    session: Session, actor: Actor, whose: Whose, number: int, theme: int, by_when: date | None, today: date
) -> None:
    """Take a theme up for the organisation that was asked, with the day by which it answers. BadText, NotAsked."""
    if by_when is None or by_when < today:
        raise BadText("Choose today or a later day for your answer.")
    row = _asked(session, actor, whose, number, theme)
    row.state, row.due_on, row.account_id = HandedState.TAKEN, by_when.isoformat(), actor.account_id
    session.add(row)
    session.flush()
    decisions.settle(session, number)


def give_back(
    session: Session,
    actor: Actor,
    whose: Whose,
    number: int,
    theme: int,
    reason: str,
    *,
    points_to_nobody: bool = False,
) -> None:
    """Say that a theme is not theirs either, and why: it is with those who asked once more. BadText, NotAsked."""
    why = fresh.field(reason, "Why it is not yours", decisions.REASON_MOST)
    fresh.require_kind(why, "Why it is not yours")
    fresh.require_no_marks(why, points_to_nobody)
    row = _asked(session, actor, whose, number, theme)
    row.state, row.reason, row.account_id = HandedState.REFUSED, why, actor.account_id
    session.add(row)
    session.flush()


def waiting_for(session: Session, organisation_id: UUID, today: date) -> tuple[standings.Stands, ...]:
    """Give the themes that wait for this organisation: asked and not yet taken, or taken and not yet answered."""
    mine = session.exec(select(Handed.release_id).where(col(Handed.organisation_id) == organisation_id)).all()
    found = [one for release in releases.released(session) if release.id in set(mine) for one in
             standings.of_release(session, release, today)]  # fmt: skip
    return tuple(one for one in found if _is_with(one, organisation_id))


def came_back(session: Session, today: date) -> Sequence[standings.Stands]:
    """Give the themes that the organisation which was asked gave back."""
    themes = standings.of_all(session, today)
    return [one for one in themes if one.handed is not None and one.handed.state == HandedState.REFUSED]


def _is_with(one: standings.Stands, organisation_id: UUID) -> bool:
    return (
        one.handed is not None
        and one.handed.organisation_id == organisation_id
        and one.handed.state != HandedState.REFUSED
    )


def _asked(session: Session, actor: Actor, whose: Whose, number: int, theme: int) -> Handed:
    actor.require(Role.DESIGNER)
    release = releases.by_number(session, number)
    parts.locked(session, release.part_id)
    _decided, row = standings.latest(session, release, theme)
    if row is None or row.organisation_id != whose.organisation_id or row.state != HandedState.ASKED:
        raise NotAsked
    return row
