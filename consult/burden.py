"""No advisory is asked too much at once, and no one could be paid past the yearly sum without finance's yes."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, extract
from sqlmodel import Session, col, select

from consult.box.tables import Box, BoxState
from consult.clock import Clock, has_passed, in_words
from consult.database import lock
from consult.dollars import in_dollars
from consult.errors import Refused
from consult.ids import AdvisoryId, PartId
from consult.money.tables import SetAside
from consult.rounds.parts import STARTED
from consult.rounds.tables import Advisory, Part, Round

MOST_OPEN = 2
WARN_CENTS, MOST_CENTS = 40_000, 50_000
_TAKES_ANSWERS = frozenset({BoxState.SHEET, BoxState.OPEN, BoxState.PAUSED})


class AskedEnough(Refused):
    """Two rounds of this advisory are open: a third waits (ROUND-09). The sentence says until when."""


class PastTheYearlySum(Refused):
    """One person could be paid more than $500 this year, and finance did not say yes to that (HON-12)."""


def require_room(session: Session, clock: Clock, part: Part) -> None:
    """Raise AskedEnough where two other parts of the advisory take answers now."""
    # Held, so that two parts of one advisory never pass this look at the same moment.
    lock(session, select(Advisory).where(col(Advisory.id) == part.advisory_id)).one()
    boxes = session.exec(
        select(Box).join(Part, col(Part.box_id) == col(Box.id)).where(Part.advisory_id == part.advisory_id)
    )
    until = sorted(
        box.closes_on
        for box in boxes
        if box.id != part.box_id and box.state in _TAKES_ANSWERS and not has_passed(box.closes_on, clock)
    )
    if len(until) >= MOST_OPEN:
        raise AskedEnough(
            f"{MOST_OPEN} rounds are open for this advisory. This one can open after {in_words(until[-MOST_OPEN])}."
        )


def minutes_asked(session: Session, advisory_id: AdvisoryId, year: int) -> int:
    """Give the minutes this advisory was asked for in a calendar year: those of each round that opened in it."""
    asked = (
        select(Round.minutes)
        .join(Part, col(Part.round_id) == col(Round.id))
        .where(Part.advisory_id == advisory_id, col(Part.state).in_(STARTED), _in(year))
    )
    return sum(session.exec(asked))


def minutes_in_words(session: Session, advisory_id: AdvisoryId, day: date) -> str:
    """Say the minutes of this year, for those who are about to ask for more."""
    minutes = minutes_asked(session, advisory_id, day.year)
    if not minutes:
        return f"This advisory was not asked for anything yet in {day.year}."
    return f"This advisory was asked for {minutes} minutes a person so far in {day.year}."


def most_for_one(session: Session, year: int, besides: PartId | None = None) -> int:
    """
    Give the most that one person could be paid for a calendar year, in cents, without knowing anyone.

    Each part whose money is set aside counts once: a person may hold a card of every advisory.
    """
    asked = (
        select(Part.id, Round.amount_cents)
        .join(Round, col(Round.id) == col(Part.round_id))
        .join(SetAside, col(SetAside.box_id) == col(Part.box_id))
        .where(_in(year))
    )
    return sum(cents or 0 for part_id, cents in session.exec(asked) if part_id != besides)


def require_accepted(most_cents: int, *, is_accepted: bool) -> None:
    """Raise PastTheYearlySum for a sum above $500 that nobody accepted."""
    if most_cents > MOST_CENTS and not is_accepted:
        raise PastTheYearlySum(
            f"With this round one person could be paid {in_dollars(most_cents)} this year. "
            f"Above {in_dollars(MOST_CENTS)} finance has to accept that. Tick it, or set nothing aside."
        )


def _in(year: int) -> ColumnElement[Any]:
    return extract("year", col(Round.opens_on)) == year
