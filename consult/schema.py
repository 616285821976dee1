"""Every table of the house in one list, a registry a room, so that no key can point from one room into another."""

from sqlalchemy import Connection, Engine, MetaData, text

from consult.box import pile_tables  # noqa: F401 -- its table belongs to the box
from consult.box.tables import BoxTable
from consult.money.tables import MoneyTable
from consult.people.tables import PeopleTable
from consult.rounds import owed_tables  # noqa: F401 -- its table belongs to the rounds
from consult.rounds.tables import RoundsTable
from consult.words.answers import act_tables  # noqa: F401 -- its tables belong to the room of words
from consult.words.learned import learning_tables  # noqa: F401 -- its tables belong to the room of words
from consult.words.leaving import release_tables  # noqa: F401 -- its tables belong to the room of words
from consult.words.pair import two_reader_tables  # noqa: F401 -- its tables belong to the room of words
from consult.words.reader import bench_tables  # noqa: F401 -- its tables belong to the room of words
from consult.words.replies import owner_tables  # noqa: F401 -- its tables belong to the room of words
from consult.words.tables import WordsTable

METADATA: tuple[MetaData, ...] = tuple(
    room.metadata for room in (RoundsTable, PeopleTable, BoxTable, WordsTable, MoneyTable)
)


def make_tables(engine: Engine) -> None:
    """Make every table that is not there yet (tests and throw-away folders; a real house is migrated)."""
    for metadata in METADATA:
        metadata.create_all(engine)
    with engine.begin() as connection:
        keep_no_statistics(connection)


def keep_no_statistics(connection: Connection) -> None:
    """
    Tell PostgreSQL to sample nothing of what was said.

    After a delete and a vacuum, 40 of 40 answers still stood in `pg_stats` without this.
    """
    if connection.dialect.name != "postgresql":
        return
    for table in WordsTable.metadata.sorted_tables:
        for column in table.columns:
            connection.execute(text(f'ALTER TABLE {table.name} ALTER COLUMN "{column.name}" SET STATISTICS 0'))
