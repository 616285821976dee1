"""Answers in order of likeness: a queue of ids, one worker in a process of its own, and no text left anywhere."""

import os
import signal
import socket
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from consult import sort_child
from consult.errors import NotAllowed, Refused
from consult.house import House
from consult.ids import SortingId
from consult.words import reading
from consult.words.reader import sorting_queue, sorting_work, sortings
from consult.words.reader.bench_tables import Sorted, SortedGroup, Sorting, SortingState
from consult.words.suggesting.limits import FEW
from consult.words.tables import WordsTable
from tests.words_room import K, Room, seed

MATTERS = (
    "The bus stops at nine and I can not get home at night after that, {n} stops to walk.",
    "Nobody at the desk should ask me to tell my story again, I told it {n} times.",
    "Food that I can take with me, warm food, not only on the {n}th of the month.",
    "My kids need a room to play while I talk to somebody, there are {n} of them.",
)


def _many(house: House, count: int = 32) -> Room:
    return seed(house, count, words=tuple(MATTERS[n % 4].format(n=n) for n in range(count)))


def _ask(room: Room, house: House, resolution: float = 1.0) -> SortingId:
    with house.database.writing() as session:
        return sortings.ask(session, room.reader, room.part_id, "q1", K, resolution)


def _state(house: House, sorting_id: SortingId) -> Sorting:
    with house.database.reading() as session:
        return session.get_one(Sorting, sorting_id)


def _rows(house: House, table, sorting_id: SortingId) -> list:
    from sqlmodel import select

    with house.database.reading() as session:
        return list(session.exec(select(table).where(table.sorting_id == sorting_id)))


def _wait(house: House, sorting_id: SortingId, *states: SortingState) -> Sorting:
    end = time.monotonic() + 60
    while (found := _state(house, sorting_id)).state not in states:
        assert time.monotonic() < end, f"still {found.state}"
        time.sleep(0.05)
    return found


def test_every_answer_has_one_place_and_knows_its_group(house: House):
    """A sorting that is done has each answer of the question once, in groups with a word for how sure they are."""
    room = _many(house)
    sorting_id = _ask(room, house)

    sort_child.work(house, sorting_id)

    kept, rows = _state(house, sorting_id), _rows(house, Sorted, sorting_id)
    assert (kept.state, kept.progress, kept.loose) == (SortingState.DONE, 100, False)
    assert kept.path.startswith("shared words")
    assert sorted(row.answer_id for row in rows) == room.answers["q1"]
    assert sorted(row.place for row in rows) == list(range(32))
    for group in _rows(house, SortedGroup, sorting_id):
        inside = [row for row in rows if row.group == group.number]
        assert sorted(row.depth for row in inside) == list(range(len(inside)))
        assert group.sureness in {"holds", "wavers", "falls apart"}


def test_the_next_ten_come_in_the_order_of_likeness(house: House):
    """Once a question is sorted, each batch takes the next ten places; before, it is chance."""
    room = _many(house)
    sort_child.work(house, sorting_id := _ask(room, house))
    place = {row.answer_id: row.place for row in _rows(house, Sorted, sorting_id)}

    with house.database.writing() as session:
        opened = [reading.open_batch(session, room.reader, room.part_id, "q1", K) for _ in range(4)]
        found = [[place[one.id] for one in reading.read(session, room.reader, batch, K)] for batch in opened]

    assert found == [list(range(10)), list(range(10, 20)), list(range(20, 30)), [30, 31]]


def test_under_thirty_answers_groups_are_called_loose(house: House):
    """With 29 answers a sorting says that its groups are loose, with 30 it does not."""
    loose = []

    for count in (FEW - 1, FEW):
        room = _many(house, count)
        sort_child.work(house, sorting_id := _ask(room, house))
        loose.append(_state(house, sorting_id).loose)

    assert loose == [True, False]


