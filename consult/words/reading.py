"""Raw answers are read by two named people, after the count, ten at a time, and each opening is written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from consult.actors import Actor, Role
from consult.clock import in_words
from consult.errors import Missing, Refused
from consult.ids import AdvisoryId, BatchId, PartId, ThemeId, new_id
from consult.rounds import approvals, parts
from consult.rounds.tables import Part, PartState
from consult.words import heap, places
from consult.words.learned.next_useful import most_useful
from consult.words.reader import drawing
from consult.words.reader.bench_tables import Sorted
from consult.words.tables import Answer, Batch, Coding, Opened

BATCH = 10
READABLE = frozenset({PartState.COUNTED, PartState.RELEASED, PartState.ANSWERED})


class StillShut(Refused):
    """The round has not closed, its box was not opened, or fewer than k people answered: nobody reads anything."""

    sentence = "Nobody can read answers yet. The round has to close, and its steward has to open the box."


class AnswersGone(Refused):
    """The full answers of this part were deleted, as members had been promised, or by a steward."""

    def __init__(self, day: date) -> None:
        """Say when."""
        super().__init__(f"The full answers were deleted on {in_words(day)}. Nobody can read them any more.")


class NotAReader(Refused):
    """The role is held, and this round names other readers."""

    sentence = "This round names two readers, and you are not one of them."


@dataclass(frozen=True, slots=True)
class ToRead:
    """One question with written answers: how many there are, how many are opened, how many still have no place."""

    key: str
    number: int
    text: str
    answers: int
    opened: int
    unplaced: int


@dataclass(frozen=True, slots=True)
class Read:
    """One answer as a reader sees it, and where it was put."""

    id: bytes
    words: str
    themes: frozenset[ThemeId]
    blank: bool

    @property
    def placed(self) -> bool:
        """Say whether it is in a theme, in "other things we heard", or marked blank."""
        return self.blank or bool(self.themes)


def readable(session: Session, part_id: PartId, k: int) -> Part:
    """Give the part when its answers may be read by anyone at all; StillShut otherwise."""
    part = parts.part(session, part_id)
    if part.erased_on is not None:
        raise AnswersGone(part.erased_on)
    if part.state not in READABLE:
        raise StillShut
    try:
        people = heap.people(session, part.round_id, advisory(session, part))
    except Missing:
        raise StillShut from None
    if people < k:
        raise StillShut
    return part


def as_reader(session: Session, actor: Actor, part_id: PartId, k: int) -> Part:
    """Give the part to one of its round's two named readers; NotAllowed, NotAReader or StillShut otherwise."""
    actor.require(Role.READER)
    require_reader(session, actor, parts.part(session, part_id))
    return readable(session, part_id, k)


def require_reader(session: Session, actor: Actor, part: Part) -> None:
    """Let one of the part's two named readers pass; NotAllowed or NotAReader otherwise."""
    actor.require(Role.READER)
    if not parts.reads(session, part.round_id, actor.account_id):
        raise NotAReader


def questions(session: Session, actor: Actor, part_id: PartId, k: int) -> tuple[ToRead, ...]:
    """Give each question that has written answers, in the order it was asked."""
    part = as_reader(session, actor, part_id, k)
    answers = _by_question(session, part)
    opened = _opened_by_question(session, part_id)
    unplaced = _opened_by_question(session, part_id, places.has_none())
    return tuple(
        ToRead(one.key, number, one.text, answers[one.key], opened.get(one.key, 0), unplaced.get(one.key, 0))
        for number, one in enumerate(approvals.approved_script(session, part_id).questions, start=1)
        if one.key in answers
    )


def open_batch(session: Session, actor: Actor, part_id: PartId, question: str, k: int) -> BatchId:
    """
    Open the next ten answers to one question that nobody opened. Refused at the end.

    Those most useful to learn from where something was learned; else in the order of likeness where the question was
    sorted; else drawn at random.
    """
    as_reader(session, actor, part_id, k)
    part = parts.locked(session, part_id)
    shut = select(Answer.id).where(
        *written(session, part), Answer.question == question, col(Answer.id).not_in(_opened_ids(part_id))
    )
    used = drawing.sorting_used(session, part_id, question)
    drawn = most_useful(session, actor, part_id, shut, BATCH) or drawing.draw(session, shut, used, BATCH)
    if not drawn:
        raise Refused("Every answer to this question is open.")
    so_far = select(func.max(Batch.number)).where(Batch.part_id == part_id, Batch.question == question)
    batch = Batch(
        id=BatchId(new_id()), part_id=part_id, question=question, number=(session.exec(so_far).one() or 0) + 1
    )
    session.add(batch)
    session.flush()
    session.add_all(Opened(answer_id=answer_id, batch_id=batch.id) for answer_id in drawn)
    session.flush()
    return batch.id


