"""What came out of a box, as one heap: no name, no time, no order and no tie between two answers."""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Table
from sqlalchemy import insert as insert_into
from sqlmodel import Session, col, select

from consult.errors import Missing
from consult.ids import AdvisoryId, HeapId, RoundId, new_id
from consult.words.tables import Answer, Heap

WORDS, OPTION, OTHER = "words", "option", "other"
TO_READ = (WORDS, OTHER)


def insert(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """
    Write the rows of a count in order of their random ids, by one `executemany`.

    Each row has `id` (16 random bytes), `round_id`, `advisory_id`, `question`, `kind`, `words`, `option`,
    `quotable`. Sorted here as well: the order in which rows are written stays in the file for ever.
    """
    table: Table = Answer.__table__  # type: ignore[attr-defined]
    ordered = sorted((dict(row) for row in rows), key=itemgetter("id"))
    session.connection().execute(insert_into(table), ordered)


def note_people(session: Session, round_id: RoundId, advisory_id: AdvisoryId | None, people: int) -> None:
    """Keep how many people said anything in this box; only a range of it is ever printed."""
    session.add(Heap(id=HeapId(new_id()), round_id=round_id, advisory_id=advisory_id, people=people))


def people(session: Session, round_id: RoundId, advisory_id: AdvisoryId | None) -> int:
    """Give how many people said anything in this box. Missing where none was counted."""
    found = session.exec(
        select(Heap.people).where(Heap.round_id == round_id, col(Heap.advisory_id).is_not_distinct_from(advisory_id))
    ).first()
    if found is None:
        raise Missing
    return found


def answers(session: Session, round_id: RoundId, advisory_id: AdvisoryId | None) -> Sequence[Answer]:
    """Give every answer of one box, in order of the random ids."""
    return session.exec(
        select(Answer)
        .where(Answer.round_id == round_id, col(Answer.advisory_id).is_not_distinct_from(advisory_id))
        .order_by(col(Answer.id))
    ).all()


def of_round(session: Session, round_id: RoundId) -> list[dict[str, Any]]:
    """Give the rows of a round as plain values for the copy on disk, in order of the random ids."""
    rows = session.exec(select(Answer).where(Answer.round_id == round_id).order_by(col(Answer.id)))
    return [
        {
            "id": row.id.hex(),
            "round_id": row.round_id.hex,
            "advisory_id": row.advisory_id.hex if row.advisory_id else None,
            "question": row.question,
            "kind": row.kind,
            "words": row.words,
            "option": row.option,
            "quotable": row.quotable,
        }
        for row in rows
    ]
