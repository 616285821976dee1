"""On PostgreSQL 15 a pile is sent once however often it is pressed, and its envelopes share no transaction."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import text

from consult import paper_entry
from consult.clock import SetClock
from consult.errors import ConsultError
from consult.house import assemble
from consult.schema import make_tables
from consult.settings import Settings
from tests import factories, paper_room, postgresql
from tests.conftest import NOON

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("cheap_hashes")]


@pytest.fixture(scope="module")
def part(tmp_path_factory):
    """An open part in a house on a PostgreSQL of its own."""
    with postgresql.cluster() as (url, _files):
        factories.cheapen_hashes()
        house = assemble(Settings(folder=tmp_path_factory.mktemp("paper") / "house", database_url=url), SetClock(NOON))
        make_tables(house.database.engine)
        yield factories.opened(house, seats=16)
        house.database.close()


@pytest.mark.requirement("ANON-20")
def test_two_presses_at_once_send_each_form_once_and_each_by_itself(part):
    """Fails when a double press doubles or loses a form, or a pile leaves in one transaction that marks its rows."""
    words, _ = paper_room.typed(part, 8)
    together = Barrier(2)

    def press(_number):
        together.wait()
        try:
            return paper_entry.send(part.house, part.staff.facilitator, part.part_id, words).forms
        except ConsultError as refused:
            return refused.sentence

    with ThreadPoolExecutor(2) as threads:
        told = list(threads.map(press, range(2)))
    with part.house.database.reading() as session:
        by = [xmin for (xmin,) in session.execute(text("SELECT xmin::text FROM box_envelope"))]
        left = session.execute(text("SELECT count(*) FROM box_pile")).scalar()

    assert () in told
    assert len(by) == len(set(by)) == 8
    assert left == 0


@pytest.mark.requirement("ANON-20")
def test_two_windows_put_forms_on_one_pile(part):
    """Fails when one of two forms that are put on the pile at the same moment is lost without a word."""
    words, _ = paper_room.typed(part, 1, cards=0)
    together = Barrier(4)

    def put(form):
        together.wait()
        try:
            return paper_entry.add_form(part.house, part.staff.facilitator, part.part_id, words, form)
        except ConsultError as refused:
            return refused

    with ThreadPoolExecutor(4) as threads:
        told = list(threads.map(put, paper_room.forms(part, 4, mark="beside")))
    pile = paper_entry.take_up(part.house, part.staff.facilitator, part.part_id, words)[1]

    assert len(pile.forms) == 1 + sum(not isinstance(one, ConsultError) for one in told)
