"""Who may read, when, and what is written down about it."""

import socket
from secrets import token_bytes

import pytest
from sqlalchemy import event
from sqlmodel import select

from consult.actors import Actor, Grant, OrganisationKind, Role
from consult.errors import NotAllowed, Refused
from consult.people import acts
from consult.rounds import assignments, parts
from consult.rounds.tables import PartState
from consult.words import codebook, heap, reading
from consult.words.reading import NotAReader, StillShut
from consult.words.tables import Answer, Opened
from tests.words_room import K, person, read_all, ready, seed


@pytest.mark.requirement("ANON-07")
@pytest.mark.parametrize(("people", "opens"), [(4, False), (5, True)])
def test_four_answers_are_locked_and_five_open(house, people, opens):
    """With 4 people nothing can be read by anyone named; with 5 it can. Fails when `readable` drops its k."""
    room = seed(house, people)

    with house.database.writing() as session:
        if opens:
            reading.open_batch(session, room.reader, room.part_id, "q1", K)
        else:
            for actor in (room.reader, room.second):
                with pytest.raises(StillShut):
                    reading.open_batch(session, actor, room.part_id, "q1", K)

        assert len(session.exec(select(Opened)).all()) == (5 if opens else 0)


@pytest.mark.requirement("ANON-07")
@pytest.mark.parametrize("state", [s for s in PartState if s not in reading.READABLE])
def test_nothing_is_read_before_the_count(house, state):
    """In every state before "counted" reading is refused. Fails when a state is added to READABLE."""
    room = seed(house, state=state)

    with house.database.writing() as session, pytest.raises(StillShut):
        reading.questions(session, room.reader, room.part_id, K)


@pytest.mark.requirement("ANON-07")
def test_every_other_role_is_refused(house):
    """No role but a named reader's opens answers: not a steward's, designer's or administrator's."""
    room = seed(house)
    others = [room.steward, room.designer, room.admin, *(person(Grant(r)) for r in Role if r is not Role.READER)]

    with house.database.writing() as session:
        for actor in others:
            with pytest.raises(NotAllowed):
                reading.open_batch(session, actor, room.part_id, "q1", K)


@pytest.mark.requirement("ANON-17")
def test_a_reader_of_another_round_is_refused(house):
    """The role alone is not enough: the round names its readers. Fails when `as_reader` stops asking the round."""
    room = seed(house)
    stranger = person(Grant(Role.READER))

    with house.database.writing() as session, pytest.raises(NotAReader):
        reading.open_batch(session, stranger, room.part_id, "q1", K)


@pytest.mark.requirement("ANON-17")
def test_a_third_reader_is_refused(house):
    """A round has two readers; naming a third raises. Fails when MOST_READERS becomes 3."""
    room = seed(house)

    with house.database.writing() as session:
        author = person(Grant(Role.AUTHOR))
        round_ = parts.round_of(session, room.round_id)
        round_.author_id = author.account_id
        session.add(round_)

        with pytest.raises(Refused):
            assignments.assign(session, author, room.round_id, person().account_id, Role.READER)


@pytest.mark.requirement("ANON-16")
@pytest.mark.parametrize("kind", ["police", "prosecution", "court", "child protection", "funder"])
def test_people_of_barred_organisations_read_nothing(house, kind):
    """A named reader of a barred kind is refused. Fails when `as_reader` no longer requires the role."""
    room = seed(house)
    barred = person(Grant(Role.READER), kind=OrganisationKind(kind))
    same_person = type(barred)(room.reader.account_id, barred.organisation_kind, barred.grants)

    with house.database.writing() as session, pytest.raises(NotAllowed):
        reading.questions(session, same_person, room.part_id, K)


def test_answers_come_ten_at_a_time_each_once(house):
    """Batches hold ten answers at most, never one twice, and all of them in the end."""
    room = seed(house, 23)

    with house.database.writing() as session:
        sizes, seen = [], []
        for _ in range(3):
            batch = reading.open_batch(session, room.reader, room.part_id, "q1", K)
            found = reading.read(session, room.second, batch, K)
            sizes.append(len(found))
            seen += [one.id for one in found]
        with pytest.raises(Refused):
            reading.open_batch(session, room.reader, room.part_id, "q1", K)

    assert sizes == [10, 10, 3]
    assert sorted(seen) == sorted(room.answers["q1"])


def test_which_ten_come_first_is_chance(house):
    """Two rounds with the same ids would not open the same ten: the draw is not the order of the ids."""
    drawn = []
    for _ in range(6):
        room = seed(house, 20)
        with house.database.writing() as session:
            batch = reading.open_batch(session, room.reader, room.part_id, "q1", K)
            ids = {one.id for one in reading.read(session, room.reader, batch, K)}
        drawn.append(frozenset(room.answers["q1"].index(one) for one in ids))

    assert any(ten != frozenset(range(10)) for ten in drawn)
    assert len(set(drawn)) > 1