@pytest.mark.parametrize("words", [("n/a",), ("Longer hours.",), ("nothing", "🙂", "Longer hours.")])
def test_one_answer_or_none_that_says_anything_is_sorted_too(house: House, words: tuple[str, ...]):
    """All blank, all the same, signs only: a sorting is made, and each answer has its place."""
    room = seed(house, 6, words=words)
    sort_child.work(house, sorting_id := _ask(room, house))

    assert _state(house, sorting_id).state == SortingState.DONE
    assert len(_rows(house, Sorted, sorting_id)) == 6


def test_only_a_named_reader_asks(house: House):
    """A steward, a designer, an administrator are refused, and nothing waits."""
    room = _many(house, 8)

    for who in (room.steward, room.designer, room.admin):
        with house.database.writing() as session, pytest.raises(NotAllowed):
            sortings.ask(session, who, room.part_id, "q1", K)

    with house.database.reading() as session:
        assert sorting_queue.waiting(session) is None


def test_one_at_a_time_for_a_question(house: House):
    """A second ask while the first one waits is refused; a question without words is refused."""
    room = _many(house, 8)
    _ask(room, house)

    with house.database.writing() as session, pytest.raises(Refused):
        sortings.ask(session, room.second, room.part_id, "q1", K)
    with house.database.writing() as session, pytest.raises(Refused):
        sortings.ask(session, room.reader, room.part_id, "q2", K)


def test_finer_and_back_uses_what_was_made_before(house: House):
    """Another fineness is another sorting; going back to the first needs no work and loses nothing."""
    room = _many(house)
    sort_child.work(house, first := _ask(room, house))
    sort_child.work(house, finer := _ask(room, house, 3.0))

    back = _ask(room, house, 1.0)

    assert back == first != finer
    with house.database.reading() as session:
        held = sortings.standing(session, room.part_id, "q1")
        assert held.used is not None
        assert held.used.id == first
        assert not held.under_way


def test_what_is_stopped_is_not_kept(house: House, monkeypatch: pytest.MonkeyPatch):
    """A reader stops a sorting while it is made: it ends, nothing is kept, and it can be asked for again."""
    room = _many(house)
    sorting_id = _ask(room, house)
    make = sorting_work.make

    def stopped_meanwhile(sorting, words, say):
        with house.database.writing() as session:
            sortings.cancel(session, room.second, sorting_id, K)
        return make(sorting, words, say)

    monkeypatch.setattr(sorting_work, "make", stopped_meanwhile)

    sort_child.work(house, sorting_id)

    assert _state(house, sorting_id).state == SortingState.CANCELLED
    assert _rows(house, Sorted, sorting_id) == []
    with house.database.writing() as session:
        again = sortings.again(session, room.reader, sorting_id, K)
    monkeypatch.setattr(sorting_work, "make", make)
    sort_child.work(house, again)
    assert _state(house, again).state == SortingState.DONE


def test_what_goes_wrong_is_said_in_a_sentence_and_the_next_one_is_made(house: House, monkeypatch: pytest.MonkeyPatch):
    """An error inside a sorting marks it failed with a sentence that holds nothing of the error; the queue goes on."""
    first, second = _many(house, 8), _many(house, 9)
    failing, following = _ask(first, house), _ask(second, house)
    make = sorting_work.make

    def breaks(sorting, words, say):
        if sorting.id == failing:
            raise ValueError(words[0])
        return make(sorting, words, say)

    monkeypatch.setattr(sorting_work, "make", breaks)

    sort_child.work(house, failing)

    assert (_state(house, failing).state, _state(house, failing).trouble) == (SortingState.FAILED, sorting_queue.LOST)
    assert _state(house, following).state == SortingState.DONE


def test_the_child_makes_it_and_its_progress_can_be_read(house: House):
    """`tend` starts the process, which is told an id and nothing else; a second `tend` starts no second one."""
    room = _many(house)
    sorting_id = _ask(room, house)

    sort_child.tend(house)
    child = sort_child._Running.child
    told = Path(f"/proc/{child.pid}/cmdline").read_bytes() + Path(f"/proc/{child.pid}/environ").read_bytes()
    sort_child.tend(house)

    assert sort_child._Running.child is child
    assert not any(word in told for word in (b"bus stops", b"desk should", b"my story"))
    assert _wait(house, sorting_id, SortingState.DONE).progress == 100
    child.wait(30)


