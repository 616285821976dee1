"""What happened to the money, shown in whole months that have ended and over all rounds together."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_bytes
from uuid import UUID

from sqlmodel import Session, col, func, or_, select

from consult.actors import Actor, Role
from consult.errors import ConsultError
from consult.money.months import Month, later
from consult.money.tables import Honorarium, HonorariumState, LedgerLine, LineKind, SetAside

# What finance does itself is known to it at once. What members and desks do waits until its month has ended.
AT_ONCE = frozenset({LineKind.RECEIVED, LineKind.WITHDRAWN, LineKind.SET_ASIDE, LineKind.PUT_BACK})
_HONORARIA = (LineKind.MADE, LineKind.PAID, LineKind.VOID)


class DoesNotBalance(ConsultError):
    """Made is not paid + waiting + void, or ledger and honoraria differ. The sentence has no number."""

    sentence = "The money does not balance. Stop paying, and ask the person who runs this program."


@dataclass(frozen=True, slots=True)
class Sum:
    """A number of honoraria and what they are worth in cents."""

    count: int = 0
    cents: int = 0

    def plus(self, other: "Sum") -> "Sum":
        """Add."""
        return Sum(self.count + other.count, self.cents + other.cents)

    def less(self, other: "Sum") -> "Sum":
        """Take away."""
        return Sum(self.count - other.count, self.cents - other.cents)


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """One ended month over all rounds: what was made, paid and void in it, and what waits at its end."""

    month: Month
    made: Sum
    paid: Sum
    void: Sum
    waiting: Sum


@dataclass(frozen=True, slots=True)
class FundSums:
    """A fund as finance may see it: what its acts did at once, and the rest up to the last ended month."""

    received_cents: int
    free_cents: int
    set_aside_cents: int
    codes_cents: int


def write(session: Session, fund_id: UUID, month: Month, kind: LineKind, cents: int, *, count: int = 0) -> None:
    """Add a line. One that says nothing (no honorarium, no cent) is not written."""
    if not count and not cents:
        return
    session.add(LedgerLine(id=token_bytes(16), fund_id=fund_id, month=month, kind=kind, count=count, cents=cents))
    session.flush()


def fund_sums(session: Session, fund_id: UUID, now: Month) -> FundSums:
    """
    Give one fund's sums, in cents.

    What a count returns is free when the month of the count has ended: a sum that moved at the count would
    tell how many of one advisory took part. `free` is what may be set aside, so asking teaches nothing more.
    """
    shown = or_(col(LedgerLine.kind).in_(AT_ONCE), col(LedgerLine.month) < now)
    rows = session.exec(
        select(LedgerLine.kind, func.sum(LedgerLine.cents))
        .where(col(LedgerLine.fund_id) == fund_id, shown)
        .group_by(col(LedgerLine.kind))
    ).all()
    by_kind = defaultdict(int, {kind: int(cents) for kind, cents in rows})
    received = by_kind[LineKind.RECEIVED] - by_kind[LineKind.WITHDRAWN]
    left = by_kind[LineKind.SET_ASIDE] - by_kind[LineKind.PUT_BACK] - by_kind[LineKind.COUNTED]
    codes = by_kind[LineKind.MADE] - by_kind[LineKind.VOID]
    return FundSums(received, received - left - codes, left, codes)


def month_ends(session: Session, actor: Actor, now: Month) -> list[MonthEnd]:
    """Give every ended month from the first with an honorarium on, newest first. Finance only."""
    actor.require(Role.FINANCE)
    sums = _sums_by_month(session, now)
    if not sums:
        return []
    ends: list[MonthEnd] = []
    waiting = Sum()
    month = min(sums)
    while month < now:
        made, paid, void = (sums[month][kind] for kind in _HONORARIA)
        waiting = waiting.plus(made).less(paid).less(void)
        ends.append(MonthEnd(month, made, paid, void, waiting))
        month = later(month, 1)
    return ends[::-1]


def check(session: Session) -> None:
    """
    Raise DoesNotBalance unless made = paid + waiting + void, and rows and ledger say the same.

    For a start of the program and for tests: the numbers themselves leave this function never.
    """
    _open_boxes_balance(session)
    _ledger_balances(session)


def _sums_by_month(session: Session, now: Month) -> dict[Month, dict[LineKind, Sum]]:
    rows = session.exec(
        select(
            LedgerLine.month,
            LedgerLine.kind,
            func.sum(LedgerLine.count),
            func.sum(LedgerLine.cents),
        )
        .where(col(LedgerLine.kind).in_(_HONORARIA), col(LedgerLine.month) < now)
        .group_by(col(LedgerLine.month), col(LedgerLine.kind))
    ).all()
    sums: dict[Month, dict[LineKind, Sum]] = defaultdict(lambda: defaultdict(Sum))
    for month, kind, count, cents in rows:
        sums[Month(month)][LineKind(kind)] = Sum(int(count), int(cents))
    return sums


def _open_boxes_balance(session: Session) -> None:
    """While a box is open, its honoraria are as many as were made from its set-aside money."""
    rows = dict(
        session.exec(
            select(Honorarium.box_id, func.count())
            .where(col(Honorarium.box_id).is_not(None))
            .group_by(col(Honorarium.box_id))
        ).all()
    )
    boxes: Sequence[SetAside] = session.exec(select(SetAside).where(col(SetAside.counted).is_(None))).all()
    if rows != {box.box_id: box.minted for box in boxes if box.minted}:
        raise DoesNotBalance
    if any(box.minted > box.seats for box in boxes):
        raise DoesNotBalance


def _ledger_balances(session: Session) -> None:
    """After the count, rows and ledger agree in number and cents, month by month for what was paid."""
    if _counted_rows(session) != _counted_lines(session) or _paid_rows(session) != _paid_lines(session):
        raise DoesNotBalance


def _counted_rows(session: Session) -> dict[str, Sum]:
    rows = session.exec(
        select(Honorarium.state, func.count(), func.sum(Honorarium.amount_cents))
        .where(col(Honorarium.round_id).is_not(None))
        .group_by(col(Honorarium.state))
    ).all()
    by_state = defaultdict(Sum, {state: Sum(count, int(cents)) for state, count, cents in rows})
    states = (HonorariumState.PAID, HonorariumState.GIVEN, HonorariumState.VOID)
    return {state.value: by_state[state] for state in states}


def _counted_lines(session: Session) -> dict[str, Sum]:
    lines = _lines(session)
    made, paid, void = (lines[kind] for kind in _HONORARIA)
    return {"paid": paid, "given": made.less(paid).less(void), "void": void}


def _lines(session: Session) -> dict[LineKind, Sum]:
    rows = session.exec(
        select(LedgerLine.kind, func.sum(LedgerLine.count), func.sum(LedgerLine.cents))
        .where(col(LedgerLine.kind).in_(_HONORARIA))
        .group_by(col(LedgerLine.kind))
    ).all()
    return defaultdict(Sum, {LineKind(kind): Sum(int(count), int(cents)) for kind, count, cents in rows})


def _paid_rows(session: Session) -> dict[str | None, int]:
    return dict(
        session.exec(
            select(Honorarium.month, func.count())
            .where(col(Honorarium.round_id).is_not(None), col(Honorarium.state) == HonorariumState.PAID)
            .group_by(col(Honorarium.month))
        ).all()
    )


def _paid_lines(session: Session) -> dict[str | None, int]:
    lines = session.exec(
        select(LedgerLine.month, func.sum(LedgerLine.count))
        .where(col(LedgerLine.kind) == LineKind.PAID)
        .group_by(col(LedgerLine.month))
    ).all()
    return {month: int(count) for month, count in lines}