@pytest.mark.requirement("ANON-17")
def test_each_opening_stands_in_the_log_of_the_stewards(house):
    """
    Opening a batch, and opening it again, each leave a line that the steward can read.

    Fails when the screen opens a batch outside `acting`.
    """
    from consult.house import settle
    from consult.people import accounts
    from consult.rounds.tables import Assignment
    from consult.ui.reader import answers
    from consult.ui.reader.choosing import Work

    settle(house)
    room = seed(house)
    with house.database.writing() as session:
        account_id = accounts.add_first(
            session, house.clock, "reader-one", accounts.hashed("six plain words of one kind"), "One"
        ).account_id
        reader = Actor(account_id, OrganisationKind.COMMUNITY, frozenset({Grant(Role.READER)}))
        session.add(Assignment(round_id=room.round_id, account_id=account_id, role=Role.READER))
    with house.database.reading() as session:
        asked = reading.questions(session, reader, room.part_id, K)[0]
    work = Work(room.part_id, room.round_id, room.advisory_id, "")
    answers._open(reader, work, asked)
    with house.database.reading() as session:
        batch = reading.batches(session, reader, room.part_id, "q1", K)[0]

    answers._again(reader, work, asked, batch.id, batch.number)

    with house.database.reading() as session:
        lines = acts.for_advisory(session, house.clock, room.steward, room.advisory_id)
    opened = [line for line in lines if line.act.startswith("opened raw answers to question 1")]
    assert len(opened) == 2
    assert {line.who for line in opened} == {"reader-one"}


def test_an_answer_stands_under_several_themes_or_says_nothing(house):
    """An answer can be in two themes; blank and themed at once is refused, and changes nothing."""
    from tests.words_room import theme

    room = seed(house)
    with house.database.writing() as session:
        answer = read_all(session, room)[0]
        both = [theme(session, room, "Hours"), theme(session, room, "Rides")]
        codebook.place(session, room.reader, answer, both, K)

        with pytest.raises(Refused):
            codebook.place(session, room.reader, answer, both, K, blank=True)

        assert answer in reading.coded_answers(session, room.part_id)
        assert [codebook.behind(session, one) for one in both] == [1, 1]


def test_an_unopened_answer_can_not_be_placed(house):
    """What was not opened can not be coded: nothing shows that it is there."""
    from consult.errors import Missing
    from tests.words_room import theme

    room = seed(house)
    with house.database.writing() as session:
        hours = theme(session, room)

        with pytest.raises(Missing):
            codebook.place(session, room.reader, room.answers["q1"][0], [hours], K)


def test_rows_are_written_in_order_of_their_ids(house):
    """The order in the file is the order of the random ids, whatever order the rows were handed over in."""
    room = seed(house)
    ids = [token_bytes(16) for _ in range(40)]
    rows = [
        {"id": i, "round_id": room.round_id, "advisory_id": None, "question": "q1", "kind": "words", "words": "x",
         "option": None, "quotable": False}
        for i in ids
    ]  # fmt: skip
    written: list[list[bytes]] = []

    @event.listens_for(house.database.engine, "before_cursor_execute")
    def note(_connection, _cursor, statement, parameters, _context, _many):
        if statement.startswith("INSERT INTO words_answer"):
            written.append([bytes(row[0]) for row in parameters])

    with house.database.writing() as session:
        heap.insert(session, rows)

    assert written == [sorted(ids)]


@pytest.mark.requirement("ANON-18")
def test_reading_and_theming_reach_no_network(house, monkeypatch):
    """
    From the first batch to a release no socket is opened. Fails when any step calls an outside service.
    """
    from consult.words import quotes
    from consult.words.leaving import releases

    room = seed(house, 18)

    def no_network(*_args, **_kwargs):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", no_network)
    monkeypatch.setattr(socket, "create_connection", no_network)
    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    with house.database.writing() as session:
        main = ready(session, room)
        quotes.may_quote(session, room.reader, room.answers["q1"][0], K)
        release = releases.propose(session, room.reader, room.part_id, "people without a phone", K)

        assert main
        assert release


def test_no_table_of_this_room_knows_a_time(house):
    """No column of words is a date or a time, and every table is stored without hidden row numbers."""
    from consult.words.tables import WordsTable

    tables = WordsTable.metadata.tables.values()

    kinds = {column.type.__class__.__name__.casefold() for table in tables for column in table.columns}
    assert not any("date" in kind or "time" in kind for kind in kinds)
    assert all(table.dialect_options["sqlite"]["with_rowid"] is False for table in tables)
    assert not any(word in column.name for column in Answer.__table__.columns for word in ("name", "time", "person"))
