"""Proposals are kept before a reader decides, never change once she met them, and are counted by what she did."""

from datetime import date

import pytest
from sqlmodel import select

from consult import learn_child, workers
from consult.actors import Grant, Role
from consult.errors import ConsultError, NotAllowed
from consult.words import codebook, raw, reading
from consult.words.learned import hit_rate, proposal_work, proposals
from consult.words.learned.hit_rate import HitRate
from consult.words.learned.learning_tables import Learning, Met, Proposal, ProposedTheme
from consult.words.pair import two_readers
from consult.words.suggesting.shipped import BrokenVectors
from consult.words.tables import Coding
from tests.unit.test_suggestions import told
from tests.words_room import K, person, seed, theme

TEXTS = (*told("buses", 30), *told("food", 30))


@pytest.fixture
def room(house):
    """Sixty answers about buses and food; every one of them open, thirty coded by their matter."""
    room = seed(house, 60, words=TEXTS)
    with house.database.writing() as session:
        for _ in range(6):
            reading.open_batch(session, room.reader, room.part_id, "q1", K)
        room.buses, room.food = theme(session, room, "Buses"), theme(session, room, "Food")
        room.told = {row.id: row.words for row in reading.of_part(session, reading.parts.part(session, room.part_id))}
        room.matter = {one: room.buses if said in told("buses", 30) else room.food for one, said in room.told.items()}
        halves = [[one for one in room.answers["q1"] if room.matter[one] == it] for it in (room.buses, room.food)]
        room.coded, room.open = halves[0][:15] + halves[1][:15], halves[0][15:] + halves[1][15:]
        for answer_id in room.coded:
            codebook.place(session, room.reader, answer_id, [room.matter[answer_id]], K)
    return room


def learn(house, room):
    learn_child.work(house, room.part_id)


def meet(house, room, answer_id, actor=None):
    with house.database.writing() as session:
        return proposals.meet(session, actor or room.reader, answer_id, K)


def place(house, room, answer_id, themes, *, blank=False):
    with house.database.writing() as session:
        codebook.place(session, room.reader, answer_id, themes, K, blank=blank)


def rate(house, room, met=Met.SHOWN):
    with house.database.reading() as session:
        return hit_rate.so_far(session, room.reader, room.part_id, K, met)


def test_what_is_kept_are_ids_and_chances_in_no_order_of_writing(house, room):
    """Every unplaced written answer has a proposal; coded ones have none; no column holds text."""
    learn(house, room)

    with house.database.reading() as session:
        rows = session.exec(select(Proposal)).all()
        themes = session.exec(select(ProposedTheme)).all()
        learned = session.get(Learning, room.part_id)
    assert {row.answer_id for row in rows} == {*room.open, *room.answers["q3"]}
    assert sorted(row.place for row in rows) == list(range(33))
    right = sum(one.theme_id == room.matter[one.answer_id] for one in themes if one.answer_id in room.open)
    assert right >= 27
    assert learned.coded == 30
    assert {type(value) for row in [*rows, *themes] for value in row.model_dump().values()} <= {
        bytes, int, float, str, type(room.part_id)
    }  # fmt: skip
    assert not any(str(value) in "".join(TEXTS) for row in rows for value in row.model_dump().values() if value != 0
                   and not isinstance(value, int))  # fmt: skip


def test_what_a_reader_met_never_changes(house, room):
    """Learning anew leaves a met proposal as it was. Fails when `keep` deletes whatever is there."""
    learn(house, room)
    first, other = room.open[0], room.open[1]
    offered = meet(house, room, first)
    for answer_id in room.coded:  # all the other way round
        place(house, room, answer_id, [room.food if room.matter[answer_id] == room.buses else room.buses])

    learn(house, room)

    assert offered.made
    assert meet(house, room, first) == offered
    assert meet(house, room, other).themes != (room.matter[other],)


@pytest.mark.requirement("THEME-04")
def test_a_proposal_places_nothing(house, room):
    """A machine proposes and a reader decides: no answer gets a place by it. Fails when `keep` writes a Coding."""
    learn(house, room)
    for answer_id in room.open:
        meet(house, room, answer_id)

    with house.database.reading() as session:
        placed = {row.answer_id for row in session.exec(select(Coding))}
    assert placed == set(room.coded)


def test_how_often_it_was_right_is_counted_from_what_she_did(house, room):
    """Kept, changed, added to, found to say nothing: each is counted as what it is; changing back counts too."""
    learn(house, room)
    offers = {one: meet(house, room, one) for one in room.open[:5]}
    kept, changed, more, nothing, undecided = room.open[:5]
    wrong = room.food if offers[changed].themes[0] == room.buses else room.buses
    place(house, room, kept, offers[kept].themes)
    place(house, room, changed, [wrong])
    place(house, room, more, [room.buses, room.food])
    place(house, room, nothing, [], blank=True)

    found = rate(house, room)
    place(house, room, changed, offers[changed].themes)
    later = rate(house, room)

    assert undecided in offers
    counted = sum(len(offers[one].themes) for one in (kept, changed, more, nothing))
    assert (found.answers, found.as_proposed, found.proposed) == (4, 1, counted)
    assert found.right == len(offers[kept].themes) + len(offers[more].themes)
    assert later.as_proposed == 2


