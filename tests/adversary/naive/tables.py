"""Two stores that keep no link and no time, as most programs would; the file itself keeps the order."""

import json
import sqlite3
from pathlib import Path
from random import SystemRandom
from uuid import uuid4

from consult.tokens import new_code, word_list
from tests.adversary.folders import DATABASE, copy_database

_INVITE = "CREATE TABLE invite (id CHAR(32) PRIMARY KEY, code TEXT, used BOOLEAN NOT NULL)"
_OWED = "CREATE TABLE honorarium (id CHAR(32) PRIMARY KEY, code TEXT, given BOOLEAN NOT NULL)"
_ANSWER = "CREATE TABLE words_answer (id CHAR(32) PRIMARY KEY, question TEXT, kind TEXT, words TEXT, option INTEGER)"
_Step = list[tuple[str, tuple[object, ...]]]
_LUCK = SystemRandom()


def uuid_keys(folder: Path, members: int) -> None:
    """Random UUID keys, no time, no link, one transaction a Send: what SQLModel gives by default."""
    _play(folder, members, "", together=True)


def without_rowid(folder: Path, members: int) -> None:
    """The same without the hidden row number, and in three separate transactions, so that nothing is tied."""
    _play(folder, members, " WITHOUT ROWID", together=False)


def _play(folder: Path, members: int, kind: str, *, together: bool) -> None:
    house = folder / "house"
    house.mkdir(parents=True)
    connection = sqlite3.connect(house / DATABASE, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    codes = [(uuid4().hex, new_code()) for _ in range(members)]
    for table in (_INVITE, _OWED, _ANSWER):
        connection.execute(table + kind)
    connection.executemany("INSERT INTO invite VALUES (?, ?, 0)", sorted(codes))
    connection.executemany("INSERT INTO honorarium VALUES (?, ?, 0)", sorted((uuid4().hex, new_code()) for _ in codes))
    said = []
    for number, (invite, _code) in enumerate(codes):
        copy_database(house, folder / "backups" / f"{number:03}")
        said.append({question: " ".join(_LUCK.choices(word_list("en"), k=6)) for question in ("q1", "q2")})
        steps = _send(invite, said[-1])
        for part in [[step for steps_ in steps for step in steps_]] if together else steps:
            _commit(connection, part)
    copy_database(house, folder / "backups" / f"{members:03}")
    (folder / "truth.json").write_text(json.dumps({"said": said}), encoding="utf-8")
    copy_database(house, folder / "after" / "closed")


def _send(invite: str, said: dict[str, str]) -> list[_Step]:
    rows = [(uuid4().hex, question, "words", words, None) for question, words in said.items()]
    one = "UPDATE honorarium SET given = 1 WHERE id = (SELECT id FROM honorarium WHERE given = 0 ORDER BY random())"
    return [
        [("UPDATE invite SET used = 1 WHERE id = ?", (invite,))],
        [("INSERT INTO words_answer VALUES (?, ?, ?, ?, ?)", row) for row in rows],
        [(one, ())],
    ]


def _commit(connection: sqlite3.Connection, steps: _Step) -> None:
    connection.execute("BEGIN")
    for statement, values in steps:
        connection.execute(statement, values)
    connection.execute("COMMIT")


TABLES = {"tables with UUID keys": uuid_keys, "the same, WITHOUT ROWID, three transactions": without_rowid}
