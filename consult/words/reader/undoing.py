"""Taking back what a reader did last, and the step before that: all of it, or nothing where others built on it."""

from dataclasses import dataclass

from sqlmodel import Session, col, delete, func, select

from consult.actors import Actor
from consult.errors import Refused
from consult.ids import PartId, ThemeId
from consult.words import codebook, places, reading
from consult.words.answers.act_tables import ThemeOrigin
from consult.words.pair import blind
from consult.words.reader import steps
from consult.words.reader.bench_tables import NOTHING, Adopted, Step, StepMove, StepQuote, StepTheme
from consult.words.reader.steps import ChangedMeanwhile, StepKind
from consult.words.tables import Coding, Opened, Quote, Theme, ThemeVersion


class BuiltUpon(Refused):
    """Something was changed after this step, so that taking it back would change that too."""

    sentence = "This can not be taken back any more: what it changed was changed again by someone. Nothing was done."


@dataclass(frozen=True, slots=True)
class Last:
    """What a reader did last at a part, how many steps she can take back, and the answer it was, if it was one."""

    kind: StepKind
    steps: int
    answer: bytes | None


def newest(session: Session, actor: Actor, part_id: PartId, k: int) -> Last | None:
    """Give what this reader did last at a part; None where there is nothing to take back."""
    reading.as_reader(session, actor, part_id, k)
    mine = (Step.part_id == part_id, Step.account_id == actor.account_id)
    step = session.exec(select(Step).where(*mine).order_by(col(Step.number).desc()).limit(1)).first()
    if step is None:
        return None
    moved = session.exec(select(StepMove.answer_id).where(StepMove.step_id == step.id).distinct().limit(2)).all()
    steps_left = session.exec(select(func.count()).select_from(Step).where(*mine)).one()
    return Last(StepKind(step.kind), steps_left, moved[0] if len(moved) == 1 else None)


def undo(session: Session, actor: Actor, part_id: PartId, k: int, expected: StepKind | None = None) -> StepKind:
    """
    Take back the last step of this reader at a part; gives what it was.

    BuiltUpon, with nothing done, where its themes or answers were changed since; ChangedMeanwhile where her last step
    is not the `expected` one: she did something more in another window. Refused where there is none.
    """
    reading.as_reader(session, actor, part_id, k)
    steps.hold(session, part_id)
    mine = (Step.part_id == part_id, Step.account_id == actor.account_id)
    step = session.exec(select(Step).where(*mine).order_by(col(Step.number).desc()).limit(1)).first()
    if step is None:
        raise Refused("There is nothing to take back.")
    if expected is not None and step.kind != expected:
        raise ChangedMeanwhile
    kind = StepKind(step.kind)
    _require_unmoved(session, step)
    _quotes_back(session, step)
    for theme_id in _themes_moved(session, step):
        steps.apply(session, step.id, theme_id, back=True)
    for note in session.exec(select(StepTheme).where(StepTheme.step_id == step.id)).all():
        _theme_back(session, actor, note)
    session.exec(delete(Adopted).where(col(Adopted.step_id) == step.id))
    session.exec(delete(ThemeOrigin).where(col(ThemeOrigin.step_id) == step.id))
    _require_whole(session, step)
    steps.forget(session, step.id)
    session.flush()
    return kind


def _themes_moved(session: Session, step: Step) -> list[ThemeId]:
    found = session.exec(select(StepMove.theme_id).where(StepMove.step_id == step.id).distinct()).all()
    # "It says nothing" goes first or last, never between: it does not matter to a set of ids.
    return sorted(map(ThemeId, found))


def _require_unmoved(session: Session, step: Step) -> None:
    """Refuse where an answer is not where this step left it, or is being coded blind by two readers."""
    stands = (
        select(Coding.answer_id)
        .where(Coding.answer_id == StepMove.answer_id, Coding.theme_id == StepMove.theme_id)
        .exists()
    )
    blank = select(Opened.answer_id).where(Opened.answer_id == StepMove.answer_id, col(Opened.blank).is_(True)).exists()
    is_nothing = col(StepMove.theme_id) == NOTHING
    is_there = (is_nothing & blank) | (~is_nothing & stands)
    hidden = blind.being_coded(StepMove.answer_id).exists()
    astray = hidden | (col(StepMove.added).is_(True) & ~is_there) | (col(StepMove.added).is_(False) & is_there)
    found = select(func.count()).select_from(StepMove).where(StepMove.step_id == step.id, astray)
    if session.exec(found).one():
        raise BuiltUpon


def _theme_back(session: Session, actor: Actor, note: StepTheme) -> None:
    """Bring back how a theme stood. Its marks are asked about again: what was cleared then may be known better now."""
    theme = session.get_one(Theme, note.theme_id)
    left = session.get_one(ThemeVersion, (note.theme_id, note.after))
    if _words(theme) != _words(left):
        raise BuiltUpon
    if note.before is None:
        theme.dropped = True
    else:
        held = session.get_one(ThemeVersion, (note.theme_id, note.before))
        theme.title, theme.text, theme.views_differ, theme.dropped = _words(held)
        theme.cleared, theme.masked = False, held.masked
    theme.version += 1
    codebook.keep(session, actor, theme)


def _quotes_back(session: Session, step: Step) -> None:
    for note in session.exec(select(StepQuote).where(StepQuote.step_id == step.id)).all():
        quote = session.get(Quote, note.quote_id)
        # A quote that was taken away since is gone; that took nothing from this step.
        if quote is not None and quote.theme_id == note.into:
            quote.theme_id = note.out_of
            session.add(quote)
    session.flush()


def _require_whole(session: Session, step: Step) -> None:
    """Refuse where taking it back would leave a theme without words, a quote without its answer, or both places."""
    touched = select(StepMove.answer_id).where(StepMove.step_id == step.id)
    coded = select(Coding.answer_id).where(Coding.answer_id == Opened.answer_id).exists()
    nowhere = col(Opened.blank).is_(True) | places.set_aside().exists()
    both = select(Opened.answer_id).where(col(Opened.answer_id).in_(touched), nowhere, coded)
    lost = (
        select(Coding.answer_id)
        .join(Theme, col(Theme.id) == col(Coding.theme_id))
        .where(Theme.part_id == step.part_id, col(Theme.dropped).is_(True))
    )
    backed = select(Coding.answer_id).where(Coding.answer_id == Quote.answer_id, Coding.theme_id == Quote.theme_id)
    adrift = select(Quote.id).where(Quote.part_id == step.part_id, ~backed.exists())
    if any(session.exec(one.limit(1)).first() is not None for one in (both, lost, adrift)):
        raise BuiltUpon


def _words(theme: Theme | ThemeVersion) -> tuple[str, str, str, bool]:
    return theme.title, theme.text, theme.views_differ, theme.dropped