def test_an_answer_nobody_met_does_not_count(house, room):
    """Answers coded without meeting their proposal change no figure. Fails when `so_far` leaves out `met`."""
    learn(house, room)
    for answer_id in room.open[:3]:
        place(house, room, answer_id, [room.matter[answer_id]])

    assert rate(house, room) == HitRate()


def test_a_theme_taken_out_does_not_count(house, room):
    """A proposal of a theme that was dropped is neither shown nor wrong."""
    learn(house, room)
    first = room.open[0]
    meet(house, room, first)
    with house.database.writing() as session:
        for answer_id in room.coded:
            codebook.place(session, room.reader, answer_id, [room.food], K)
        codebook.drop(session, room.reader, room.buses, K)

    offered = meet(house, room, first)
    place(house, room, first, [room.food])

    assert room.buses not in offered.themes
    assert rate(house, room).proposed == len(offered.themes)


def test_switched_off_is_not_shown_and_counted_apart(house, room):
    """The reader who said no sees nothing, the other one still does; what nobody saw is a figure of its own."""
    learn(house, room)
    alone, both = room.open[0], room.open[1]
    with house.database.writing() as session:
        proposals.switch(session, room.reader, room.part_id, K, on=False)
        proposals.switch(session, room.reader, room.part_id, K, on=False)

    assert not meet(house, room, alone).made
    assert not meet(house, room, both).made
    assert meet(house, room, both, room.second).made
    place(house, room, alone, [room.matter[alone]])
    place(house, room, both, [room.matter[both]])
    assert rate(house, room, Met.KEPT_BACK).answers == 1
    assert rate(house, room, Met.SHOWN).answers == 1
    with house.database.writing() as session:
        proposals.switch(session, room.reader, room.part_id, K, on=True)
    assert meet(house, room, room.open[2]).made


def test_an_answer_with_a_place_is_offered_nothing(house, room):
    """Once it has a place nothing is proposed for it any more."""
    learn(house, room)
    meet(house, room, room.open[0])
    place(house, room, room.open[0], [room.food])

    assert not meet(house, room, room.open[0]).made
    assert not meet(house, room, room.coded[0]).made


def test_only_readers_of_the_round_see_proposals(house, room):
    """Every other role is refused at each function; so is a reader of another round."""
    learn(house, room)
    others = [room.steward, room.designer, room.admin, person(Grant(Role.READER))]

    with house.database.writing() as session:
        for actor in others:
            for act in (
                lambda a: proposals.meet(session, a, room.open[0], K),
                lambda a: proposals.learned(session, a, room.part_id, K),
                lambda a: proposals.switch(session, a, room.part_id, K, on=True),
                lambda a: hit_rate.so_far(session, a, room.part_id, K),
            ):
                with pytest.raises(ConsultError) as refused:
                    act(actor)
                assert isinstance(refused.value, NotAllowed | reading.NotAReader)


def test_learning_is_due_at_thirty_and_every_ten_after(house, room):
    """29 coded: not due; 30: due; learned: not due; ten more: due; all placed: not due."""
    first = room.coded[0]

    def due():
        with house.database.reading() as session:
            return proposals.is_due(session, room.part_id)

    place(house, room, first, [])
    at_29 = due()
    place(house, room, first, [room.matter[first]])
    at_30 = due()
    learn(house, room)
    learned = due()
    for answer_id in room.open[:10]:
        place(house, room, answer_id, [room.matter[answer_id]])
    ten_more = due()
    with house.database.writing() as session:
        reading.open_batch(session, room.reader, room.part_id, "q3", K)
    for answer_id in (*room.open[10:], *room.answers["q3"]):
        place(house, room, answer_id, [room.food])

    assert [at_29, at_30, learned, ten_more, due()] == [False, True, False, True, False]


def test_the_child_learns_and_one_failure_is_not_tried_twice(house, room, monkeypatch):
    """A real child process fills the table; `tend` starts none while one runs, nor again for the same coding."""
    started = []
    real = workers.start
    monkeypatch.setattr(learn_child._Running, "child", None)
    monkeypatch.setattr(learn_child._Running, "tried", None)
    monkeypatch.setattr(workers, "start", lambda *a, **k: started.append(real(*a, **k)) or started[-1])

    learn_child.tend(house, room.part_id)
    learn_child.tend(house, room.part_id)
    started[0].wait(60)
    with house.database.writing() as session:
        made = session.get(Learning, room.part_id)
        session.delete(made)
    learn_child.tend(house, room.part_id)

    assert made.coded == 30
    assert len(started) == 1


