"""What an attacker holds: folders of bytes, read without one line of the program; and the truth, to score him by."""

import json
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATABASE = "consult.sqlite3"
ANSWERS = "words_answer"
Tables = dict[str, dict[str, list[Any]]]


@dataclass(frozen=True)
class Said:
    """One readable answer as it lies in a table; `numbers` are its cells by column."""

    question: str
    content: str
    cells: dict[str, Any]


@dataclass(frozen=True)
class Truth:
    """Who said what. People are numbered by when they came; only the test knows this."""

    said: tuple[dict[str, str], ...]

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that were answered by anyone."""
        return tuple(sorted({question for one in self.said for question in one}))

    def owned(self, answers: Sequence[Said], question: str) -> Iterator[tuple[int, int]]:
        """Give (place among the answers, person) for each answer to a question that only one person gave."""
        mine: dict[str, list[int]] = {}
        for person, one in enumerate(self.said):
            if question in one:
                mine.setdefault(one[question], []).append(person)
        for at, answer in enumerate(answers):
            owners = mine.get(answer.content, []) if answer.question == question else []
            if len(owners) == 1:
                yield at, owners[0]

    def as_heap(self) -> list[Said]:
        """Give all that was said without who said it."""
        return [Said(question, content, {}) for one in self.said for question, content in one.items()]

    @property
    def silent(self) -> list[int]:
        """Who stopped and sent nothing."""
        return [person for person, one in enumerate(self.said) if not one]


@dataclass(frozen=True)
class Play:
    """One round that was played: today's folder, a copy after each arrival, and the truth."""

    folder: Path

    @property
    def today(self) -> Path:
        """The folder of the house as it is now."""
        return self.folder / "house"

    @property
    def backups(self) -> list[Path]:
        """The copies of the database's files, in the order they were made; the first before anyone came."""
        return sorted((self.folder / "backups").iterdir()) if (self.folder / "backups").exists() else []

    @property
    def truth(self) -> Truth:
        """Who said what, in order of arrival."""
        return Truth(tuple(self.notes["said"]))

    @property
    def notes(self) -> dict[str, Any]:
        """What the maker wrote down: `said`, `cards`, `pay`, by person in order of arrival."""
        return json.loads((self.folder / "truth.json").read_text(encoding="utf-8"))


def copy_database(source: Path, target: Path) -> None:
    """Copy the database's files as they lie there, the write-ahead log included."""
    target.mkdir(parents=True)
    for file in source.glob(f"{DATABASE}*"):
        shutil.copyfile(file, target / file.name)


def files(folder: Path) -> dict[str, bytes]:
    """Give every file under a folder by its name."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def tables(folder: Path) -> Tables:
    """Give every table: its columns' names under "columns" and its rows in stored order under "rows"."""
    with _reading(folder) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        return {name: _table(connection, name) for name in names}


def answers(folder: Path) -> list[Said]:
    """Give the readable answers in stored order, with every cell and the hidden rowid where there is one."""
    table = tables(folder)[ANSWERS]
    found = []
    for at, row in enumerate(table["rows"]):
        cells = dict(zip(table["columns"], row, strict=True)) | {"place in the table": at}
        said = cells["words"] or f"option {cells['option']}"
        question = cells["question"] + (" (other)" if cells.get("kind") == "other" else "")
        found.append(Said(question, said, cells))
    return found


def _table(connection: sqlite3.Connection, name: str) -> dict[str, list[Any]]:
    try:
        found = connection.execute(f'SELECT rowid AS hidden_rowid, * FROM "{name}"')
    except sqlite3.OperationalError:
        found = connection.execute(f'SELECT * FROM "{name}"')
    return {"columns": [column[0] for column in found.description], "rows": found.fetchall()}


class _reading:  # noqa: N801
    """A connection to a copy, so that looking changes nothing of what is looked at."""

    def __init__(self, folder: Path) -> None:
        self.copy = folder.parent / f".look-{folder.name}"

        self.source = folder

    def __enter__(self) -> sqlite3.Connection:
        shutil.rmtree(self.copy, ignore_errors=True)
        copy_database(self.source, self.copy)
        self.connection = sqlite3.connect(self.copy / DATABASE)
        self.connection.execute("PRAGMA synchronous = OFF")
        return self.connection

    def __exit__(self, *_error: object) -> None:
        self.connection.close()
        shutil.rmtree(self.copy)
