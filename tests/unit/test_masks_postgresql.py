"""On PostgreSQL 15 masked words stand in no table's file, dead rows included."""

from pathlib import Path

import pytest
from sqlmodel import select, text

from consult import masking
from consult.clock import SetClock
from consult.house import assemble
from consult.schema import make_tables
from consult.settings import Settings
from consult.words.answers import acts, masks
from consult.words.tables import Answer
from tests import postgresql
from tests.conftest import NOON
from tests.words_room import K, ready, seed

pytestmark = pytest.mark.postgres

NAMED = "My worker Janet Kowalski never calls back."
SAID = (NAMED, *(f"Open later, reason {n}: it is dark and far." for n in range(11)))


def test_no_file_of_a_table_holds_masked_words(tmp_path: Path):
    """Fails when `mask_the_copy` leaves the dead row of the answer as it was."""
    with postgresql.cluster() as (url, files):
        house = assemble(Settings(folder=tmp_path / "house", database_url=url), SetClock(NOON))
        make_tables(house.database.engine)
        room = seed(house, words=SAID)
        with house.database.writing() as session:
            ready(session, room)
            answer_id = next(a.id for a in session.exec(select(Answer)) if a.words == NAMED)
        before = _stands(house, files)
        with house.database.writing() as session:
            acts.say_names(session, room.reader, answer_id, K)
            masks.mask(session, room.reader, answer_id, [], ["Janet Kowalski"], K)
        masking.mask_the_copy(house, room.part_id)
        after = _stands(house, files)
        house.database.close()

    assert before
    assert not after


def _stands(house, files: Path) -> bool:
    with house.database.writing() as session:
        session.connection().execute(text("CHECKPOINT"))
    return b"Kowalski" in b"".join(file.read_bytes() for file in (files / "base").rglob("*") if file.is_file())