@pytest.mark.parametrize("shut", [10, 0])
def test_the_next_ten_are_the_most_useful(house, shut):
    """After a learning the next batch follows `place`; a reader who said no draws as before."""
    room = seed(house, 60, words=TEXTS)
    with house.database.writing() as session:
        first = theme(session, room, "Buses")
        for _ in range(4):
            batch = reading.open_batch(session, room.reader, room.part_id, "q1", K)
            for one in reading.read(session, room.reader, batch, K):
                codebook.place(session, room.reader, one.id, [first], K)
    learn(house, room)
    with house.database.writing() as session:
        left = session.exec(select(Proposal).where(Proposal.met == Met.NOT_YET)).all()
        mine = sorted((row.place, row.answer_id) for row in left if row.answer_id in room.answers["q1"])
        if not shut:
            proposals.switch(session, room.reader, room.part_id, K, on=False)
        batch = reading.open_batch(session, room.reader, room.part_id, "q1", K)
        drawn = {one.id for one in reading.read(session, room.reader, batch, K)}

    if shut:
        assert drawn == {answer_id for _, answer_id in mine[:10]}
    else:
        assert len(drawn) == 10


@pytest.mark.parametrize(
    ("found", "was_seen", "said"),
    [
        (HitRate(), True, "No proposal has been decided yet, so nobody can say how often they are right."),
        (HitRate(1, 1, 1, 1, 0), True, "Of 1 theme proposed, 1 was right. You saw them first"),
        (HitRate(19, 12, 25, 20, 3), True, "Of 25 themes proposed, 20 were right, and 3 more were needed."),
        (HitRate(20, 12, 25, 20, 0), True, "Of 25 themes proposed, 20 were right (80 %)."),
        (HitRate(25, 9, 0, 0, 4), True, "No theme was proposed for them; 4 stand there."),
        (HitRate(6, 5, 6, 5, 1), False, "6 answers were decided without seeing what would have been proposed"),
    ],
)  # fmt: skip
def test_the_figure_is_said_with_what_it_can_not_tell(found, was_seen, said):
    """No percent under twenty answers, and it is said that whoever sees a proposal is led by it."""
    words = hit_rate.in_words(found, was_seen=was_seen)

    assert said in words
    assert ("%" in words) == (found.answers >= 20 and found.proposed > 0)
    assert ("too few" in words) == (0 < found.answers < 20)


def test_what_was_set_aside_is_not_learned_from(house, room):
    """An answer that is set aside is neither material nor proposed for."""
    from consult.words.answers import acts
    from consult.words.answers.asides import Reason

    with house.database.writing() as session:
        acts.set_aside(session, room.reader, room.coded[0], Reason.SPAM, K)
        acts.set_aside(session, room.reader, room.open[0], Reason.SPAM, K)
    with house.database.reading() as session:
        held = proposal_work.material(session, room.part_id)

    assert not {room.coded[0], room.open[0]} & set(held.answers)
    assert len(held.coded) == 29


def test_nothing_is_kept_of_answers_that_were_deleted_meanwhile(house, room):
    """Answers deleted while a learner is at work leave no proposal. Fails when `keep` does not ask the part."""
    with house.database.reading() as session:
        held = proposal_work.material(session, room.part_id)
    lesson = proposal_work.make(held)
    with house.database.writing() as session:
        raw.erase(session, reading.parts.part(session, room.part_id), date(2026, 9, 1))

    with house.database.writing() as session:
        proposal_work.keep(session, room.part_id, held, lesson)

        assert session.exec(select(Proposal)).all() == []
        assert session.exec(select(Learning)).all() == []


def test_a_damaged_file_of_vectors_leaves_the_plain_way(house, room, monkeypatch):
    """With vectors that can not be read it learns by shared words, and what is kept says so."""

    def broken(*_):
        raise BrokenVectors

    monkeypatch.setattr("consult.words.suggesting.static.by_pieces", broken)
    monkeypatch.setattr("consult.words.suggesting.meaning.by_sentences", broken)

    learn(house, room)

    with house.database.reading() as session:
        assert session.get(Learning, room.part_id).path == "shared words"


def test_nothing_is_proposed_while_two_readers_code_it_blind(house, room):
    """Opened in the usual view, an answer of a running sample shows no proposal, and none is fixed by it."""
    learn(house, room)
    with house.database.writing() as session:
        sample_id = two_readers.begin(session, room.reader, room.part_id, "q1", 30, K)

    during = [meet(house, room, one) for one in room.open]
    with house.database.writing() as session:
        two_readers.stop(session, room.reader, sample_id, K)

    assert not any(one.made or one.themes for one in during)
    with house.database.reading() as session:
        assert {row.met for row in session.exec(select(Proposal))} == {Met.NOT_YET}
    assert all(meet(house, room, one).made for one in room.open)
