"""Undo brings back codebook and codings as they were, whatever was done, and as often as it was done."""

import itertools
import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consult import sort_child
from consult.clock import SystemClock
from consult.errors import ConsultError
from consult.house import assemble
from consult.schema import make_tables
from consult.settings import Settings
from consult.words import codebook, reading
from consult.words.codebook import Draft
from consult.words.reader import bench, sortings, undoing
from consult.words.reader.bench_tables import NOTHING
from consult.words.tables import ThemeKind
from tests.unit.test_words_bench import standing
from tests.words_room import K, seed

ACTS = ("add", "change", "drop", "place", "blank", "move", "take", "nothing", "merge", "split", "gather", "adopt")
plans = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 9), st.integers(0, 9), st.sets(st.integers(0, 9), max_size=4)),
    max_size=12,
)


def _house():
    folder = Path(tempfile.mkdtemp()) / "house"
    folder.mkdir(mode=0o700)
    house = assemble(Settings(folder=folder), SystemClock())
    make_tables(house.database.engine)
    room = seed(house, 12)
    with house.database.writing() as session:
        reading.open_batch(session, room.reader, room.part_id, "q1", K)
        sorting_id = sortings.ask(session, room.reader, room.part_id, "q1", K)
    sort_child.work(house, sorting_id)
    return house, room, sorting_id


class Hands:
    """Does what a plan says; what is refused changes nothing."""

    def __init__(self, session, room, sorting_id) -> None:
        self.session, self.room, self.sorting_id = session, room, sorting_id
        self.opened = sorted(reading.opened_of(session, room.part_id))
        self.number = itertools.count()

    def _themes(self):
        return [one.id for one in codebook.codebook(self.session, self.room.part_id)]

    def _said(self) -> Draft:
        number = next(self.number)
        return Draft(f"Title {number}", f"Words {number}.")

    def do(self, act: str, first: int, second: int, ticked: set[int]) -> None:  # noqa: C901 -- one case an act
        session, reader, part_id = self.session, self.room.reader, self.room.part_id
        themes = self._themes()
        one = themes[first % len(themes)] if themes else NOTHING
        two = themes[second % len(themes)] if themes else NOTHING
        answers = [self.opened[place] for place in ticked]
        at = self.opened[first]
        match act:
            case "add":
                codebook.add(session, reader, part_id, ThemeKind.THEME, self._said(), K)
            case "change":
                codebook.change(session, reader, one, self._said(), K)
            case "drop":
                codebook.drop(session, reader, one, K)
            case "place":
                codebook.place(session, reader, at, {one, two} - {NOTHING}, K)
            case "blank":
                codebook.place(session, reader, at, [], K, blank=True)
            case "move":
                bench.move(session, reader, part_id, answers, K, into=one, out_of=two)
            case "take":
                bench.move(session, reader, part_id, answers, K, out_of=one)
            case "nothing":
                bench.move(session, reader, part_id, answers, K, into=NOTHING)
            case "merge":
                bench.merge(session, reader, one, two, K)
            case "split":
                bench.split(session, reader, one, answers, self._said(), K)
            case "gather":
                bench.gather(session, reader, part_id, ThemeKind.OTHER, answers, self._said(), K)
            case "adopt":
                bench.adopt(session, reader, self.sorting_id, first % 3, self._said(), K)


HOUSE = None


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=plans)
def test_undo_after_any_acts_gives_codebook_and_codings_back(plan):
    """After each act in any row of acts, undo brings back exactly what stood before it, down to the first."""
    global HOUSE  # noqa: PLW0603 -- one sorted house for all examples; each leaves it as it found it
    HOUSE = HOUSE or _house()
    house, room, sorting_id = HOUSE
    stood = []
    with house.database.reading() as session:
        # Rolled back at the end: each example begins at the same house.
        hands = Hands(session, room, sorting_id)
        for act in plan:
            before = standing(session, room)
            known = undoing.newest(session, room.reader, room.part_id, K)
            with suppress(ConsultError):
                hands.do(*act)
            if undoing.newest(session, room.reader, room.part_id, K) != known:
                stood.append(before)
            else:
                assert standing(session, room) == before

        for before in reversed(stood):
            undoing.undo(session, room.reader, room.part_id, K)

            assert standing(session, room) == before
        assert undoing.newest(session, room.reader, room.part_id, K) is None
