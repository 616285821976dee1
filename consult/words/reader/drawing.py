"""Which ten answers come next: those most like the last ones where a reader had them sorted, else by chance."""

from collections.abc import Sequence
from secrets import SystemRandom
from typing import Any

from sqlmodel import Session, col, select

from consult.ids import PartId, SortingId
from consult.words.reader.bench_tables import Sorted, Sorting, SortingState
from consult.words.tables import Answer

_dice = SystemRandom()


def sorting_used(session: Session, part_id: PartId, question: str) -> SortingId | None:
    """Give the sorting of a question that is in use, the newest one that is done; None before the first."""
    found = session.exec(
        select(Sorting.id)
        .where(Sorting.part_id == part_id, Sorting.question == question, Sorting.state == SortingState.DONE)
        .order_by(col(Sorting.number).desc())
        .limit(1)
    ).first()
    return SortingId(found) if found else None


def draw(session: Session, shut: Any, used: SortingId | None, most: int) -> Sequence[bytes]:
    """Give the ids of the next answers from those still shut (a SELECT of their ids), without a word of any."""
    if used is None:
        found = session.exec(shut).all()
        return _dice.sample(found, min(most, len(found)))
    alike = shut.outerjoin(Sorted, (col(Sorted.answer_id) == col(Answer.id)) & (col(Sorted.sorting_id) == used))
    return list(session.exec(alike.order_by(col(Sorted.place), col(Answer.id)).limit(most)).all())
