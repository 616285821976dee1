"""Themes proposed for the next answers: kept before a reader decides, so how often they were right is what she did."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, func, select

from consult.actors import Actor
from consult.ids import PartId, ThemeId
from consult.rounds import parts
from consult.words import reading
from consult.words.answers import acts
from consult.words.learned.learning_tables import Learning, Met, ProposalsOff, ProposedTheme
from consult.words.learned.learning_tables import Proposal as Row
from consult.words.pair import blind
from consult.words.suggesting.limits import CODED_ENOUGH
from consult.words.tables import Batch, Coding, Opened, Theme

# Learned anew when so many answers more, or fewer, are coded.
EVERY = 10


@dataclass(frozen=True, slots=True)
class Offer:
    """
    What is proposed for one answer: themes, most likely first.

    `made` is false where no proposal was made for this answer; a proposal of no theme says that it may say nothing.
    """

    made: bool = False
    themes: tuple[ThemeId, ...] = ()


def switch(session: Session, actor: Actor, part_id: PartId, k: int, *, on: bool) -> None:
    """Show proposals to this reader of a part, or none; her other reader is not asked."""
    reading.as_reader(session, actor, part_id, k)
    held = session.get(ProposalsOff, (part_id, actor.account_id))
    if on and held is not None:
        session.delete(held)
    elif not on and held is None:
        session.add(ProposalsOff(part_id=part_id, account_id=actor.account_id))
    session.flush()


def are_on(session: Session, actor: Actor, part_id: PartId) -> bool:
    """Say whether this reader sees proposals; she does until she says no."""
    return session.get(ProposalsOff, (part_id, actor.account_id)) is None


def meet(session: Session, actor: Actor, answer_id: bytes, k: int) -> Offer:
    """
    Give what is proposed for an opened answer without a place, and fix it: what was met is never proposed anew.

    Where she has switched proposals off, it is fixed all the same and nothing is given: what she then does shows how
    often they are right with nobody led by them. Nothing is given, and nothing fixed, while two code it blind.
    """
    opened, part_id = acts.opened(session, actor, answer_id, k)
    row = session.get(Row, answer_id)
    if row is None or opened.blank or _stands(session, answer_id) or blind.is_coded(session, answer_id):
        return Offer()
    is_on = are_on(session, actor, part_id)
    if row.met == Met.NOT_YET or (row.met == Met.KEPT_BACK and is_on):
        row.met = Met.SHOWN if is_on else Met.KEPT_BACK
        session.add(row)
        session.flush()
    return Offer(made=True, themes=_themes(session, answer_id)) if is_on else Offer()


def is_there(session: Session, actor: Actor, answer_id: bytes, k: int) -> bool:
    """Say whether anything was proposed for an answer, for whoever would not write where there is nothing to fix."""
    acts.opened(session, actor, answer_id, k)
    return session.get(Row, answer_id) is not None


def learned(session: Session, actor: Actor, part_id: PartId, k: int) -> Learning | None:
    """Give what the last learning of a part stood on; None before the first."""
    reading.as_reader(session, actor, part_id, k)
    return session.get(Learning, part_id)


def coded(session: Session, part_id: PartId) -> int:
    """Give how many answers of a part have a place, those marked as saying nothing included."""
    return session.exec(select(func.count()).select_from(having_place(part_id).subquery())).one()


def having_place(part_id: PartId) -> Any:
    """Give the answers of a part that stand under something or are marked as saying nothing, as a SELECT of ids."""
    stands = select(Coding.answer_id).where(Coding.answer_id == Opened.answer_id).exists()
    return (
        select(Opened.answer_id)
        .join(Batch, col(Batch.id) == col(Opened.batch_id))
        .where(Batch.part_id == part_id, col(Opened.blank).is_(True) | stands)
    )


def is_due(session: Session, part_id: PartId) -> bool:
    """Say whether enough was coded for a first learning, or since the last, and something still has no place."""
    now = coded(session, part_id)
    last = session.get(Learning, part_id)
    if now < CODED_ENOUGH or (last is not None and abs(now - last.coded) < EVERY):
        return False
    written = reading.written(session, parts.part(session, part_id))
    return session.exec(select(func.count()).where(*written)).one() > now


def _themes(session: Session, answer_id: bytes) -> tuple[ThemeId, ...]:
    found = session.exec(
        select(ProposedTheme.theme_id)
        .join(Theme, col(Theme.id) == col(ProposedTheme.theme_id))
        .where(ProposedTheme.answer_id == answer_id, col(Theme.dropped).is_(False))
        .order_by(col(ProposedTheme.chance).desc(), col(ProposedTheme.theme_id))
    )
    return tuple(ThemeId(theme_id) for theme_id in found)


def _stands(session: Session, answer_id: bytes) -> bool:
    return session.exec(select(Coding.answer_id).where(Coding.answer_id == answer_id).limit(1)).first() is not None
