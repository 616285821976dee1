"""Two readers code the same answers alone; only when both are done is anything of one shown to the other."""

import pytest
from sqlmodel import select

from consult import sort_child
from consult.actors import Grant, Role
from consult.errors import ConsultError, Missing, Refused
from consult.rounds.tables import Assignment
from consult.ui.home.turns import turns
from consult.words import codebook, quotes
from consult.words.answers import acts
from consult.words.answers.asides import Reason
from consult.words.codebook import Draft
from consult.words.pair import settling, two_readers
from consult.words.pair.blind import BothFirst, SampleFirst
from consult.words.pair.two_reader_tables import BlindCoding
from consult.words.pair.two_readers import OneReader
from consult.words.reader import bench, sortings
from consult.words.reader.bench_tables import NOTHING, SortedGroup
from consult.words.tables import Answer, Coding, Opened, ThemeKind
from tests.words_room import K, person, read_all, seed, theme


@pytest.fixture
def room(house):
    """Twenty-four opened answers to q1, two themes, one line of other things."""
    room = seed(house, 24)
    with house.database.writing() as session:
        read_all(session, room)
        room.one, room.two = theme(session, room, "Later hours"), theme(session, room, "A warm place")
        room.other = theme(session, room, "", "One person spoke of stairs.", kind=ThemeKind.OTHER)
    return room


def write(house, act, *args):
    with house.database.writing() as session:
        return act(session, *args)


def look(house, act, *args):
    with house.database.reading() as session:
        return act(session, *args)


def begin(house, room, size=10):
    return write(house, two_readers.begin, room.reader, room.part_id, "q1", size, K)


def code_all(house, room, sample_id, actor, choose):
    """Code every answer as `choose(place, id)` says; gives the ids."""
    found = look(house, two_readers.mine, actor, sample_id, K)
    for place, one in enumerate(found):
        write(house, two_readers.code, actor, sample_id, one.id, choose(place, one.id), K)
    return [one.id for one in found]


def both(house, room, first, second, size=10):
    """Let both code all and be done; gives the sample and its answers."""
    sample_id = begin(house, room, size)
    ids = code_all(house, room, sample_id, room.reader, first)
    code_all(house, room, sample_id, room.second, second)
    assert not write(house, settling.finish, room.reader, sample_id, K)
    assert write(house, settling.finish, room.second, sample_id, K)
    return sample_id, ids


def coded(house):
    found = {}
    for row in look(house, lambda session: session.exec(select(Coding)).all()):
        found.setdefault(row.answer_id, set()).add(row.theme_id)
    return found


@pytest.mark.requirement("THEME-04")
def test_neither_sees_the_other_before_both_are_done(house, room):
    """
    Half way, each sees her own choices alone, and comparing is refused even to the one who is done.

    Fails when `mine` gives the codings of whoever coded, or when `pairs` does not ask for the state.
    """
    sample_id = begin(house, room)
    code_all(house, room, sample_id, room.reader, lambda *_: {room.one})
    write(house, settling.finish, room.reader, sample_id, K)

    seen = look(house, two_readers.mine, room.second, sample_id, K)

    assert not any(one.chosen for one in seen)
    for actor in (room.reader, room.second):
        for act in (settling.pairs, settling.figures, settling.to_settle):
            with pytest.raises(Refused, match="Both readers"):
                look(house, act, actor, sample_id, K)
    assert coded(house) == {}


@pytest.mark.requirement("THEME-04")
def test_what_both_chose_is_placed_and_the_rest_is_settled(house, room):
    """Alike is placed at once; a difference only by settling. Fails when `finish` places what differs."""
    sample_id, ids = both(
        house,
        room,
        lambda at, _: {room.one} if at < 8 else {room.two},
        lambda at, _: {room.one} if at else {NOTHING},
    )

    left = look(house, settling.to_settle, room.reader, sample_id, K)
    before = coded(house)
    write(house, settling.settle, room.reader, sample_id, left[0].id, {NOTHING}, K)
    write(house, settling.settle, room.second, sample_id, left[1].id, {room.one, room.two}, K)

    assert [one.id for one in left] == [ids[0], ids[8], ids[9]]
    assert before == {answer_id: {room.one} for answer_id in ids[1:8]}
    assert coded(house)[ids[8]] == {room.one, room.two}
    assert look(house, lambda session: session.get(Opened, ids[0])).blank
    assert [one.id for one in look(house, settling.to_settle, room.reader, sample_id, K)] == [ids[9]]


