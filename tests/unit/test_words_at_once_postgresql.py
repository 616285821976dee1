"""On PostgreSQL 15 two people act at the same moment: one after the other, or one clear sentence."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlmodel import select

from consult.clock import SetClock
from consult.errors import ConsultError, Refused
from consult.house import assemble
from consult.schema import make_tables
from consult.settings import Settings
from consult.words import reading
from consult.words.leaving import releases
from consult.words.leaving.releases import SameMoment
from consult.words.tables import Batch, Opened, Release
from tests import postgresql
from tests.conftest import NOON
from tests.words_room import K, ready, seed

pytestmark = pytest.mark.postgres

DAY = "Monday 4 May 2026"


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """A house on a PostgreSQL of its own."""
    with postgresql.cluster() as (url, _files):
        folder = tmp_path_factory.mktemp("elsewhere") / "house"
        house = assemble(Settings(folder=folder, database_url=url), SetClock(NOON))
        make_tables(house.database.engine)
        yield house
        house.database.close()


def _at_once(house, acts):
    """Run every act in a transaction of its own, all at once; gives what each gave, or the house's own error."""
    together = Barrier(len(acts))

    def run(act):
        with house.database.writing() as session:
            together.wait()
            return act(session)

    def told(act):
        try:
            return run(act)
        except ConsultError as error:
            return error

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(told, acts))


def _proposed(house, room):
    with house.database.writing() as session:
        ready(session, room)
        release_id = releases.propose(session, room.reader, room.part_id, "people without a phone", K)
        seen = releases.digest(session.get(Release, release_id))
    return lambda session: releases.release(session, room.steward, release_id, seen, DAY, K)


def test_batches_that_two_readers_open_at_once_have_two_numbers_and_no_answer_twice(elsewhere):
    """Fails with an error of the database when `open_batch` does not hold the part."""
    room = seed(elsewhere, 40)

    _at_once(
        elsewhere,
        [
            lambda session, actor=actor: reading.open_batch(session, actor, room.part_id, "q1", K)
            for actor in (room.reader, room.second, room.reader, room.second)
        ],
    )

    with elsewhere.database.reading() as session:
        batches = session.exec(select(Batch).where(Batch.part_id == room.part_id)).all()
        opened = [one for one in session.exec(select(Opened)) if one.batch_id in {batch.id for batch in batches}]
        assert sorted(batch.number for batch in batches) == [1, 2, 3, 4]
        assert len(opened) == 40


def test_two_advisories_that_release_at_once_get_two_numbers_or_one_is_told_to_press_again(elsewhere):
    """Fails with an error of the database when `release` does not turn the taken number into a sentence."""
    acts = [_proposed(elsewhere, seed(elsewhere)) for _ in range(4)]
    waiting = acts

    numbers = set()
    while waiting:
        answers = _at_once(elsewhere, waiting)
        assert all(isinstance(one, int | SameMoment) for one in answers)
        numbers |= {one for one in answers if isinstance(one, int)}
        waiting = [act for act, one in zip(waiting, answers, strict=True) if isinstance(one, SameMoment)]

    assert len(numbers) == len(acts)


def test_one_proposal_released_twice_at_once_leaves_once(elsewhere):
    """Fails when `_waiting` reads the proposal without holding its part: the second would number it anew."""
    act = _proposed(elsewhere, seed(elsewhere))

    answers = _at_once(elsewhere, [act, act])

    assert [type(one) for one in sorted(answers, key=repr)] == [int, Refused]
