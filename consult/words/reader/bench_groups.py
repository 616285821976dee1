"""The groups of a sorting and the themes made of answers: what lies in their middle, and what is most unlike it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case
from sqlmodel import Session, col, func, select

from consult.actors import Actor
from consult.ids import PartId, SortingId, ThemeId
from consult.words import codebook, places, reading
from consult.words.reader import bench_pages, drawing, sortings
from consult.words.reader.bench_pages import Lying
from consult.words.reader.bench_tables import Adopted, Sorted, SortedGroup
from consult.words.tables import Answer, Coding, Opened, Theme

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Heard:
    """A group as a reader sees it: its keywords, how sure it is, how much of it is open, and what was made of it."""

    number: int
    keywords: tuple[str, ...]
    sureness: str
    answers: int
    opened: int
    unplaced: int
    themes: frozenset[ThemeId]


@dataclass(frozen=True, slots=True)
class Ends:
    """The most central answers of a group or a theme, and those most unlike them; only opened ones, three at most."""

    central: tuple[Lying, ...]
    unlike: tuple[Lying, ...]


def groups(session: Session, actor: Actor, sorting_id: SortingId, k: int) -> tuple[Heard, ...]:
    """Give the groups of a sorting in the order of likeness; a group with nothing open yet is there too."""
    sortings.own(session, actor, sorting_id, k)
    counted = session.exec(
        select(
            Sorted.group,
            func.count(),
            func.count(col(Opened.answer_id)),
            func.coalesce(func.sum(case((places.has_none(), 1), else_=0)), 0),
        )
        .outerjoin(Opened, col(Opened.answer_id) == col(Sorted.answer_id))
        .where(Sorted.sorting_id == sorting_id, col(Sorted.group).is_not(None))
        .group_by(col(Sorted.group))
    ).all()
    sizes = {group: (answers, opened, unplaced) for group, answers, opened, unplaced in counted}
    made = _made(session, sorting_id)
    rows = session.exec(
        select(SortedGroup).where(SortedGroup.sorting_id == sorting_id).order_by(col(SortedGroup.number))
    )
    return tuple(
        Heard(
            row.number,
            tuple(row.keywords.split("\n")) if row.keywords else (),
            row.sureness,
            *sizes.get(row.number, (0, 0, 0)),
            made.get(row.number, frozenset()),
        )
        for row in rows
    )


def ends_of_group(session: Session, actor: Actor, sorting_id: SortingId, group: int, k: int) -> Ends:
    """Give the opened answers in the middle of a group and at its edge."""
    sortings.own(session, actor, sorting_id, k)
    inside = (
        select(Opened.answer_id)
        .join(Sorted, col(Sorted.answer_id) == col(Opened.answer_id))
        .where(Sorted.sorting_id == sorting_id, Sorted.group == group, col(Opened.blank).is_(False))
        .where(~places.set_aside().exists())
    )
    return _ends(session, sorting_id, inside, (col(Sorted.depth),))


def ends_of_theme(session: Session, actor: Actor, theme_id: ThemeId, question: str, k: int) -> Ends:
    """
    Give the answers to one question that are most central to a theme, and most unlike the others in it.

    By the sorting in use: the group that most of its answers belong to is its middle, the others lie outside it.
    Nothing where the question was never sorted.
    """
    theme = codebook.own(session, actor, theme_id, k)
    used = drawing.sorting_used(session, theme.part_id, question)
    inside = (
        select(Opened.answer_id)
        .join(Coding, col(Coding.answer_id) == col(Opened.answer_id))
        .join(Sorted, col(Sorted.answer_id) == col(Opened.answer_id))
        .where(Coding.theme_id == theme_id, Sorted.sorting_id == used)
    )
    many = func.count()
    main = session.exec(
        select(Sorted.group, many)
        .where(Sorted.sorting_id == used, col(Sorted.answer_id).in_(inside))
        .group_by(col(Sorted.group))
        .order_by(many.desc(), col(Sorted.group))
    ).first()
    if used is None or main is None:
        return Ends((), ())
    outside = case((col(Sorted.group).is_not_distinct_from(main[0]), 0), else_=1)
    return _ends(session, used, inside, (outside, col(Sorted.depth)))


def counts(session: Session, actor: Actor, part_id: PartId, question: str, k: int) -> dict[ThemeId, int]:
    """Give how many answers to one question stand under each theme of a part."""
    reading.as_reader(session, actor, part_id, k)
    rows = session.exec(
        select(Coding.theme_id, func.count())
        .join(Theme, col(Theme.id) == col(Coding.theme_id))
        .join(Answer, col(Answer.id) == col(Coding.answer_id))
        .where(Theme.part_id == part_id, Answer.question == question)
        .group_by(col(Coding.theme_id))
    )
    return {ThemeId(theme_id): count for theme_id, count in rows.all()}


def _ends(session: Session, sorting_id: SortingId, inside: Any, outward: Sequence[Any]) -> Ends:
    far_first = [one.desc() for one in outward]
    central = session.exec(inside.order_by(*outward, col(Sorted.place)).limit(SHOWN)).all()
    unlike = session.exec(inside.order_by(*far_first, col(Sorted.place)).limit(SHOWN)).all()
    lying = bench_pages.lying
    return Ends(
        lying(session, sorting_id, central),
        lying(session, sorting_id, [one for one in unlike if one not in central]),
    )


def _made(session: Session, sorting_id: SortingId) -> dict[int, frozenset[ThemeId]]:
    rows = session.exec(
        select(Adopted.number, Adopted.theme_id)
        .join(Theme, col(Theme.id) == col(Adopted.theme_id))
        .where(Adopted.sorting_id == sorting_id, col(Theme.dropped).is_(False))
    )
    found: dict[int, set[ThemeId]] = {}
    for number, theme_id in rows:
        found.setdefault(number, set()).add(ThemeId(theme_id))
    return {number: frozenset(themes) for number, themes in found.items()}
