"""Two parts of one round, set aside at once from two funds, on PostgreSQL: the second looks after the first."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWaiting
from uuid import uuid4

import pytest
from sqlmodel import func, select

from consult.clock import SetClock
from consult.errors import Refused
from consult.house import House, assemble
from consult.ids import BoxId, RoundId
from consult.money import funds
from consult.money.tables import SetAside
from consult.schema import make_tables
from consult.settings import Settings
from tests import postgresql
from tests.conftest import NOON
from tests.money_room import AMOUNT, FINANCE, MoneyRoom

pytestmark = pytest.mark.postgres


@pytest.fixture
def elsewhere(tmp_path) -> Iterator[House]:
    """A house on a PostgreSQL of its own."""
    with postgresql.cluster() as (url, _files):
        house = assemble(Settings(folder=tmp_path / "house", database_url=url), SetClock(NOON))
        make_tables(house.database.engine)
        yield house
        house.database.close()


@pytest.mark.requirement("HON-03")
def test_the_second_of_two_parts_waits_and_is_refused_another_fund(elsewhere: House) -> None:
    """Fails when `set_aside` holds its own fund alone: each looks before the other has written, and both pass."""
    first, second = MoneyRoom(elsewhere), MoneyRoom(elsewhere)
    round_id = RoundId(uuid4())

    def set_aside(session, room: MoneyRoom) -> None:
        funds.set_aside(
            session, FINANCE, BoxId(uuid4()), round_id, seats=6, amount_cents=AMOUNT,
            fund_id=room.fund_id, month=room.month, others=(),
        )  # fmt: skip

    def alone() -> None:
        with elsewhere.database.writing() as session:
            set_aside(session, second)

    with ThreadPoolExecutor(1) as other:
        with elsewhere.database.writing() as session:
            set_aside(session, first)
            waiting = other.submit(alone)
            with pytest.raises(StillWaiting):
                waiting.result(2)

        with pytest.raises(Refused, match="another fund"):
            waiting.result(30)
    with elsewhere.database.reading() as session:
        assert session.exec(select(func.count()).select_from(SetAside)).one() == 1