def batches(session: Session, actor: Actor, part_id: PartId, question: str, k: int) -> Sequence[Batch]:
    """Give the batches of a question that were opened so far, in order."""
    as_reader(session, actor, part_id, k)
    return session.exec(
        select(Batch).where(Batch.part_id == part_id, Batch.question == question).order_by(col(Batch.number))
    ).all()


def read(session: Session, actor: Actor, batch_id: BatchId, k: int) -> tuple[Read, ...]:
    """Give the answers of an opened batch, in the order of likeness where it was sorted, else in the order of ids."""
    batch = session.get(Batch, batch_id)
    if batch is None:
        raise Missing
    as_reader(session, actor, batch.part_id, k)
    used = drawing.sorting_used(session, batch.part_id, batch.question)
    rows = session.exec(
        select(Answer, Opened.blank)
        .join(Opened, col(Opened.answer_id) == col(Answer.id))
        .outerjoin(Sorted, (col(Sorted.answer_id) == col(Answer.id)) & (col(Sorted.sorting_id) == used))
        .where(Opened.batch_id == batch_id)
        .order_by(col(Sorted.place), col(Answer.id))
    ).all()
    return as_read(session, rows)


def as_read(session: Session, rows: Sequence[Any]) -> tuple[Read, ...]:
    """Give answers, each with its mark "says nothing", as a reader sees them, in the order they came."""
    held: dict[bytes, set[ThemeId]] = {answer.id: set() for answer, _ in rows}
    for coding in session.exec(select(Coding).where(col(Coding.answer_id).in_(list(held)))):
        held[coding.answer_id].add(coding.theme_id)
    return tuple(Read(answer.id, answer.words, frozenset(held[answer.id]), blank) for answer, blank in rows)


def written(session: Session, part: Part) -> tuple[ColumnElement[bool], ...]:
    """Give what makes an answer a written one of this part; choices are counted, not read."""
    of_box = advisory(session, part)
    return (
        col(Answer.round_id) == part.round_id,
        col(Answer.advisory_id).is_not_distinct_from(of_box),
        col(Answer.kind).in_(heap.TO_READ),
    )


def how_many(session: Session, part: Part, question: str) -> int:
    """Give how many written answers a question has."""
    return _by_question(session, part, col(Answer.question) == question).get(question, 0)


def advisory(session: Session, part: Part) -> AdvisoryId | None:
    """Give the advisory that the answers of this part bear: none where several parts share one box."""
    shared = part.box_id is not None and len(parts.all_in_box(session, part.box_id)) > 1
    return None if shared else part.advisory_id


def of_part(session: Session, part: Part) -> list[Answer]:
    """Give the written answers of a part; choices are counted, not read."""
    found = heap.answers(session, part.round_id, advisory(session, part))
    return [answer for answer in found if answer.kind in heap.TO_READ]


def opened_of(session: Session, part_id: PartId) -> dict[bytes, Opened]:
    """Give what was opened of a part, by answer."""
    rows = session.exec(
        select(Opened).join(Batch, col(Batch.id) == col(Opened.batch_id)).where(Batch.part_id == part_id)
    )
    return {row.answer_id: row for row in rows}


def coded_answers(session: Session, part_id: PartId) -> frozenset[bytes]:
    """Give the answers of a part that stand under a theme or under "other things we heard"."""
    opened = select(Opened.answer_id).join(Batch, col(Batch.id) == col(Opened.batch_id)).where(Batch.part_id == part_id)
    return frozenset(session.exec(select(Coding.answer_id).where(col(Coding.answer_id).in_(opened))))


def _by_question(session: Session, part: Part, *which: ColumnElement[bool]) -> dict[str, int]:
    rows = session.exec(
        select(Answer.question, func.count()).where(*written(session, part), *which).group_by(col(Answer.question))
    )
    return dict(rows.all())


def _opened_by_question(session: Session, part_id: PartId, *which: ColumnElement[bool]) -> dict[str, int]:
    rows = session.exec(
        select(Batch.question, func.count())
        .join(Opened, col(Opened.batch_id) == col(Batch.id))
        .where(Batch.part_id == part_id, *which)
        .group_by(col(Batch.question))
    )
    return dict(rows.all())


def _opened_ids(part_id: PartId) -> Any:
    return select(Opened.answer_id).join(Batch, col(Batch.id) == col(Opened.batch_id)).where(Batch.part_id == part_id)
