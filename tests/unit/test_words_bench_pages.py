"""What stands on a reader's bench: pages in order of likeness, filters, groups, the middle and the edge."""

import pytest
from sqlalchemy import event
from sqlmodel import select

from consult import sort_child
from consult.errors import NotAllowed, Refused
from consult.house import House
from consult.words import codebook, reading
from consult.words.answers import acts
from consult.words.answers.asides import Reason
from consult.words.codebook import Draft
from consult.words.pair import two_readers
from consult.words.reader import bench, bench_groups, bench_pages, sortings, undoing
from consult.words.reader.bench_pages import PAGE, Wish
from consult.words.reader.bench_tables import NOTHING, Sorted
from consult.words.tables import Answer
from tests.unit.test_words_sortings import MATTERS
from tests.words_room import K, Room, read_all, seed, theme

DRAFT = Draft("Open later", "Later in the evening is what helps.")


def _room(house: House, count: int = 60, opened: int | None = None):
    room = seed(house, count, words=tuple(MATTERS[n % 4].format(n=n) for n in range(count)))
    with house.database.writing() as session:
        sorting_id = sortings.ask(session, room.reader, room.part_id, "q1", K)
    sort_child.work(house, sorting_id)
    with house.database.writing() as session:
        if opened is None:
            read_all(session, room)
        for _ in range((opened or 0) // reading.BATCH):
            reading.open_batch(session, room.reader, room.part_id, "q1", K)
    return room, sorting_id


def _page(house: House, room: Room, number: int = 0, **wish):
    with house.database.reading() as session:
        return bench_pages.page(session, room.reader, room.part_id, Wish("q1", **wish), number, K)


def _places(house: House, sorting_id) -> dict[bytes, int]:
    with house.database.reading() as session:
        return {row.answer_id: row.place for row in session.exec(select(Sorted).where(Sorted.sorting_id == sorting_id))}


def test_pages_hold_twenty_five_in_order_of_likeness_and_read_no_other_words(house: House):
    """Three pages show 60 answers once, in order; a page reads the words of its own answers only."""
    room, sorting_id = _room(house)
    place = _places(house, sorting_id)
    read: list[bytes] = []

    def note(target, _context):
        read.append(target.id)

    event.listen(Answer, "load", note)
    pages = [_page(house, room, number) for number in (0, 1, 2)]
    event.remove(Answer, "load", note)

    shown = [place[one.read.id] for page in pages for one in page.answers]
    assert shown == list(range(60))
    assert [len(page.answers) for page in pages] == [PAGE, PAGE, 10]
    assert len(read) == 60
    assert (pages[0].found, pages[0].pages) == (60, 3)
    assert _page(house, room, 99).number == 2


def test_what_nobody_opened_is_on_no_page(house: House):
    """With ten of 60 open, a page, a group's middle and a search know those ten and nothing of the others."""
    room, sorting_id = _room(house, opened=10)

    page = _page(house, room)
    with house.database.reading() as session:
        opened = set(reading.opened_of(session, room.part_id))
        ends = [
            bench_groups.ends_of_group(session, room.reader, sorting_id, one.number, K)
            for one in bench_groups.groups(session, room.reader, sorting_id, K)
        ]

    assert {one.read.id for one in page.answers} == opened
    assert {one.read.id for end in ends for one in (*end.central, *end.unlike)} <= opened
    assert _page(house, room, said="the").found <= 10


def test_filters_by_group_theme_place_and_words(house: House):
    """Each filter alone gives what it says, and two of them together what both say."""
    room, sorting_id = _room(house)
    with house.database.writing() as session:
        made = bench.adopt(session, room.reader, sorting_id, 0, DRAFT, K)
        inside = set(session.exec(select(Sorted.answer_id).where(Sorted.sorting_id == sorting_id, Sorted.group == 0)))
        silent = next(one for one in room.answers["q1"] if one not in inside)
        bench.move(session, room.reader, room.part_id, [silent], K, into=NOTHING)

    assert _page(house, room, group=0).found == _page(house, room, theme=made).found == len(inside)
    assert _page(house, room, unplaced=True).found == 60 - len(inside) - 1
    assert _page(house, room, said="BUS stops").found == 15
    assert _page(house, room, said="100%_\\").found == 0
    assert _page(house, room, theme=made, unplaced=True).found == 0


def test_an_answer_opened_later_comes_with_the_theme_of_its_group_proposed(house: House):
    """After a group was adopted, its next answers are proposed for the theme and stand nowhere; undo ends that."""
    room, sorting_id = _room(house, opened=10)
    with house.database.writing() as session:
        made = bench.adopt(session, room.reader, sorting_id, 0, DRAFT, K)
        placed = set(reading.coded_answers(session, room.part_id))
        reading.open_batch(session, room.reader, room.part_id, "q1", K)

    later = [one for one in _page(house, room, group=0).answers if one.read.id not in placed]

    assert later
    assert all(one.proposed == {made} and not one.read.themes for one in later)
    with house.database.writing() as session:
        undoing.undo(session, room.reader, room.part_id, K)
    assert not any(one.proposed for one in _page(house, room).answers)


def test_what_was_made_of_groups_outlives_finer_groups_and_a_merge(house: House):
    """A new sorting and a merge keep the proposals: they follow the theme that stayed."""
    room, sorting_id = _room(house, opened=10)
    with house.database.writing() as session:
        made = bench.adopt(session, room.reader, sorting_id, 0, DRAFT, K)
        kept = theme(session, room, "Rides home")
        bench.merge(session, room.reader, made, kept, K)
        finer = sortings.ask(session, room.reader, room.part_id, "q1", K, 2.0)
    sort_child.work(house, finer)
    with house.database.writing() as session:
        for _ in range(5):
            reading.open_batch(session, room.reader, room.part_id, "q1", K)
        first = set(session.exec(select(Sorted.answer_id).where(Sorted.sorting_id == sorting_id, Sorted.group == 0)))

    shown = [one for number in (0, 1, 2) for one in _page(house, room, number).answers if not one.read.placed]

    assert {one.read.id for one in shown if one.proposed} == {one.read.id for one in shown} & first
    assert {theme_id for one in shown for theme_id in one.proposed} == {kept}


def test_a_group_says_how_much_of_it_is_open_and_placed(house: House):
    """Counts of a group: all, open, without a place; its middle is the answer of least depth."""
    room, sorting_id = _room(house)
    with house.database.writing() as session:
        before = bench_groups.groups(session, room.reader, sorting_id, K)
        bench.adopt(session, room.reader, sorting_id, 0, DRAFT, K)
        after = bench_groups.groups(session, room.reader, sorting_id, K)
        ends = bench_groups.ends_of_group(session, room.reader, sorting_id, 0, K)
        depth = {
            row.answer_id: row.depth
            for row in session.exec(select(Sorted).where(Sorted.sorting_id == sorting_id, Sorted.group == 0))
        }

    assert sum(one.answers for one in before) == 60
    assert all(one.opened == one.answers == one.unplaced for one in before)
    assert after[0].unplaced == 0
    assert [depth[one.read.id] for one in ends.central] == [0, 1, 2]
    assert [depth[one.read.id] for one in ends.unlike] == [len(depth) - 1 - n for n in range(3)]


def test_what_is_most_unlike_a_theme_is_what_lies_outside_its_main_group(house: House):
    """An answer of another group under a theme is named as most unlike; the middle comes from the main group."""
    room, sorting_id = _room(house)
    with house.database.writing() as session:
        made = bench.adopt(session, room.reader, sorting_id, 0, DRAFT, K)
        stranger = session.exec(
            select(Sorted.answer_id).where(Sorted.sorting_id == sorting_id, Sorted.group == 1)
        ).first()
        bench.move(session, room.reader, room.part_id, [stranger], K, into=made)
        ends = bench_groups.ends_of_theme(session, room.reader, made, "q1", K)
        counts = bench_groups.counts(session, room.reader, room.part_id, "q1", K)
        empty = theme(session, room, "Nothing under it")
        nothing = bench_groups.ends_of_theme(session, room.reader, empty, "q1", K)

    assert ends.unlike[0].read.id == stranger
    assert all(one.group == 0 for one in ends.central)
    assert counts == {made: len(_places(house, sorting_id)) // 4 + 1}
    assert nothing == bench_groups.Ends((), ())


def test_a_question_that_was_never_sorted_has_a_bench_too(house: House):
    """Without a sorting pages come in the order of ids, and a theme has no middle to show."""
    room = seed(house, 12)
    with house.database.writing() as session:
        read_all(session, room)
        made = theme(session, room)
        codebook.place(session, room.reader, room.answers["q1"][0], [made], K)
        ends = bench_groups.ends_of_theme(session, room.reader, made, "q1", K)

    assert [one.read.id for one in _page(house, room).answers] == room.answers["q1"]
    assert ends == bench_groups.Ends((), ())


def test_only_a_named_reader_sees_the_bench(house: House):
    """Pages, groups and ends are refused to a steward."""
    room, sorting_id = _room(house, 12)

    with house.database.reading() as session:
        for look in (
            lambda: bench_pages.page(session, room.steward, room.part_id, Wish("q1"), 0, K),
            lambda: bench_groups.groups(session, room.steward, sorting_id, K),
            lambda: bench_groups.ends_of_group(session, room.steward, sorting_id, 0, K),
        ):
            with pytest.raises(NotAllowed):
                look()


def test_what_two_readers_code_blind_is_proposed_for_nothing(house: House):
    """While answers are in a blind sample, no theme that was made of their group is proposed for them."""
    room, sorting_id = _room(house, 40, opened=0)
    with house.database.writing() as session:
        bench.adopt(session, room.reader, sorting_id, 0, DRAFT, K)
        read_all(session, room)
    before = [one for one in _page(house, room).answers if one.proposed]

    with house.database.writing() as session:
        two_readers.begin(session, room.reader, room.part_id, "q1", 40, K)

    assert before
    assert not any(one.proposed for one in _page(house, room).answers)


def test_what_is_set_aside_has_its_place_and_goes_under_no_theme(house: House):
    """A set-aside answer is not "without a place", no group that is adopted takes it, and a hand is refused."""
    room, sorting_id = _room(house, 40)
    with house.database.writing() as session:
        answer = bench_groups.ends_of_group(session, room.reader, sorting_id, 0, K).central[0].read.id
        acts.set_aside(session, room.reader, answer, Reason.SPAM, K)
        made = bench.adopt(session, room.reader, sorting_id, 0, DRAFT, K)
        with pytest.raises(Refused):
            bench.move(session, room.reader, room.part_id, [answer], K, into=made)
        central = bench_groups.ends_of_group(session, room.reader, sorting_id, 0, K).central
        loose = reading.questions(session, room.reader, room.part_id, K)[0].unplaced

    inside = _page(house, room, group=0)
    aside = [one for one in inside.answers if one.aside]
    assert [one.read.id for one in aside] == [answer]
    assert not aside[0].proposed
    assert _page(house, room, theme=made).found == inside.found - 1
    assert loose == _page(house, room, unplaced=True).found == 40 - inside.found
    assert answer not in {one.read.id for one in central}
