"""The log of acts: who did what, and when. Never what was read, written or said."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlmodel import Session, col, or_, select

from consult.actors import Actor, Role
from consult.clock import Clock
from consult.ids import AdvisoryId, RoundId
from consult.people.staff import Account, Act

LONGEST_ACT = 120
SHOWN_AT_ONCE = 200
THE_PROGRAM = "the program"


@dataclass(frozen=True, slots=True)
class ActLine:
    """One line of the log as a steward reads it; `at` is in the zone of the house."""

    at: datetime
    who: str
    act: str
    round_id: RoundId | None
    advisory_id: AdvisoryId | None


def record(
    session: Session,
    clock: Clock,
    actor: Actor | None,
    act: str,
    round_id: RoundId | None = None,
    advisory_id: AdvisoryId | None = None,
) -> None:
    """
    Write one act into the log, in the caller's transaction: an act that fails leaves no line, and no act is
    without one. `act` is a fixed phrase of ours ("opened raw answers"), 120 letters at most, on one line. No actor: the
    program did it by itself, on the day it had promised.
    """
    if not act or len(act) > LONGEST_ACT or not act.isprintable():
        raise ValueError("an act is one short phrase")
    session.add(
        Act(
            at=int(clock.now().timestamp()),
            account_id=actor.account_id if actor else None,
            act=act,
            round_id=round_id,
            advisory_id=advisory_id,
        )
    )


def rounds_with(session: Session, act: str) -> frozenset[RoundId]:
    """Give the rounds in which this act is on record."""
    found = session.exec(select(Act.round_id).where(Act.act == act, col(Act.round_id).is_not(None)).distinct())
    return frozenset(RoundId(one) for one in found if one is not None)


def for_advisory(
    session: Session,
    clock: Clock,
    actor: Actor,
    advisory_id: AdvisoryId,
    round_ids: tuple[RoundId, ...] = (),
) -> tuple[ActLine, ...]:
    """
    Give the latest 200 acts that touch an advisory, newest first, to a steward of it (else NotAllowed).

    `round_ids` are the rounds it takes part in: acts on a whole round belong to each of its advisories, acts
    on another advisory's part do not.
    """
    actor.require(Role.STEWARD, advisory_id)
    of_the_round = col(Act.round_id).in_(round_ids) & col(Act.advisory_id).is_(None)
    rows = session.exec(
        select(Act, Account.name)
        .join(Account, col(Account.id) == col(Act.account_id), isouter=True)
        .where(or_(col(Act.advisory_id) == advisory_id, of_the_round))
        .order_by(col(Act.at).desc(), col(Act.id))
        .limit(SHOWN_AT_ONCE)
    )
    return tuple(
        ActLine(
            at=datetime.fromtimestamp(act.at, UTC).astimezone(clock.zone),
            who=name or THE_PROGRAM,
            act=act.act,
            round_id=act.round_id,
            advisory_id=act.advisory_id,
        )
        for act, name in rows
    )


def of_the_program(session: Session, clock: Clock, act: str) -> tuple[tuple[RoundId, date], ...]:
    """Give the rounds in which the program did this by itself, each with its day, once a day, the latest first."""
    rows = session.exec(select(Act).where(col(Act.account_id).is_(None), Act.act == act).order_by(col(Act.at).desc()))
    days = [(row.round_id, datetime.fromtimestamp(row.at, UTC).astimezone(clock.zone).date()) for row in rows]
    return tuple(dict.fromkeys((round_id, day) for round_id, day in days if round_id is not None))
