"""On PostgreSQL 15: two readers done at the same moment, and proposals that order the next ten."""

import pytest
from sqlmodel import select

from consult import learn_child
from consult.words import codebook, reading
from consult.words.learned import hit_rate, proposals
from consult.words.learned.learning_tables import Met, Proposal
from consult.words.pair import settling, two_readers
from consult.words.tables import Coding
from tests.unit.test_suggestions import told
from tests.unit.test_words_at_once_postgresql import _at_once, elsewhere
from tests.words_room import K, read_all, seed, theme

pytestmark = pytest.mark.postgres
__all__ = ["elsewhere"]
TEXTS = (*told("buses", 30), *told("food", 30))


def test_both_are_done_at_the_same_moment(elsewhere):
    """One of the two is told that both are done, and what they chose alike is placed once."""
    room = seed(elsewhere, 24)
    with elsewhere.database.writing() as session:
        read_all(session, room)
        one = theme(session, room, "Later hours")
        sample_id = two_readers.begin(session, room.reader, room.part_id, "q1", 10, K)
        for actor in (room.reader, room.second):
            for answer in two_readers.mine(session, actor, sample_id, K):
                two_readers.code(session, actor, sample_id, answer.id, {one}, K)

    found = _at_once(
        elsewhere,
        [lambda s, a=actor: settling.finish(s, a, sample_id, K) for actor in (room.reader, room.second)],
    )

    assert sorted(found) == [False, True]
    with elsewhere.database.reading() as session:
        assert settling.to_settle(session, room.reader, sample_id, K) == ()
        assert len(session.exec(select(Coding).where(Coding.theme_id == one)).all()) == 10


def test_proposals_are_learned_met_and_counted(elsewhere):
    """The same way through as on SQLite: learned, the next ten by use, met, decided, counted."""
    room = seed(elsewhere, 60, words=TEXTS)
    with elsewhere.database.writing() as session:
        buses, food = theme(session, room, "Buses"), theme(session, room, "Food")
        for _ in range(3):
            batch = reading.open_batch(session, room.reader, room.part_id, "q1", K)
            for one in reading.read(session, room.reader, batch, K):
                codebook.place(session, room.reader, one.id, [buses if one.words in TEXTS[:30] else food], K)
    learn_child.work(elsewhere, room.part_id)
    with elsewhere.database.writing() as session:
        rows = session.exec(select(Proposal).where(Proposal.part_id == room.part_id)).all()
        first = sorted((row.place, row.answer_id) for row in rows if row.answer_id in room.answers["q1"])[:10]
        batch = reading.open_batch(session, room.reader, room.part_id, "q1", K)
        drawn = [one.id for one in reading.read(session, room.reader, batch, K)]
        offered = proposals.meet(session, room.reader, drawn[0], K)
        codebook.place(session, room.reader, drawn[0], offered.themes or [food], K)
        found = hit_rate.so_far(session, room.reader, room.part_id, K, Met.SHOWN)

    assert set(drawn) == {answer_id for _, answer_id in first}
    assert found.answers == 1
    assert found.right == len(offered.themes)