def test_figures_count_blank_as_a_theme(house, room):
    """Kappa and F1 are those of what was chosen, with "it says nothing" as one theme more."""
    sample_id, _ = both(
        house,
        room,
        lambda at, _: {room.one} if at < 5 else {room.two},
        lambda at, _: {room.one} if at < 5 else {NOTHING},
    )

    found = look(house, settling.figures, room.second, sample_id, K)

    assert (found.answers, found.same, found.f1) == (10, 5, 0.5)
    assert [theme for theme, _ in found.themes][-1] == NOTHING
    assert dict(found.themes)[room.one].kappa == 1


def test_while_it_is_coded_nobody_places_its_answers_elsewhere(house, room):
    """The shared coding of a sample's answer is refused until both are done; then it is free."""
    sample_id = begin(house, room)
    inside = look(house, two_readers.mine, room.reader, sample_id, K)[0].id
    outside = next(one for one in room.answers["q1"] if one not in
                   {it.id for it in look(house, two_readers.mine, room.reader, sample_id, K)})  # fmt: skip

    for where, blank in (([room.one], False), ([], True)):
        with pytest.raises(BothFirst), house.database.writing() as session:
            codebook.place(session, room.reader, inside, where, K, blank=blank)
    write(house, codebook.place, room.reader, outside, [room.one], K)
    write(house, two_readers.stop, room.second, sample_id, K)
    write(house, codebook.place, room.reader, inside, [room.one], K)

    assert set(coded(house)) == {inside, outside}


def test_a_stopped_sample_leaves_no_coding(house, room):
    """What was chosen in it is deleted, and a new one can begin."""
    sample_id = begin(house, room)
    code_all(house, room, sample_id, room.reader, lambda *_: {room.one})

    write(house, two_readers.stop, room.reader, sample_id, K)

    assert look(house, lambda session: session.exec(select(BlindCoding)).all()) == []
    with pytest.raises(Refused, match="not being coded"):
        look(house, two_readers.mine, room.reader, sample_id, K)
    begin(house, room)


def test_one_reader_is_told_that_it_takes_two(house, room):
    """With one named reader nothing begins. Fails when `begin` does not ask for two."""
    with house.database.writing() as session:
        session.delete(session.get(Assignment, (room.round_id, room.second.account_id, Role.READER)))

    with pytest.raises(OneReader):
        begin(house, room)


@pytest.mark.parametrize("size", [0, 9, 25, 51])
def test_a_size_out_of_reach_is_refused(house, room, size):
    """Under ten, over what is open, over fifty: one sentence with the numbers."""
    with pytest.raises(Refused, match="24 are"):
        begin(house, room, size)


def test_answers_without_a_place_are_drawn_first(house, room):
    """Ten of 24 have a place: a sample of 14 holds none of them, one of 20 holds six. Set aside ones never come."""
    placed, spam = set(room.answers["q1"][:9]), room.answers["q1"][9]
    for answer_id in placed:
        write(house, codebook.place, room.reader, answer_id, [room.one], K)
    write(house, acts.set_aside, room.reader, spam, Reason.SPAM, K)

    sample_id = begin(house, room, 14)
    drawn = {one.id for one in look(house, two_readers.mine, room.reader, sample_id, K)}
    write(house, two_readers.stop, room.reader, sample_id, K)
    more = {one.id for one in look(house, two_readers.mine, room.reader, begin(house, room, 20), K)}

    assert look(house, two_readers.room_for, room.reader, room.part_id, "q1", K) == (23, 9)
    assert not drawn & {*placed, spam}
    assert (len(more & placed), spam in more) == (6, False)


def test_a_second_sample_waits_for_the_first(house, room):
    """One at a time; when both are done the next can begin."""
    begin(house, room)

    with pytest.raises(Refused, match="under way"):
        begin(house, room)


def test_without_a_theme_nothing_begins(house):
    """Both choose from the same themes, so there has to be one."""
    room = seed(house, 24)
    write(house, read_all, room)

    with pytest.raises(Refused, match="no theme yet"):
        begin(house, room)


