"""Made = paid + waiting + void, at every step, on any month end, whatever is restarted in between."""

import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, precondition, rule
from sqlmodel import func, select

from consult.clock import SetClock
from consult.errors import Refused
from consult.house import House, assemble
from consult.money import desk, funds, honoraria, ledger
from consult.money.desk import CodeState
from consult.money.funds import NotEnough
from consult.money.honoraria import NotGivable, NotSetAside
from consult.money.months import later, month_of
from consult.money.tables import Honorarium, HonorariumState
from consult.schema import make_tables
from consult.settings import Settings
from tests.conftest import NOON
from tests.money_room import AMOUNT, FINANCE, MoneyRoom

MADE, GIVEN, PAID, VOID = HonorariumState
WAITING = (MADE, GIVEN)
DESKS = ("desk one", "desk two")
MOST_BOXES = 4


class Box:
    """What the model knows of a box: the state of each of its codes, and the month of its count."""

    def __init__(self, box_id: Any, round_id: Any, seats: int) -> None:
        """Begin with money and no codes."""
        self.box_id, self.round_id, self.seats = box_id, round_id, seats
        self.codes: dict[str, HonorariumState] = {}
        self.counted: str | None = None
        self.gone = False


class Money(RuleBasedStateMachine):
    """Mint, give, decline, pay, count, discard, wait, restart and pay again, on a real file."""

    boxes = Bundle("boxes")
    codes = st.integers(0, 11)

    @initialize(target=boxes)
    def begin(self) -> Any:
        """Open a house of its own with one fund and two boxes, of which some codes are given."""
        self._folder = tempfile.TemporaryDirectory()
        self._where = Settings(folder=Path(self._folder.name) / "house")
        self.clock = SetClock(NOON)
        self.house: House = assemble(self._where, self.clock)
        make_tables(self.house.database.engine)
        self.room = MoneyRoom(self.house)
        self.received = 200 * AMOUNT
        self.known: list[Box] = []
        self.last: dict[str, str] = {}
        opened = [self.open(6), self.open(9)]
        self.many_send()
        return multiple(*opened)

    def teardown(self) -> None:
        """Leave nothing behind."""
        if hasattr(self, "house"):
            self.house.database.close()
            self._folder.cleanup()

    @rule(target=boxes, seats=st.integers(5, 90))
    @precondition(lambda self: len(self.known) < MOST_BOXES)
    def set_aside(self, seats: int) -> Box:
        """Set money aside, exactly while the fund has enough that finance may see."""
        free = self._sums().free_cents
        self._expire()
        try:
            box = Box(*self.room.set_aside(seats), seats)
        except NotEnough:
            assert seats * AMOUNT > free
            box = Box(None, None, seats)
            box.gone = True
            return box
        assert seats * AMOUNT <= free
        self.known.append(box)
        return box

    @rule(target=boxes, seats=st.integers(5, 9))
    @precondition(lambda self: len(self.known) < MOST_BOXES)
    def open(self, seats: int) -> Box:
        """Set money aside and make the codes, as an opening does."""
        box = self.set_aside(seats)
        self.mint(box, 0)
        return box

    @rule(box=boxes, fewer=st.integers(-1, 3))
    def mint(self, box: Box, fewer: int) -> None:
        """Make codes: once, before the count, and not one more than was set aside."""
        may = not box.gone and not box.codes and box.counted is None and fewer >= 0
        if box.gone:
            return
        try:
            made = self.room.mint(box.box_id, box.seats - fewer)
        except NotSetAside:
            assert not may
        else:
            assert may
            box.codes = dict.fromkeys(made, MADE)

    @rule(box=boxes)
    def discard(self, box: Box) -> None:
        """Throw the sheet away, while nobody was given a code."""
        if box.gone or box.counted:
            return
        untouched = set(box.codes.values()) <= {MADE}
        try:
            with self.house.database.writing() as session:
                honoraria.discard(session, box.box_id)
        except Refused:
            assert not untouched
        else:
            assert untouched
            box.codes = {}

    @rule(box=boxes)
    def put_back(self, box: Box) -> None:
        """Void an approval before opening."""
        if box.gone:
            return
        may = not box.codes and box.counted is None
        try:
            with self.house.database.writing() as session:
                funds.put_back(session, box.box_id, self.room.month)
        except Refused:
            assert not may
        else:
            assert may
            box.gone = True

    @rule(which=codes)
    @precondition(lambda self: self.with_codes())
    def give(self, which: int) -> None:
        """Send or stop."""
        self._step(which, MADE, GIVEN, self.room.give)

    @rule()
    @precondition(lambda self: self.with_codes())
    def many_send(self) -> None:
        """Give a good many codes, but those that were given before."""
        for which in range(12):
            self._step(which, MADE, GIVEN, self.room.give)

    @rule(which=codes)
    @precondition(lambda self: self.with_codes())
    def decline(self, which: int) -> None:
        """No code, thank you."""
        self._step(which, GIVEN, VOID, self.room.decline)

    @rule(which=codes, where=st.sampled_from(DESKS))
    @precondition(lambda self: self.with_codes())
    def pay(self, which: int, where: str) -> None:
        """Bring a code to a desk; a good one is paid the first time and never again."""
        box, code = self._pick(which)
        good = box.codes[code] is GIVEN and self._in_time(box)
        repeated = self.last.get(where) == code

        answer = self.room.pay(code, where)

        if good:
            assert answer == desk.Standing(AMOUNT, CodeState.PAID)
            box.codes[code] = PAID
            self.last[where] = code
        else:
            assert answer.state is (CodeState.JUST_PAID if repeated else CodeState.NOT_GOOD)

    @rule(box=boxes)
    def count(self, box: Box) -> None:
        """Book the box; a second time changes nothing."""
        if box.gone:
            return
        voided = self.room.close(box.box_id, box.round_id)
        if box.counted:
            assert voided == 0
            return
        assert voided == sum(state in {MADE, VOID} for state in box.codes.values())
        box.codes = {code: VOID if state is MADE else state for code, state in box.codes.items()}
        box.counted = self.room.month
        self.last = {where: code for where, code in self.last.items() if code not in box.codes}

    @rule(days=st.sampled_from([1, 26, 31, 200, 366]))
    def wait(self, days: int) -> None:
        """Let time pass, over month ends and years."""
        self.clock.at += timedelta(days=days)

    @rule()
    def stand_at_the_last_minute_of_the_month(self) -> None:
        """Wait until 11:59 pm of the last day of the month."""
        year, month = (int(part) for part in later(self.room.month, 1).split("-"))
        self.clock.put(date(year, month, 1) - timedelta(days=1), 23, 59)

    @rule()
    def restart(self) -> None:
        """Stop and start: the same folder, nothing in memory."""
        self.house.database.close()
        self.house = assemble(self._where, self.clock)
        self.room.house = self.house

    @invariant()
    def made_is_paid_and_waiting_and_void(self) -> None:
        """The rows, the ledger and the model say the same, in number and in cents."""
        if not hasattr(self, "house"):
            return
        with self.house.database.reading() as session:
            ledger.check(session)
            rows = Counter(dict(session.exec(select(Honorarium.state, func.count()).group_by(Honorarium.state)).all()))
        model = Counter(state for box in self.known for state in box.codes.values())
        assert rows == model
        assert rows.total() == rows[PAID] + rows[MADE] + rows[GIVEN] + rows[VOID]

    @invariant()
    def no_cent_is_made_or_lost(self) -> None:
        """What was received is free, set aside, or for codes, and finance sees no more than ended months."""
        if not hasattr(self, "house"):
            return
        seen = self._sums()
        open_or_this_month = [box for box in self.known if not box.gone and (box.counted or "9999") >= self.room.month]
        assert seen.received_cents == self.received
        assert seen.free_cents + seen.set_aside_cents + seen.codes_cents == self.received
        assert seen.free_cents >= 0
        assert seen.set_aside_cents == sum(box.seats * AMOUNT for box in open_or_this_month)

    @invariant()
    def the_last_ended_month_balances(self) -> None:
        """All made so far is paid, void or waiting at its end."""
        if not hasattr(self, "house"):
            return
        with self.house.database.reading() as session:
            ends = ledger.month_ends(session, FINANCE, self.room.month)
        if not ends:
            return
        made, paid, void = (sum(getattr(end, name).count for end in ends) for name in ("made", "paid", "void"))
        assert made == paid + void + ends[0].waiting.count
        assert all(end.waiting.count >= 0 for end in ends)
        assert made == sum(len(box.codes) for box in self.known if box.counted and box.counted < self.room.month)

    def _step(self, which: int, before: Any, after: Any, act: Any) -> None:
        box, code = self._pick(which)
        may = box.codes[code] is before and box.counted is None
        try:
            act(code)
        except NotGivable:
            assert not may
        else:
            assert may
            box.codes[code] = after

    def with_codes(self) -> list[Box]:
        """Give the boxes whose codes are made."""
        return [box for box in self.known if box.codes]

    def _pick(self, which: int) -> tuple[Box, str]:
        """Give one of a few codes of the boxes in turn, so that one code meets every act."""
        boxes = self.with_codes()
        box = boxes[which % len(boxes)]
        few = list(box.codes)[:5]
        return box, few[which // len(boxes) % len(few)]

    def _expire(self) -> None:
        """Setting money aside first voids what is past its year."""
        for box in self.known:
            if box.counted and not self._in_time(box):
                box.codes = {c: VOID if state is GIVEN else state for c, state in box.codes.items()}

    def _in_time(self, box: Box) -> bool:
        return box.counted is None or later(box.counted, 12) >= month_of(self.clock.now().date())

    def _sums(self) -> ledger.FundSums:
        with self.house.database.reading() as session:
            return ledger.fund_sums(session, self.room.fund_id, self.room.month)


Money.TestCase.settings = settings(
    max_examples=50,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestMoney = pytest.mark.requirement("HON-11")(Money.TestCase)
