"""What every test may ask for: a house of its own, in a folder that goes away."""

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from consult.clock import SetClock
from consult.house import House, assemble
from consult.settings import Settings

# Every served house would pack Streamlit's files anew; they share one folder, as they share one Streamlit.
_SHARED = Path(tempfile.gettempdir()) / f"consult-packed-{os.getuid()}"
os.environ.setdefault("CONSULT_PACKED", str(_SHARED))

# No part opens before the consent text was signed off; test_signed_off.py shows that.
os.environ.setdefault("CONSULT_CONSENT_SIGNED_OFF", datetime.now(UTC).date().isoformat())

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


@pytest.fixture
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slow hashes made quick for one test; attack 11 measures the real ones."""
    from consult import slow_hashes
    from tests import factories

    for name in ("PHRASE_COST", "_PASSWORDS", "_NOBODY"):
        monkeypatch.setattr(slow_hashes, name, getattr(slow_hashes, name))
    factories.cheapen_hashes()


@pytest.fixture(autouse=True, scope="module")
def honest_hashes():
    """What a file of tests made cheap costs again what it should in the next."""
    from consult import slow_hashes

    kept = {name: getattr(slow_hashes, name) for name in ("PHRASE_COST", "_PASSWORDS", "_NOBODY")}
    yield
    for name, value in kept.items():
        setattr(slow_hashes, name, value)


def pytest_collection_modifyitems(config, items):
    """Skip what needs a tool that is not here; with CONSULT_TESTS_NEED_ALL set, let it fail instead."""
    if os.environ.get("CONSULT_TESTS_NEED_ALL"):
        return
    from tests import postgresql

    tools = {
        "browser": Path("/usr/bin/chromium").exists(),
        "postgres": postgresql.is_here(),
        "proxy": Path("/usr/sbin/nginx").exists(),
    }
    for item in items:
        for name, is_here in tools.items():
            if not is_here and item.get_closest_marker(name):
                item.add_marker(pytest.mark.skip(reason=f"the tool for {name} tests is not on this machine"))