def test_bad_choices_are_refused_and_nothing_is_lost(house, room):
    """Nothing chosen, both at once, a theme that came later, a stranger's answer, not all coded: a sentence each."""
    sample_id = begin(house, room)
    answer_id = look(house, two_readers.mine, room.reader, sample_id, K)[0].id
    write(house, two_readers.code, room.reader, sample_id, answer_id, {room.two}, K)
    later = write(house, theme, room, "Came later")

    for chosen in (set(), {NOTHING, room.one}, {later}):
        with pytest.raises(Refused):
            write(house, two_readers.code, room.reader, sample_id, answer_id, chosen, K)
    with pytest.raises(Missing):
        write(house, two_readers.code, room.reader, sample_id, b"0" * 16, {room.one}, K)
    with pytest.raises(Refused, match="9 answers are not coded"):
        write(house, settling.finish, room.reader, sample_id, K)
    assert look(house, two_readers.mine, room.reader, sample_id, K)[0].chosen == {room.two}


def test_who_is_done_changes_nothing_more(house, room):
    """After "I am done" a choice stands until both are."""
    sample_id = begin(house, room)
    ids = code_all(house, room, sample_id, room.reader, lambda *_: {room.one})
    write(house, settling.finish, room.reader, sample_id, K)

    with pytest.raises(Refused, match="You said that you are done"):
        write(house, two_readers.code, room.reader, sample_id, ids[0], {room.two}, K)


def test_a_theme_taken_out_meanwhile_is_left_out(house, room):
    """A choice of a theme that was dropped counts as none: the answer has to be coded again before she is done."""
    sample_id = begin(house, room)
    code_all(house, room, sample_id, room.reader, lambda at, _: {room.two} if at == 0 else {room.one})
    write(house, codebook.drop, room.second, room.two, K)

    with pytest.raises(Refused, match="1 answer is not coded"):
        write(house, settling.finish, room.reader, sample_id, K)
    assert room.two not in look(house, two_readers.themes, sample_id)


def test_a_quoted_answer_stays_to_be_settled(house, room):
    """Where words are quoted under another theme, what both chose can not be placed: it waits, nothing is lost."""
    quoted = room.answers["q1"][0]
    write(house, codebook.place, room.reader, quoted, [room.two], K)
    with house.database.reading() as session:
        words = session.get(Answer, quoted).words
    write(house, quotes.choose, room.reader, quoted, room.two, words[:12], K)

    sample_id, _ = both(house, room, lambda *_: {room.one}, lambda *_: {room.one}, size=24)

    assert [one.id for one in look(house, settling.to_settle, room.reader, sample_id, K)] == [quoted]
    assert coded(house)[quoted] == {room.two}
    write(house, settling.settle, room.reader, sample_id, quoted, {room.one, room.two}, K)
    assert look(house, settling.to_settle, room.reader, sample_id, K) == ()


def test_your_turn_says_what_waits_on_whom(house, room):
    """Coding waits on both, then on the other alone, then differences on both, then nothing."""

    def turn(actor):
        return [(one.mine, one.sentence) for one in look(house, settling.waits, actor, room.part_id, K)]

    assert turn(room.reader) == []
    sample_id = begin(house, room)
    assert [mine for mine, _ in turn(room.reader) + turn(room.second)] == [True, True]
    code_all(house, room, sample_id, room.reader, lambda *_: {room.one})
    write(house, settling.finish, room.reader, sample_id, K)
    assert [mine for mine, _ in turn(room.reader) + turn(room.second)] == [False, True]
    ids = code_all(house, room, sample_id, room.second, lambda at, _: {room.one} if at else {room.two})
    write(house, settling.finish, room.second, sample_id, K)
    assert "1 answer waits" in turn(room.reader)[0][1]
    write(house, settling.settle, room.reader, sample_id, ids[0], {room.two}, K)
    assert turn(room.second) == []


def test_only_the_two_readers_of_the_round(house, room):
    """Every other role, and a reader of another round, is refused at each function."""
    sample_id, ids = both(house, room, lambda *_: {room.one}, lambda *_: {room.two})

    for actor in (room.steward, room.designer, room.admin, person(Grant(Role.READER))):
        for act in (
            lambda s, a: two_readers.begin(s, a, room.part_id, "q1", 10, K),
            lambda s, a: two_readers.mine(s, a, sample_id, K),
            lambda s, a: two_readers.code(s, a, sample_id, ids[0], {room.one}, K),
            lambda s, a: settling.finish(s, a, sample_id, K),
            lambda s, a: two_readers.stop(s, a, sample_id, K),
            lambda s, a: settling.pairs(s, a, sample_id, K),
            lambda s, a: settling.settle(s, a, sample_id, ids[0], {room.one}, K),
        ):
            with pytest.raises(ConsultError):
                write(house, act, actor)


