"""Print which rows of the practice standard have a passing test and which have none."""

import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROWS = ROOT / "docs" / "practice" / "requirements.tsv"


class Shown:
    """A pytest plugin that notes, for each row, the tests that bear it and how they ended."""

    def __init__(self) -> None:
        self.rows: dict[str, set[str]] = defaultdict(set)
        self.bearers: dict[str, list[str]] = {}

    def pytest_collection_modifyitems(self, items: list) -> None:
        for item in items:
            self.bearers[item.nodeid] = [mark.args[0] for mark in item.iter_markers("requirement")]

    def pytest_runtest_logreport(self, report) -> None:
        for row in self.bearers.get(report.nodeid, []):
            if report.failed:
                self.rows[row].add("failed")
            elif report.when == "call":
                self.rows[row].add("passed" if report.passed else "skipped")


def main() -> int:
    """Run the tests that bear a row; give 1 when one of them failed."""
    import pytest

    shown = Shown()
    pytest.main(["-q", "--no-header", *sys.argv[1:]], plugins=[shown])
    rows = dict(line.split("\t", 1) for line in ROWS.read_text(encoding="utf-8").splitlines())
    unknown = sorted(set(shown.rows) - set(rows))
    for row, text in rows.items():
        ends = shown.rows.get(row, set())
        state = "FAILED" if "failed" in ends else "passed" if "passed" in ends else "none"
        print(f"{row:10} {state:7} {text[:90]}")
    held = sum(1 for row in rows if shown.rows.get(row) == {"passed"})
    print(f"{held} of {len(rows)} rows have a passing test; unknown ids: {unknown or 'none'}")
    return 1 if unknown or any("failed" in ends for ends in shown.rows.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
