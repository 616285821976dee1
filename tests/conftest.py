"""What every test may ask for: a house of its own, in a folder that goes away."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from consult.clock import SetClock
from consult.house import House, assemble
from consult.settings import Settings

NOON = datetime(2026, 5, 4, 15, 0, tzinfo=UTC)  # Monday 4 May 2026, noon in Halifax


@pytest.fixture
def clock() -> SetClock:
    """A clock that stands at noon of Monday 4 May 2026 in Halifax."""
    return SetClock(NOON)


@pytest.fixture
def house(tmp_path: Path, clock: SetClock) -> House:
    """A house with empty tables on SQLite; its clock is the `clock` fixture."""
    from consult.schema import make_tables

    folder = tmp_path / "house"
    folder.mkdir(mode=0o700)
    built = assemble(Settings(folder=folder), clock)
    make_tables(built.database.engine)
    return built
