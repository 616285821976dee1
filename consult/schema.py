"""Every table of the house in one list, a registry a room, so that no key can point from one room into another."""

from sqlalchemy import Engine, MetaData

from consult.box.tables import BoxTable
from consult.money.tables import MoneyTable
from consult.people.tables import PeopleTable
from consult.rounds.tables import RoundsTable
from consult.words.tables import WordsTable

METADATA: tuple[MetaData, ...] = tuple(
    room.metadata for room in (RoundsTable, PeopleTable, BoxTable, WordsTable, MoneyTable)
)


def make_tables(engine: Engine) -> None:
    """Make every table that is not there yet (tests and throw-away folders; a real house is migrated)."""
    for metadata in METADATA:
        metadata.create_all(engine)
