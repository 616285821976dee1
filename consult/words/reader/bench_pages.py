"""What stands on a reader's bench: opened answers, a page at a time, and the groups they belong to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session, col, func, select

from consult.actors import Actor
from consult.errors import Missing
from consult.ids import BatchId, PartId, SortingId, ThemeId
from consult.words import places, reading
from consult.words.pair import blind
from consult.words.reader import drawing
from consult.words.reader.bench_tables import Adopted, Sorted
from consult.words.reading import Read
from consult.words.tables import Answer, Batch, Coding, Opened, Theme

PAGE = 25


@dataclass(frozen=True, slots=True)
class Wish:
    """Which opened answers of a question to show: of a group, of a theme, without a place, with these words in them."""

    question: str
    group: int | None = None
    theme: ThemeId | None = None
    unplaced: bool = False
    said: str = ""


@dataclass(frozen=True, slots=True)
class Lying:
    """One answer on the bench: its group and, where it has no place yet, the themes a reader made of that group."""

    read: Read
    group: int | None = None
    proposed: frozenset[ThemeId] = frozenset()
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page of answers in the order of likeness; `found` counts all that were wished for, pages begin at 0."""

    answers: tuple[Lying, ...]
    found: int
    number: int
    pages: int


def page(session: Session, actor: Actor, part_id: PartId, wish: Wish, number: int, k: int) -> Page:
    """Give 25 opened answers at most; a page past the end gives the last one. Only their words are read."""
    reading.as_reader(session, actor, part_id, k)
    used = drawing.sorting_used(session, part_id, wish.question)
    wished = _wished(part_id, wish, used)
    found = session.exec(select(func.count()).select_from(wished.subquery())).one()
    pages = max(1, -(-found // PAGE))
    at = min(max(0, number), pages - 1)
    ids = session.exec(wished.order_by(col(Sorted.place), col(Opened.answer_id)).limit(PAGE).offset(at * PAGE)).all()
    return Page(lying(session, used, ids), found, at, pages)


def lying(session: Session, used: SortingId | None, ids: Sequence[bytes]) -> tuple[Lying, ...]:
    """Give these answers as they lie on the bench, in the order of the ids given."""
    rows = session.exec(
        select(Answer, Opened.blank)
        .join(Opened, col(Opened.answer_id) == col(Answer.id))
        .where(col(Answer.id).in_(ids))
    ).all()
    groups = _groups(session, used, ids)
    away = set(
        session.exec(select(Opened.answer_id).where(col(Opened.answer_id).in_(ids), places.set_aside().exists()))
    )
    found = {
        read.id: Lying(read, groups.get(read.id), aside=read.id in away) for read in reading.as_read(session, rows)
    }
    proposed = proposals(session, [one for one, at in found.items() if not (at.read.placed or at.aside)])
    return tuple(replace(found[one], proposed=proposed.get(one, frozenset())) for one in ids if one in found)


def batch_of(session: Session, actor: Actor, answer_id: bytes, k: int) -> tuple[Batch, int]:
    """Give the batch in which an answer was opened, and its place there; Missing where it was not opened."""
    opened = session.get(Opened, answer_id)
    batch = session.get(Batch, opened.batch_id) if opened else None
    if batch is None:
        raise Missing
    ids = [one.id for one in reading.read(session, actor, BatchId(batch.id), k)]
    return batch, ids.index(answer_id)


def proposals(session: Session, answers: Sequence[bytes]) -> dict[bytes, frozenset[ThemeId]]:
    """Give, by answer, the themes that a reader made of a group it belongs to, by any sorting."""
    rows = session.exec(
        select(Sorted.answer_id, Adopted.theme_id)
        .join(
            Adopted,
            (col(Adopted.sorting_id) == col(Sorted.sorting_id)) & (col(Adopted.number) == col(Sorted.group)),
        )
        .join(Theme, col(Theme.id) == col(Adopted.theme_id))
        .where(col(Sorted.answer_id).in_(answers), col(Theme.dropped).is_(False))
        .where(~blind.being_coded(Sorted.answer_id).exists())
    ).all()
    found: dict[bytes, set[ThemeId]] = {}
    for answer_id, theme_id in rows:
        found.setdefault(answer_id, set()).add(ThemeId(theme_id))
    return {answer_id: frozenset(themes) for answer_id, themes in found.items()}


def _wished(part_id: PartId, wish: Wish, used: SortingId | None) -> Any:
    wished = (
        select(Opened.answer_id)
        .join(Batch, col(Batch.id) == col(Opened.batch_id))
        .outerjoin(Sorted, (col(Sorted.answer_id) == col(Opened.answer_id)) & (col(Sorted.sorting_id) == used))
        .where(Batch.part_id == part_id, Batch.question == wish.question)
    )
    if wish.group is not None:
        wished = wished.where(Sorted.group == wish.group)
    if wish.theme is not None:
        wished = wished.where(places.coded().where(Coding.theme_id == wish.theme).exists())
    if wish.unplaced:
        wished = wished.where(places.has_none())
    if wish.said.strip():
        words = func.lower(Answer.words)
        has = (words.contains(word, autoescape=True) for word in wish.said.lower().split())
        wished = wished.join(Answer, col(Answer.id) == col(Opened.answer_id)).where(*has)
    return wished


def _groups(session: Session, used: SortingId | None, ids: Sequence[bytes]) -> dict[bytes, int | None]:
    rows = session.exec(
        select(Sorted.answer_id, Sorted.group).where(Sorted.sorting_id == used, col(Sorted.answer_id).in_(ids))
    )
    return dict(rows.all())