def test_a_child_that_died_is_said_to_have_failed_and_can_be_tried_again(house: House):
    """Kill the process at its work: the next look says it failed, in a sentence, and another try makes it."""
    room = seed(house, 400, words=tuple(MATTERS[n % 4].format(n=n) for n in range(400)))
    sorting_id = _ask(room, house)
    sort_child.tend(house)
    _wait(house, sorting_id, SortingState.WORKING, SortingState.DONE)

    os.kill(sort_child._Running.child.pid, signal.SIGKILL)
    sort_child._Running.child.wait(30)
    sort_child.tend(house)

    lost = _state(house, sorting_id)
    assert (lost.state, lost.trouble) == (SortingState.FAILED, sorting_queue.LOST)
    with house.database.writing() as session:
        again = sortings.again(session, room.reader, sorting_id, K)
    sort_child.work(house, again)
    assert _state(house, again).state == SortingState.DONE


def test_one_worker_at_a_time(house: House):
    """While one holds the place, another comes away with nothing done, and what waits keeps waiting."""
    room = _many(house, 8)
    sorting_id = _ask(room, house)

    with sort_child._turn(house, 0) as mine, sort_child._turn(house, 0) as second:
        sort_child.tend(house)

        assert (mine, second) == (True, False)
    assert _state(house, sorting_id).state == SortingState.WAITING


@pytest.mark.requirement("ANON-18")
def test_sorting_is_off_until_a_reader_asks_and_reaches_no_network(house: House, monkeypatch: pytest.MonkeyPatch):
    """
    Reading sorts nothing by itself; a sorting that is asked for opens no socket.

    Fails when opening a batch asks for a sorting, or when anything that sorts calls a service.
    """
    room = _many(house)

    def no_network(*_args, **_kwargs):
        raise AssertionError("a socket was opened")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, no_network)
    with house.database.writing() as session:
        reading.open_batch(session, room.reader, room.part_id, "q1", K)
        before = sortings.standing(session, room.part_id, "q1")
    sort_child.work(house, sorting_id := _ask(room, house))

    assert before == sortings.Standing(None, None)
    assert _state(house, sorting_id).state == SortingState.DONE


def test_no_words_of_an_answer_stand_anywhere_but_where_they_stood(house: House):
    """
    After a sorting, three words in a row of an answer are in `words_answer` and in no other table and no file beside.

    Fails when a sorting keeps the texts it read, or hands them on through a file.
    """
    room = _many(house)
    before = {file.name for file in house.settings.folder.rglob("*") if file.is_file()}
    sort_child.work(house, _ask(room, house))

    with house.database.reading() as session:
        for table in WordsTable.metadata.sorted_tables:
            if table.name != "words_answer":
                for row in session.exec(text(f"SELECT * FROM {table.name}")).all():
                    said = " ".join(str(cell) for cell in row).casefold()
                    assert "stops at nine" not in said, table.name
                    assert "tell my story" not in said, table.name
    house.database.checkpoint()
    new = {file.name for file in house.settings.folder.rglob("*") if file.is_file()} - before
    assert new == {sort_child.LOCK}
    assert (house.settings.folder / sort_child.LOCK).read_bytes() == b""
    held = (house.settings.folder / "consult.sqlite3").read_bytes()
    assert held.count(b"stops at nine") == sum("stops at nine" in MATTERS[n % 4] for n in range(32))


@pytest.mark.parametrize("named", ["jenny", "Mark"])
def test_a_keyword_that_could_point_to_a_person_is_not_kept(house: House, named: str):
    """
    A name that many answers say is in no label, known by itself or only where the answers use it.

    Fails when keywords are kept as they come.
    """
    said = tuple(f"I only talk to {named} at the desk, {named} listens to me. {n}" for n in range(4))
    room = seed(house, 32, words=said + tuple(MATTERS[n % 4].format(n=n) for n in range(28)))
    sort_child.work(house, sorting_id := _ask(room, house))

    labels = [group.keywords for group in _rows(house, SortedGroup, sorting_id)]
    assert any(labels)
    assert not any(named.casefold() in label.split() for label in labels)
