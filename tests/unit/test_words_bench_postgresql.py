"""The bench on PostgreSQL 15: the same pages, groups and steps, and two readers at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from consult import sort_child
from consult.clock import SetClock
from consult.house import assemble
from consult.schema import make_tables
from consult.settings import Settings
from consult.words import reading
from consult.words.codebook import Draft
from consult.words.reader import bench, bench_groups, bench_pages, sortings, undoing
from consult.words.reader.bench_pages import Wish
from consult.words.reader.bench_tables import NOTHING
from consult.words.tables import ThemeKind
from tests import postgresql
from tests.conftest import NOON
from tests.unit.test_words_bench import standing
from tests.unit.test_words_sortings import MATTERS
from tests.words_room import K, read_all, seed, theme

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """A house on a PostgreSQL of its own, with one sorted question of 40 answers, all open."""
    with postgresql.cluster() as (url, _files):
        folder = tmp_path_factory.mktemp("elsewhere") / "house"
        house = assemble(Settings(folder=folder, database_url=url), SetClock(NOON))
        make_tables(house.database.engine)
        room = seed(house, 40, words=tuple(MATTERS[n % 4].format(n=n) for n in range(40)))
        with house.database.writing() as session:
            sorting_id = sortings.ask(session, room.reader, room.part_id, "q1", K)
        sort_child.work(house, sorting_id)
        with house.database.writing() as session:
            read_all(session, room)
        yield house, room, sorting_id
        house.database.close()


def test_acts_and_their_undo_are_the_same_here(elsewhere):
    """Adopt, split, merge, move, hear, and back again; pages, groups and questions give the same numbers."""
    house, room, sorting_id = elsewhere
    said = Draft("Open later", "Later in the evening is what helps.")
    with house.database.writing() as session:
        reader, part_id = room.reader, room.part_id
        stood = [standing(session, room)]
        made = bench.adopt(session, reader, sorting_id, 0, said, K)
        stood.append(standing(session, room))
        mine = bench_pages.page(session, reader, part_id, Wish("q1", theme=made), 0, K)
        bench.split(session, reader, made, [mine.answers[0].read.id], Draft("Rides", "Rides home."), K)
        stood.append(standing(session, room))
        loose = bench_pages.page(session, reader, part_id, Wish("q1", unplaced=True, said="KIDS"), 0, K)
        bench.move(session, reader, part_id, [loose.answers[0].read.id], K, into=NOTHING)
        stood.append(standing(session, room))
        bench.gather(session, reader, part_id, ThemeKind.OTHER, [loose.answers[0].read.id], Draft(text="Kids."), K)
        stood.append(standing(session, room))
        groups = bench_groups.groups(session, reader, sorting_id, K)
        ends = bench_groups.ends_of_theme(session, reader, made, "q1", K)
        asked = reading.questions(session, reader, part_id, K)[0]
        back = []
        for before in reversed(stood[:-1]):
            undoing.undo(session, reader, part_id, K)
            back.append(standing(session, room) == before)

    assert back == [True] * 4
    assert (mine.found, loose.found) == (10, 10)
    assert sum(one.answers for one in groups) == 40
    assert len(ends.central) == 3
    assert (asked.answers, asked.opened, asked.unplaced) == (40, 40, 29)


def test_two_readers_at_the_same_moment_lose_nothing(elsewhere):
    """Both readers move the same answer at once to two themes: it stands under both, and each can undo hers."""
    house, room, _ = elsewhere
    with house.database.writing() as session:
        themes = [theme(session, room, name) for name in ("A first", "A second")]
    answer = room.answers["q1"][0]
    together = Barrier(2)

    def put(reader, theme_id):
        together.wait()
        with house.database.writing() as session:
            bench.move(session, reader, room.part_id, [answer], K, into=theme_id)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(put, (room.reader, room.second), themes))

    with house.database.writing() as session:
        held = {theme_id for answer_id, theme_id in standing(session, room)[1] if answer_id == answer}
        undoing.undo(session, room.second, room.part_id, K)
        left = {theme_id for answer_id, theme_id in standing(session, room)[1] if answer_id == answer}
    assert held == set(themes)
    assert left == {themes[0]}
