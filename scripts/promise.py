"""Run the attacks and write their figures into docs/promise.md: `python scripts/promise.py`."""

import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "promise.md"
START, END = "<!-- figures: start -->", "<!-- figures: end -->"
ADVERSARIES = {
    "1": "Staff, by every page and plain route, polling between what members do",
    "2": "Thief of the database before the close: file, log, free pages, all codes, the order people came in",
    "3": "The same after the count, with a copy after every Send, and today's keyring and pepper",
    "4": "PostgreSQL examiner: `xmin`, `ctid`, `pg_stats`, the heap's bytes, all WAL",
    "5": "Log reader: every logger at DEBUG",
    "6": "Payer: pay codes, ledger, the order at the desk",
    "7": "Coordinator who kept every card",
    "8": "Designer with every release and re-release",
    "9": "Reader who puts two answers side by side",
    "10": "Double spender: one code from 50 connections at once",
    "11": "Guesser",
    "12": "kill -9 and power",
    "13": "Database writer",
    "14": "Eight senders during a count; a count killed, then extended",
    "15": "Whoever searches what is left after a count",
    "16": "Thief of the database who asks which envelopes were paper",
}


class Figures:
    """A pytest plugin that keeps the figures of each attack and how its tests ended."""

    def __init__(self) -> None:
        self.lines: dict[str, list[str]] = defaultdict(list)
        self.ends: dict[str, set[str]] = defaultdict(set)

    def pytest_runtest_logreport(self, report) -> None:
        if report.when != "call" and report.passed:
            return
        name = Path(report.location[0]).name
        attack = name.split("_")[1].lstrip("0") if name.startswith("test_") else name
        self.ends[attack].add(report.outcome)
        for kind, value in report.user_properties:
            if kind == "figure":
                where, line = str(value).split("\t", 1)
                self.lines[where].append(line)


def table(figures: Figures) -> str:
    """Write both tables: the attacks, and the stores that the same attacker beats."""
    rows = ["| # | adversary | held | figures of this run |", "|---|---|---|---|"]
    for attack, who in ADVERSARIES.items():
        ends = figures.ends.get(attack, set())
        held = "not run" if not ends else "**no**" if "failed" in ends else "yes" if ends == {"passed"} else "in part"
        said = "<br>".join(line.replace("|", "/").strip() for line in figures.lines.get(attack, []))
        rows.append(f"| {attack} | {who} | {held} | {said} |")
    naive = ["", "The same attacker, on stores that look safe:", ""]
    naive += ["| store | found among 12 (best signal) | found among 60 (best signal) |", "|---|---|---|"]
    naive += [f"| {line.strip().rstrip('|').strip()} |" for line in figures.lines.get("naive", [])]
    return "\n".join([*rows, *naive])


def main() -> int:
    """Run the attacks; write the page only when they ran to their end."""
    import pytest

    figures = Figures()
    ended = pytest.main(["-q", "--no-header", str(ROOT / "tests" / "adversary"), *sys.argv[1:]], plugins=[figures])
    if ended not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
        return int(ended)
    page = PAGE.read_text(encoding="utf-8")
    before, after = page.split(START)[0], page.split(END)[1]
    PAGE.write_text(f"{before}{START}\n{table(figures)}\n{END}{after}", encoding="utf-8")
    return int(ended)


if __name__ == "__main__":
    sys.exit(main())