def test_no_table_holds_words_or_a_time(house, room):
    """What is kept are ids and yes or no."""
    sample_id, _ = both(house, room, lambda *_: {room.one}, lambda *_: {room.two})

    rows = look(house, lambda session: session.exec(select(BlindCoding)).all())
    kinds = {type(value) for row in rows for value in row.model_dump().values()}
    assert kinds == {bytes, type(sample_id)}


def test_an_answer_in_which_one_saw_spam_leaves_the_sample(house, room):
    """Set aside during the coding it is nobody's to code, and does not hold up who is done."""
    sample_id = begin(house, room)
    gone = look(house, two_readers.mine, room.reader, sample_id, K)[0].id
    write(house, acts.set_aside, room.second, gone, Reason.SPAM, K)

    code_all(house, room, sample_id, room.reader, lambda *_: {room.one})
    code_all(house, room, sample_id, room.second, lambda *_: {room.one})
    write(house, settling.finish, room.reader, sample_id, K)

    assert write(house, settling.finish, room.second, sample_id, K)
    assert look(house, settling.figures, room.reader, sample_id, K).answers == 9


def test_writing_a_theme_anew_changes_no_choice(house, room):
    """New words of a theme are the same theme."""
    sample_id = begin(house, room)
    code_all(house, room, sample_id, room.reader, lambda *_: {room.one})
    write(house, codebook.change, room.reader, room.one, Draft("Open later", "Later is what helps."), K)

    assert all(one.chosen == {room.one} for one in look(house, two_readers.mine, room.reader, sample_id, K))


def test_the_first_page_leads_to_what_waits(house, room):
    """A reader's first page names the sample and the way there. Fails when `turns` does not ask `waits`."""
    begin(house, room)

    with house.database.reading() as session:
        found = [turn for turn in turns(session, house.clock, room.second) if turn.file == "reader/two.py"]

    assert [(turn.mine, turn.state) for turn in found] == [(True, "waits for you")]


def test_a_group_that_is_adopted_leaves_out_what_is_coded_blind(house, room):
    """A theme made of a whole group takes its open answers, but none of a sample under way."""
    sorting_id = write(house, sortings.ask, room.reader, room.part_id, "q1", K)
    sort_child.work(house, sorting_id)
    sample_id = begin(house, room)
    inside = {one.id for one in look(house, two_readers.mine, room.reader, sample_id, K)}
    groups = look(house, lambda s: s.exec(select(SortedGroup.number).where(SortedGroup.sorting_id == sorting_id)).all())

    for group in groups:
        write(house, bench.adopt, room.reader, sorting_id, group, Draft(f"Group {group}", "What they said."), K)

    assert set(coded(house)) == set(room.answers["q1"]) - inside


def test_no_hand_at_the_bench_moves_what_is_coded_blind(house, room):
    """Answers with a place can be sampled too: they are not taken out, moved, split off, put together or gathered."""
    ids = room.answers["q1"][:10]
    hands = (
        lambda s: bench.move(s, room.reader, room.part_id, ids, K, out_of=room.one),
        lambda s: bench.move(s, room.reader, room.part_id, ids, K, out_of=room.one, into=room.two),
        lambda s: bench.split(s, room.reader, room.one, ids, Draft("Late", "They come late."), K),
        lambda s: bench.gather(s, room.reader, room.part_id, ThemeKind.THEME, ids, Draft("Late", "They come."), K),
        lambda s: bench.merge(s, room.reader, room.one, room.two, K),
    )
    write(house, lambda s: bench.move(s, room.reader, room.part_id, ids, K, into=room.one))
    sample_id = begin(house, room, 24)
    before = coded(house)

    for hand in hands:
        with pytest.raises(SampleFirst, match="Nothing was moved"):
            write(house, hand)

    assert coded(house) == before
    write(house, two_readers.stop, room.reader, sample_id, K)
    write(house, hands[1])
    assert coded(house) != before
