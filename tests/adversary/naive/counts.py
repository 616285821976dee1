"""Five counts that look shuffled and are not: each was a plausible reading, and each gives members away."""

from collections.abc import Callable, Sequence
from random import SystemRandom
from secrets import token_bytes
from typing import Any

from sqlalchemy import Connection, insert, text
from sqlmodel import Session

from consult import counting
from consult.box import boxes
from consult.box.tables import Box, BoxState, Envelope
from consult.envelopes import unwrap_key
from consult.opening import wrap_bound
from consult.papers import Paper
from consult.rounds.scripts import Script
from consult.words.tables import Answer
from tests.factories import Opened

Rows = list[dict[str, Any]]
_LUCK = SystemRandom()


def _opened(session: Session, part: Opened) -> tuple[Box, Script, Sequence[Envelope], list[Paper]]:
    box = boxes.locked(session, part.box_id)
    private = unwrap_key(part.house.keyring.wraps(box.id), part.phrases[0], wrap_bound(box))
    sealed = boxes.envelopes(session, box.id)
    secret = part.house.keyring.secret(box.id)
    return box, part.script, sealed, counting.open_all(sealed, private, box, secret, part.script.questions)


def _rows_of(part: Opened, box: Box, script: Script, papers: Sequence[Paper]) -> Rows:
    """Give the rows of these papers as the right count makes them, in the order they were made in."""
    rows = counting.heap_rows(script.questions, papers, box, part.advisory_id, part.house.settings.k)
    places = {question.key: at for at, question in enumerate(script.questions)}
    return sorted(rows, key=lambda row: places[row["question"]])


def _write(connection: Connection, rows: Rows) -> None:
    connection.execute(insert(Answer.__table__), rows)


def _end(session: Session, box: Box) -> None:
    boxes.empty(session, box.id)
    box.state = BoxState.COUNTED
    session.add(box)


def as_read(part: Opened, tell: counting.Tell) -> None:
    """Write the papers in the order they were read, each row under a fresh random id, never sorted."""
    with part.house.database.writing() as session:
        box, script, _sealed, papers = _opened(session, part)
        rows = [row for paper in papers for row in _rows_of(part, box, script, [paper])]
        _write(session.connection(), rows)
        _end(session, box)
    tell("committed")


def by_key(part: Opened, tell: counting.Tell) -> None:
    """Draw random ids, sort them, and hand them out in the order of the envelopes' keys."""
    with part.house.database.writing() as session:
        box, script, _sealed, papers = _opened(session, part)
        _write(session.connection(), _numbered([r for p in papers for r in _rows_of(part, box, script, [p])]))
        _end(session, box)
    tell("committed")


def one_by_one(part: Opened, tell: counting.Tell) -> None:
    """Open one envelope, write its rows, delete it, and go on to the next; a random order of people helps nothing."""
    with part.house.database.reading() as session:
        box, script, sealed, papers = _opened(session, part)
    together = list(zip(sealed, papers, strict=True))
    for envelope, paper in together:
        with part.house.database.writing() as session:
            _write(session.connection(), _rows_of(part, box, script, [paper]))
            session.exec(text("DELETE FROM box_envelope WHERE key = :key").bindparams(key=envelope.key))
    with part.house.database.writing() as session:
        _end(session, boxes.locked(session, box.id))
    tell("committed")


def people_shuffled(part: Opened, tell: counting.Tell) -> None:
    """Shuffle the people, and write each one's answers together."""
    with part.house.database.writing() as session:
        box, script, _sealed, papers = _opened(session, part)
        _LUCK.shuffle(papers)
        _write(session.connection(), _numbered([r for p in papers for r in _rows_of(part, box, script, [p])]))
        _end(session, box)
    tell("committed")


def cut_by_question(part: Opened, tell: counting.Tell) -> None:
    """Shuffle the people once, then go question by question through the same order."""
    with part.house.database.writing() as session:
        box, script, _sealed, papers = _opened(session, part)
        _LUCK.shuffle(papers)
        kept = [_rows_of(part, box, script, [paper]) for paper in papers]
        asked = [question.key for question in script.questions]
        rows = [row for key in asked for own in kept for row in own if row["question"] == key]
        _write(session.connection(), _numbered(rows))
        _end(session, box)
    tell("committed")


def _numbered(rows: Rows) -> Rows:
    """Give rows random ids that rise in the order they are in: sorted when written, and telling all the same."""
    for row, ident in zip(rows, sorted(token_bytes(16) for _ in rows), strict=True):
        row["id"] = ident
    return rows


WRONG: dict[str, Callable[[Opened, counting.Tell], object]] = {
    "as read": as_read,
    "by envelope key": by_key,
    "one by one": one_by_one,
    "people shuffled, answers together": people_shuffled,
    "shuffled once, cut by question": cut_by_question,
}
