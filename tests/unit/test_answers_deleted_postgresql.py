"""On PostgreSQL 15 deleted answers stand in no table's file, dead rows included, and in no statistics."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import text

from consult import forgetting
from consult.clock import SetClock
from consult.house import House, assemble
from consult.rounds import parts
from consult.schema import make_tables
from consult.settings import Settings
from consult.words import raw
from tests import postgresql
from tests.conftest import NOON
from tests.words_room import HOURS, ready, release, seed

pytestmark = pytest.mark.postgres


def _in_tables(house: House, files: Path) -> list[str]:
    """Give the answers of which a piece stands in a file of a table, once all pages are on the disk."""
    with house.database.writing() as session:
        session.connection().execute(text("CHECKPOINT"))
    pages = b"".join(file.read_bytes() for file in (files / "base").rglob("*") if file.is_file())
    return [words for words in HOURS if words.encode() in pages]


@pytest.mark.requirement("ANON-14")
def test_no_file_of_a_table_holds_a_deleted_answer(tmp_path: Path):
    """Fails when rows are only deleted: without a rewrite of the tables every answer stays in dead rows."""
    with postgresql.cluster() as (url, files):
        house = assemble(Settings(folder=tmp_path / "house", database_url=url), SetClock(NOON))
        make_tables(house.database.engine)
        room = seed(house)
        with house.database.writing() as session:
            ready(session, room)
            release(session, room)
        before = _in_tables(house, files)
        with house.database.writing() as session:
            raw.erase(session, parts.locked(session, room.part_id), date(2026, 8, 2))
        dead = _in_tables(house, files)
        forgetting.forget(house)
        after = _in_tables(house, files)
        house.database.close()

    assert before == list(HOURS)
    assert dead == list(HOURS)
    assert after == []
