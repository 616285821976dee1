"""The rooms stay apart: by what they import, and by keys that can not be declared."""

import shutil
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Uuid, create_engine
from sqlalchemy.exc import NoReferencedTableError
from sqlmodel import Field

from consult import schema
from consult.people.base import PeopleTable
from consult.words.tables import WordsTable

ROOT = Path(__file__).parents[2]


@pytest.mark.requirement("ANON-02")
def test_the_contracts_hold():
    """Fails when a room imports another, a door is entered from below, or a floor module knows a screen."""
    checker = shutil.which("lint-imports", path=str(Path(sys.executable).parent))

    run = subprocess.run([str(checker), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout + run.stderr
    assert "People, box, words and money are unaware of each other KEPT" in run.stdout


@pytest.mark.requirement("ANON-02")
def test_a_key_from_one_room_into_another_can_not_be_made():
    """Fails when two rooms share a registry, for then such a key would be made without a word."""
    before = set(PeopleTable.metadata.tables)

    class Trace(PeopleTable, table=True):
        __tablename__ = "people_trace"
        id: UUID = Field(sa_type=Uuid, primary_key=True)
        answer_id: bytes = Field(foreign_key="words_answer.id")

    try:
        with pytest.raises(NoReferencedTableError):
            PeopleTable.metadata.create_all(create_engine("sqlite://"))
    finally:
        PeopleTable.metadata.remove(PeopleTable.metadata.tables["people_trace"])
        PeopleTable._sa_registry._dispose_cls(Trace)

    assert set(PeopleTable.metadata.tables) == before
    assert "words_answer" in WordsTable.metadata.tables


def test_each_table_is_in_one_room_and_bears_its_name():
    """Fails when a table lies in two registries or its name hides its room."""
    rooms = [sorted(metadata.tables) for metadata in schema.METADATA]
    names = [name for room in rooms for name in room]

    assert len(names) == len(set(names))
    assert all(len({name.split("_")[0] for name in room}) == 1 for room in rooms)
