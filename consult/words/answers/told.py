"""A steward knows that a danger was seen and not what was said; she reads an answer only to set it aside or not."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, select

from consult.actors import Actor
from consult.errors import Missing, Refused
from consult.ids import PartId
from consult.rounds import parts, stewards
from consult.words import reading
from consult.words.answers.act_tables import ActKind, AnswerAct
from consult.words.answers.acts import give_back, keep_danger, leave_themes
from consult.words.tables import Answer, Opened


class OwnAct(Refused):
    """The steward is the reader who began this act: two people stand behind it, never one."""

    sentence = "You began this as a reader. Another steward of this advisory has to do this."


def waiting(session: Session, part_id: PartId) -> tuple[int, int]:
    """Give how many dangers no steward knows of yet, and how many set-aside answers wait for a yes or no."""
    rows = session.exec(select(AnswerAct).where(AnswerAct.part_id == part_id)).all()
    kinds = [row.kind for row in rows if row.steward_id is None]
    return kinds.count(ActKind.DANGER), kinds.count(ActKind.ASIDE)


def of_part(session: Session, actor: Actor, part_id: PartId) -> Sequence[AnswerAct]:
    """Give the dangers and the set-aside answers of a part to its steward, those that wait for her first."""
    stewards.require_steward(session, actor, parts.part(session, part_id))
    rows = session.exec(select(AnswerAct).where(AnswerAct.part_id == part_id, AnswerAct.kind != ActKind.NAMES)).all()
    return sorted(rows, key=lambda row: (row.steward_id is not None, row.kind != ActKind.DANGER, row.id))


def know(session: Session, actor: Actor, act_id: UUID) -> None:
    """Note that a steward was told that someone may be in danger. OwnAct for the reader who said so."""
    act = _waiting(session, actor, act_id, ActKind.DANGER)
    act.steward_id = actor.account_id
    keep_danger(session, act)


def read_one(session: Session, actor: Actor, act_id: UUID, k: int) -> str:
    """Give the words of one answer, as they read now, to the steward who has to agree; the screen logs it."""
    act = _of_kind(session, act_id, ActKind.ASIDE)
    stewards.require_steward(session, actor, parts.part(session, act.part_id))
    _require_hers(actor, act)
    reading.readable(session, act.part_id, k)
    answer = session.get(Answer, act.answer_id) if act.answer_id else None
    if answer is None:
        raise Missing
    return answer.words


def agree(session: Session, actor: Actor, act_id: UUID) -> None:
    """Agree that an answer is set aside; a release then counts it in its limits."""
    act = _waiting(session, actor, act_id, ActKind.ASIDE)
    act.steward_id = actor.account_id
    session.add(act)
    there = session.get(Opened, act.answer_id) if act.answer_id else None
    if there is not None:
        leave_themes(session, there)


def refuse(session: Session, actor: Actor, act_id: UUID) -> None:
    """Say no: the answer goes back to reading, without a place."""
    give_back(session, _waiting(session, actor, act_id, ActKind.ASIDE))


def _waiting(session: Session, actor: Actor, act_id: UUID, kind: ActKind) -> AnswerAct:
    act = _of_kind(session, act_id, kind)
    stewards.require_steward(session, actor, parts.locked(session, act.part_id))
    session.refresh(act)
    _require_hers(actor, act)
    return act


def _of_kind(session: Session, act_id: UUID, kind: ActKind) -> AnswerAct:
    act = session.get(AnswerAct, act_id)
    if act is None or act.kind != kind:
        raise Missing
    return act


def _require_hers(actor: Actor, act: AnswerAct) -> None:
    if act.reader_id == actor.account_id:
        raise OwnAct
    if act.steward_id is not None:
        raise Refused("This does not wait for you any more.")
