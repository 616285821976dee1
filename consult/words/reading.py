"""Raw answers are read by two named people, after the count, ten at a time, and each opening is written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from secrets import SystemRandom

from sqlmodel import Session, col, func, select

from consult.actors import Actor, Role
from consult.errors import Missing, Refused
from consult.ids import AdvisoryId, BatchId, PartId, ThemeId, new_id
from consult.rounds import approvals, parts
from consult.rounds.tables import Part, PartState
from consult.words import heap
from consult.words.tables import Answer, Batch, Coding, Opened

BATCH = 10
READABLE = frozenset({PartState.COUNTED, PartState.RELEASED, PartState.ANSWERED})
_dice = SystemRandom()


class StillShut(Refused):
    """The round has not closed, its box was not opened, or fewer than k people answered: nobody reads anything."""

    sentence = "Nobody can read answers yet. The round has to close, and its steward has to open the box."


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
    written = of_part(session, part)
    opened = opened_of(session, part_id)
    coded = coded_answers(session, part_id)
    found = []
    for number, question in enumerate(approvals.approved_script(session, part_id).questions, start=1):
        mine = [answer.id for answer in written if answer.question == question.key]
        if mine:
            seen = [opened[one] for one in mine if one in opened]
            unplaced = sum(not (one.blank or one.answer_id in coded) for one in seen)
            found.append(ToRead(question.key, number, question.text, len(mine), len(seen), unplaced))
    return tuple(found)


def open_batch(session: Session, actor: Actor, part_id: PartId, question: str, k: int) -> BatchId:
    """Open the next ten answers to one question, drawn at random from those that nobody opened. Refused at the end."""
    part = as_reader(session, actor, part_id, k)
    parts.locked(session, part_id)
    opened = opened_of(session, part_id)
    shut = [one.id for one in of_part(session, part) if one.question == question and one.id not in opened]
    if not shut:
        raise Refused("Every answer to this question is open.")
    batch = Batch(
        id=BatchId(new_id()),
        part_id=part_id,
        question=question,
        number=len(batches(session, actor, part_id, question, k)) + 1,
    )
    session.add(batch)
    session.flush()
    drawn = _dice.sample(shut, min(BATCH, len(shut)))
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
    """Give the answers of one opened batch, in the order of their random ids."""
    batch = session.get(Batch, batch_id)
    if batch is None:
        raise Missing
    as_reader(session, actor, batch.part_id, k)
    rows = session.exec(
        select(Answer, Opened.blank)
        .join(Opened, col(Opened.answer_id) == col(Answer.id))
        .where(Opened.batch_id == batch_id)
        .order_by(col(Answer.id))
    ).all()
    held: dict[bytes, set[ThemeId]] = {answer.id: set() for answer, _ in rows}
    for coding in session.exec(select(Coding).where(col(Coding.answer_id).in_(list(held)))):
        held[coding.answer_id].add(coding.theme_id)
    return tuple(Read(answer.id, answer.words, frozenset(held[answer.id]), blank) for answer, blank in rows)


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


def how_many_batches(session: Session, part_id: PartId) -> int:
    """Give how many batches of a part were opened; a steward sees it beside the log."""
    return session.exec(select(func.count()).select_from(Batch).where(Batch.part_id == part_id)).one()
