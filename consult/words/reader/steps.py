"""Every act of a reader at her bench can be undone, several steps back: what moved is kept by ids, never a text."""

from collections.abc import Collection
from enum import StrEnum
from typing import Any

from sqlalchemy import Uuid, false, true
from sqlalchemy import insert as insert_into
from sqlmodel import Session, col, delete, func, literal, select, update

from consult.actors import Actor
from consult.errors import Refused
from consult.ids import PartId, StepId, ThemeId, new_id
from consult.rounds import parts
from consult.words.reader.bench_tables import NOTHING, Step, StepMove, StepQuote, StepTheme
from consult.words.tables import Coding, Opened, Quote, Theme

MOST_KEPT = 50


class ChangedMeanwhile(Refused):
    """What this act rests on is not there any more as it was shown: another reader, or another window, was first."""

    sentence = "Someone changed this meanwhile. Nothing was done. Look at it as it is now, and do it again."


class StepKind(StrEnum):
    """What a reader did, in the words of the button that undoes it."""

    ADOPT = "a theme made of a group"
    ADD = "a new theme"
    WRITE = "a theme written anew"
    DROP = "a theme taken out"
    MERGE = "two themes made one"
    SPLIT = "a theme split"
    MOVE = "answers moved"
    PLACE = "one answer placed"


def begin(session: Session, actor: Actor, part_id: PartId, kind: StepKind) -> Step:
    """Begin a step of this reader, holding the part: two readers' steps come one after the other."""
    hold(session, part_id)
    mine = (Step.part_id == part_id, Step.account_id == actor.account_id)
    last = session.exec(select(func.max(Step.number)).where(*mine)).one() or 0
    step = Step(id=StepId(new_id()), part_id=part_id, account_id=actor.account_id, number=last + 1, kind=kind)
    session.add(step)
    for old in session.exec(select(Step.id).where(*mine, Step.number <= last + 1 - MOST_KEPT)).all():
        forget(session, StepId(old))
    session.flush()
    return step


def hold(session: Session, part_id: PartId) -> None:
    """Hold a part until the end of the transaction."""
    parts.locked(session, part_id)


def put(session: Session, step: Step, theme_id: ThemeId, answers: Any) -> None:
    """
    Put answers under a theme; those that stand there stay. NOTHING marks them as saying nothing.

    `answers` is a SELECT of their ids, so that thousands move without being read.
    """
    _plan(session, step, theme_id, answers, added=True)
    apply(session, step.id, theme_id)


def take(session: Session, step: Step, theme_id: ThemeId, answers: Any) -> None:
    """Take answers from under a theme; those that do not stand there stay as they are."""
    _plan(session, step, theme_id, answers, added=False)
    apply(session, step.id, theme_id)


def wrote(session: Session, step: Step, theme: Theme, before: int | None) -> None:
    """Note that a theme was written: from which version, to which it has now."""
    session.add(StepTheme(step_id=step.id, theme_id=theme.id, before=before, after=theme.version))
    session.flush()


def carry(session: Session, step: Step, out_of: ThemeId, into: ThemeId) -> None:
    """Let quotes go along with the answers that this step moved from one theme to another."""
    left = select(StepMove.answer_id).where(StepMove.step_id == step.id, StepMove.theme_id == out_of)
    found = session.exec(select(Quote).where(Quote.theme_id == out_of, col(Quote.answer_id).in_(left))).all()
    for quote in found:
        quote.theme_id = into
        session.add(quote)
        session.add(StepQuote(step_id=step.id, quote_id=quote.id, out_of=out_of, into=into))
    session.flush()


def forget(session: Session, step_id: StepId) -> None:
    """Let go of what a step did; what it did stays done."""
    for table in (StepMove, StepTheme, StepQuote):
        session.exec(delete(table).where(col(table.step_id) == step_id))
    session.exec(delete(Step).where(col(Step.id) == step_id))


def chosen(answers: Collection[bytes]) -> Any:
    """Give ids that were ticked as a SELECT, for `put` and `take`."""
    return select(Opened.answer_id).where(col(Opened.answer_id).in_(sorted(answers)))


def standing_under(theme_id: ThemeId) -> Any:
    """Give the answers under a theme as a SELECT."""
    return select(Coding.answer_id).where(Coding.theme_id == theme_id)


def apply(session: Session, step_id: StepId, theme_id: ThemeId, *, back: bool = False) -> None:
    """Bring the answers of a step where it says for this theme, or back to where they were."""
    session.flush()
    here = (StepMove.step_id == step_id, StepMove.theme_id == theme_id)
    ins = select(StepMove.answer_id).where(*here, col(StepMove.added).is_(not back))
    outs = select(StepMove.answer_id).where(*here, col(StepMove.added).is_(back))
    run = session.connection().execute
    if theme_id == NOTHING:
        run(update(Opened).where(col(Opened.answer_id).in_(ins)).values(blank=True))
        run(update(Opened).where(col(Opened.answer_id).in_(outs)).values(blank=False))
    else:
        run(delete(Coding).where(col(Coding.theme_id) == theme_id, col(Coding.answer_id).in_(outs)))
        rows = ins.add_columns(literal(theme_id, Uuid()))
        run(insert_into(Coding).from_select(["answer_id", "theme_id"], rows))
    for held in list(session):
        # What was read before says nothing any more.
        if isinstance(held, Coding | Opened):
            session.expunge(held)


def _plan(session: Session, step: Step, theme_id: ThemeId, answers: Any, *, added: bool) -> None:
    session.flush()
    ids = answers.subquery()
    answer_id = ids.c.answer_id
    if theme_id == NOTHING:
        stands = select(Opened.answer_id).where(col(Opened.answer_id) == answer_id, col(Opened.blank).is_(True))
    else:
        stands = select(Coding.answer_id).where(col(Coding.answer_id) == answer_id, Coding.theme_id == theme_id)
    is_due = ~stands.exists() if added else stands.exists()
    rows = select(literal(step.id, Uuid()), literal(theme_id, Uuid()), answer_id, true() if added else false())
    session.connection().execute(
        insert_into(StepMove).from_select(["step_id", "theme_id", "answer_id", "added"], rows.where(is_due).distinct())
    )
