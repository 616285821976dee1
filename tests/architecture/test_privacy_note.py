"""Whoever decides to use this can read, in one place, what is kept."""

import re
from pathlib import Path

import pytest

from consult.schema import METADATA

NOTE = Path(__file__).parents[2] / "docs" / "privacy.md"


@pytest.mark.requirement("OPS-02")
def test_every_table_is_named_with_how_long_and_for_whom():
    """Fails when a table is added, or dropped, and the privacy note does not say so in a row of its four columns."""
    rows = [line for line in NOTE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])}

    assert named == {table.name for metadata in METADATA for table in metadata.sorted_tables}
    assert all(len(row.split("|")) == 6 and all(cell.strip() for cell in row.split("|")[1:-1]) for row in rows)
