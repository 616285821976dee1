"""What the tables can not hold, because no column is there for it."""

import pytest
from sqlalchemy import Column, DateTime, ForeignKey, Integer, LargeBinary, MetaData, String, Table, text
from sqlmodel import Session

from consult import schema
from consult.box.tables import BoxTable
from consult.house import House
from consult.money.tables import MoneyTable
from consult.people.tables import Seat
from consult.words.tables import Answer, WordsTable
from tests.architecture import denied

ALL = [table for metadata in schema.METADATA for table in metadata.sorted_tables]
BOX, WORDS, MONEY = (list(room.metadata.sorted_tables) for room in (BoxTable, WordsTable, MoneyTable))
SEAT = Seat.__table__
# What stands for a member: nothing else may ever be kept of one.
OF_A_MEMBER = {
    "people_seat": {"key", "box_id", "advisory_id", "sealed"},
    "box_envelope": {"key", "box_id", "words_key", "sealed"},
    "box_draft": {"key", "box_id", "sealed"},
    "box_pile": {"key", "box_id", "sealed"},
    "money_honorarium": {"key", "box_id", "round_id", "amount_cents", "state", "month"},
    "words_answer": {"id", "round_id", "advisory_id", "question", "kind", "words", "option", "quotable"},
    "words_heap": {"id", "round_id", "advisory_id", "people"},
}


def _bad(*columns: Column) -> list[Table]:
    return [Table("words_bad", MetaData(), *columns)]


@pytest.mark.requirement("ANON-01")
@pytest.mark.requirement("ANON-19")
@pytest.mark.requirement("HON-13")
def test_no_column_anywhere_could_hold_who_someone_is():
    """Fails when a table gains a column such as `email`, `ip`, `birth_date`, `region`, `sin` or a member's name."""
    columns = {
        f"{table.name}: {sorted(column.name for column in table.columns)}" for table in ALL if table.name in OF_A_MEMBER
    }

    assert denied.identities(ALL) == []
    assert columns == {f"{name}: {sorted(kept)}" for name, kept in OF_A_MEMBER.items()}


@pytest.mark.parametrize(
    "name", ["email", "ip_address", "birth_date", "home_town", "user_agent", "case_number", "region", "sin", "name"]
)
def test_the_denylist_bites(name: str):
    """Fails when the rule above would let such a column pass."""
    tables = _bad(Column("id", LargeBinary, primary_key=True), Column(name, String))

    assert denied.identities(tables) == [f"words_bad.{name}"]


@pytest.mark.requirement("ANON-02")
def test_no_key_leads_from_a_seat_to_an_answer_or_an_honorarium():
    """Fails when a foreign key ties any two of seat, envelope, draft, answer and honorarium, through any table."""
    for name in ("people_seat", "box_envelope", "box_draft", "box_pile", "words_answer", "money_honorarium"):
        assert denied.reachable(ALL, name) == {name}


def test_a_path_through_a_third_table_is_seen():
    """Fails when the search above would miss two tables that point at one between them."""
    metadata = MetaData()
    Table("between", metadata, Column("id", Integer, primary_key=True))
    for name in ("seat", "answer"):
        Table(name, metadata, Column("id", Integer, primary_key=True), Column("b", ForeignKey("between.id")))

    assert denied.reachable(metadata.sorted_tables, "seat") == {"seat", "between", "answer"}


@pytest.mark.requirement("ANON-03")
def test_no_table_of_members_numbers_its_rows(house: House):
    """Fails when a table of box, words, money or seats keeps SQLite's hidden rowid or counts up."""
    guarded = [*BOX, *WORDS, *MONEY, SEAT]

    with house.database.reading() as session:
        made = dict(session.exec(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")).all())

    assert denied.numbered(guarded) == []
    assert all(made[table.name].rstrip().endswith("WITHOUT ROWID") for table in guarded)
    assert "sqlite_sequence" not in made


def test_a_numbered_table_is_seen():
    """Fails when the rule above would let a table of SQLModel's usual kind pass."""
    assert denied.numbered(_bad(Column("id", LargeBinary, primary_key=True))) == ["words_bad"]


@pytest.mark.requirement("ANON-03")
def test_every_connection_overwrites_what_it_deletes_and_syncs_what_it_commits(house: House):
    """Fails when a connection comes without secure_delete, temp_store in memory or synchronous FULL."""
    asked = ("journal_mode", "synchronous", "secure_delete", "temp_store", "foreign_keys")

    with house.database.writing() as writing, house.database.reading() as reading:
        seen = [[_pragma(session, name) for name in asked] for session in (writing, reading)]

    assert seen == [["wal", 2, 1, 2, 1]] * 2


@pytest.mark.requirement("ANON-04")
def test_no_table_of_members_knows_a_time():
    """Fails when box, words, seats or money gain a date or a time; money's own time is a month."""
    months = {
        f"{table.name}.{column.name}"
        for table in MONEY
        for column in table.columns
        if getattr(column.type, "length", None) == 7
    }

    assert denied.times([*BOX, *WORDS, *MONEY, SEAT]) == []
    assert months == {"money_honorarium.month", "money_set_aside.counted", "money_ledger_line.month"}


@pytest.mark.parametrize("column", [Column("created_at", Integer), Column("on", DateTime), Column("sent", String)])
def test_a_time_is_seen(column: Column):
    """Fails when the rule above would let a time pass, by its type or its name."""
    assert denied.times(_bad(Column("id", LargeBinary, primary_key=True), column)) == [f"words_bad.{column.name}"]


@pytest.mark.requirement("ANON-05")
def test_an_answer_has_no_column_that_names_dates_or_orders_anyone():
    """Fails when an answer gains any column: a member, a seat, an envelope, a number, a time."""
    columns = {column.name: type(column.type).__name__ for column in Answer.__table__.columns}

    assert columns == {
        "id": "LargeBinary",
        "round_id": "Uuid",
        "advisory_id": "Uuid",
        "question": "AutoString",
        "kind": "AutoString",
        "words": "AutoString",
        "option": "Integer",
        "quotable": "Boolean",
    }


def _pragma(session: Session, name: str) -> object:
    return session.exec(text(f"PRAGMA {name}")).scalar()
