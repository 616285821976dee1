"""A reader's hands: make a theme of a group, put two together, split one, move answers. Each act is one step."""

from collections.abc import Collection
from typing import Any

from sqlmodel import Session, col, select

from consult.actors import Actor
from consult.errors import Missing, Refused
from consult.ids import PartId, SortingId, ThemeId
from consult.words import codebook, places, reading, who_made
from consult.words.answers import asides
from consult.words.codebook import Draft
from consult.words.pair import blind
from consult.words.reader import sortings, steps
from consult.words.reader.bench_tables import NOTHING, Adopted, Sorted, SortedGroup, Step
from consult.words.reader.steps import ChangedMeanwhile, StepKind
from consult.words.tables import Batch, Coding, Opened, Theme, ThemeKind


def adopt(session: Session, actor: Actor, sorting_id: SortingId, group: int, draft: Draft, k: int) -> ThemeId:
    """
    Make a theme of a group, in the reader's own words: its opened answers stand under it.

    Answers marked as saying nothing stay so, and those two readers code blind. Those opened later come with the theme
    proposed, not placed.
    """
    sorting = sortings.own(session, actor, sorting_id, k)
    said = codebook.fit(ThemeKind.THEME, draft)
    if session.get(SortedGroup, (sorting_id, group)) is None:
        raise Missing
    step = steps.begin(session, actor, sorting.part_id, StepKind.ADOPT)
    theme = codebook.new(session, actor, step, ThemeKind.THEME, said)
    inside = (
        select(Opened.answer_id)
        .join(Sorted, col(Sorted.answer_id) == col(Opened.answer_id))
        .where(Sorted.sorting_id == sorting_id, Sorted.group == group, col(Opened.blank).is_(False))
        .where(~places.set_aside().exists(), ~blind.being_coded(Opened.answer_id).exists())
    )
    steps.put(session, step, theme.id, inside)
    session.add(Adopted(sorting_id=sorting_id, number=group, theme_id=theme.id, step_id=step.id))
    session.flush()
    return theme.id


def merge(
    session: Session, actor: Actor, theme_id: ThemeId, into: ThemeId, k: int, *, seen: tuple[int, int] | None = None
) -> None:
    """
    Make one theme of two: the words of `into` stay, and all answers and quotes of the other stand under it.

    `seen` are the two versions on the screen. The words of the other stay in its history. SampleFirst where two
    readers are coding an answer of the other blind.
    """
    if theme_id == into:
        raise Refused("Choose two different themes.")
    first, second = seen or (None, None)
    theme = codebook.own(session, actor, theme_id, k, seen=first)
    kept = codebook.own(session, actor, into, k, seen=second)
    if theme.part_id != kept.part_id:
        raise Missing
    step = steps.begin(session, actor, theme.part_id, StepKind.MERGE)
    blind.require_none_coded(session, steps.standing_under(theme_id))
    steps.put(session, step, into, steps.standing_under(theme_id))
    steps.take(session, step, theme_id, steps.standing_under(theme_id))
    steps.carry(session, step, theme_id, into)
    _carry_adoptions(session, step, theme_id, into)
    codebook.take_out(session, actor, step, theme)
    who_made.note(session, step.id, kept, who_made.MERGED, theme_id)


def split(
    session: Session, actor: Actor, theme_id: ThemeId, answers: Collection[bytes], draft: Draft, k: int,
    *, seen: int | None = None,
) -> ThemeId:  # fmt: skip
    """Move chosen answers of a theme to a new one, with their quotes. Refused where none stands there; SampleFirst."""
    theme = codebook.own(session, actor, theme_id, k, seen=seen)
    chosen = _of_part(session, theme.part_id, answers)
    said = codebook.fit(ThemeKind.THEME, draft)
    mine = steps.standing_under(theme_id).where(col(Coding.answer_id).in_(chosen))
    if session.exec(mine.limit(1)).first() is None:
        raise ChangedMeanwhile
    step = steps.begin(session, actor, theme.part_id, StepKind.SPLIT)
    blind.require_none_coded(session, chosen)
    made = codebook.new(session, actor, step, ThemeKind.THEME, said)
    steps.put(session, step, made.id, mine)
    steps.take(session, step, theme_id, mine)
    steps.carry(session, step, theme_id, made.id)
    who_made.note(session, step.id, made, who_made.SPLIT, theme_id)
    return made.id


