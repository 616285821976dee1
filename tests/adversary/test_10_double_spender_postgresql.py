"""Attack 10, pay, on PostgreSQL 15: rows are locked there one by one, so the one statement has to hold alone."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlmodel import select

from consult.clock import SetClock
from consult.house import House, assemble
from consult.money import ledger
from consult.money.desk import CodeState
from consult.money.tables import Honorarium, HonorariumState
from consult.schema import make_tables
from consult.settings import Settings
from tests import postgresql
from tests.conftest import NOON
from tests.money_room import MoneyRoom

pytestmark = pytest.mark.postgres

AT_ONCE = 50


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house on a PostgreSQL of its own."""
    folder: Path = tmp_path_factory.mktemp("elsewhere") / "house"
    with postgresql.cluster() as (url, _files):
        house = assemble(Settings(folder=folder, database_url=url), SetClock(NOON))
        make_tables(house.database.engine)
        yield house
        house.database.close()


@pytest.mark.requirement("HON-04")
@pytest.mark.parametrize("desks", ["many desks", "one desk"])
def test_of_fifty_at_once_exactly_one_pays(elsewhere: House, desks: str) -> None:
    """Fails when `pay` looks first and writes then, or when two taps of one desk break each other."""
    room = MoneyRoom(elsewhere)
    _, _, codes = room.opened(12)
    room.give(codes[0])
    together = Barrier(AT_ONCE)

    def bring(number: int) -> CodeState:
        together.wait()
        return room.pay(codes[0], f"desk {number}" if desks == "many desks" else "here").state

    with ThreadPoolExecutor(AT_ONCE) as taps:
        answers = Counter(taps.map(bring, range(AT_ONCE)))

    other = CodeState.NOT_GOOD if desks == "many desks" else CodeState.JUST_PAID
    assert answers == {CodeState.PAID: 1, other: AT_ONCE - 1}


@pytest.mark.requirement("HON-11")
def test_desks_that_pay_while_a_box_is_counted_are_each_booked_once(elsewhere: House) -> None:
    """Fails when a payment slips between the count's look and its booking: rows and ledger would differ."""
    room = MoneyRoom(elsewhere)
    box_id, round_id, codes = room.opened(30)
    room.give(*codes[:24])
    together = Barrier(25)

    def act(number: int) -> object:
        together.wait()
        return room.close(box_id, round_id) if number == 24 else room.pay(codes[number], f"desk {number}").state

    with ThreadPoolExecutor(25) as acts:
        answers = list(acts.map(act, range(25)))

    assert answers == [CodeState.PAID] * 24 + [6]
    with elsewhere.database.reading() as session:
        ledger.check(session)
        paid = session.exec(
            select(Honorarium.month).where(Honorarium.round_id == round_id, Honorarium.state == HonorariumState.PAID)
        ).all()
    assert paid == ["2026-05"] * 24