def gather(
    session: Session, actor: Actor, part_id: PartId, kind: ThemeKind, answers: Collection[bytes], draft: Draft, k: int
) -> ThemeId:
    """Put chosen answers under a new theme, or a new line of "other things we heard"; they stay where they are, too."""
    reading.as_reader(session, actor, part_id, k)
    said = codebook.fit(kind, draft)
    chosen = _of_part(session, part_id, answers)
    step = steps.begin(session, actor, part_id, StepKind.ADD)
    blind.require_none_coded(session, chosen)
    _require_free(session, answers)
    made = codebook.new(session, actor, step, kind, said)
    steps.take(session, step, NOTHING, chosen)
    steps.put(session, step, made.id, chosen)
    return made.id


def move(
    session: Session, actor: Actor, part_id: PartId, answers: Collection[bytes], k: int,
    *, into: ThemeId | None = None, out_of: ThemeId | None = None,
) -> None:  # fmt: skip
    """
    Put chosen answers under a theme, take them from another, or both at once; quotes go along where both are named.

    NOTHING in the place of a theme marks them as saying nothing, and takes that mark away. Refused where a quoted
    answer would leave its theme, where an answer that stands under a theme would be marked, and (SampleFirst) where
    two readers are coding one of them blind.
    """
    reading.as_reader(session, actor, part_id, k)
    chosen = _of_part(session, part_id, answers)
    for theme_id in {into, out_of} - {None, NOTHING}:
        _require_of_part(session, actor, theme_id, part_id, k)
    if into == out_of:
        raise Refused("They stand there already. Choose another theme.")
    if out_of not in (None, NOTHING) and into in (None, NOTHING):
        codebook.require_quoted_stay(session, chosen, [out_of])
    step = steps.begin(session, actor, part_id, StepKind.MOVE)
    blind.require_none_coded(session, chosen)
    if into is not None:
        _require_free(session, answers)
    if out_of is not None:
        steps.take(session, step, out_of, chosen)
    if into is not None:
        _put(session, step, into, chosen)
    if into not in (None, NOTHING) and out_of not in (None, NOTHING):
        steps.carry(session, step, out_of, into)


def _require_free(session: Session, answers: Collection[bytes]) -> None:
    for answer_id in answers:
        asides.require_free(session, answer_id)


def _put(session: Session, step: Step, into: ThemeId, chosen: Any) -> None:
    coded = select(Coding.answer_id).where(col(Coding.answer_id).in_(chosen)).limit(1)
    if into == NOTHING and session.exec(coded).first() is not None:
        raise Refused("An answer that says nothing can not stand under a theme. Choose one of the two.")
    if into != NOTHING:
        steps.take(session, step, NOTHING, chosen)
    steps.put(session, step, into, chosen)


def _carry_adoptions(session: Session, step: Step, theme_id: ThemeId, into: ThemeId) -> None:
    for one in session.exec(select(Adopted).where(Adopted.theme_id == theme_id)).all():
        if session.get(Adopted, (one.sorting_id, one.number, into)) is None:
            session.add(Adopted(sorting_id=one.sorting_id, number=one.number, theme_id=into, step_id=step.id))
    session.flush()


def _require_of_part(session: Session, actor: Actor, theme_id: ThemeId | None, part_id: PartId, k: int) -> Theme:
    theme = session.get(Theme, theme_id)
    if theme is None or theme.part_id != part_id:
        raise Missing
    if theme.dropped:
        raise ChangedMeanwhile
    return codebook.own(session, actor, theme.id, k)


def _of_part(session: Session, part_id: PartId, answers: Collection[bytes]) -> Any:
    """Give chosen answers as a SELECT; Refused where none is chosen, Missing where one is not open in this part."""
    if not answers:
        raise Refused("Tick at least one answer first.")
    chosen = steps.chosen(answers).join(Batch, col(Batch.id) == col(Opened.batch_id)).where(Batch.part_id == part_id)
    if len(session.exec(chosen).all()) != len(set(answers)):
        raise Missing
    return chosen
