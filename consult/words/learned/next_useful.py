"""Which ten answers come next once something was learned: those that teach most when they are coded."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from consult.actors import Actor
from consult.ids import PartId
from consult.words.learned.learning_tables import Proposal, ProposalsOff
from consult.words.tables import Answer


def most_useful(session: Session, actor: Actor, part_id: PartId, shut: Any, most: int) -> Sequence[bytes]:
    """
    Give the ids of the next answers from those still shut (a SELECT of their ids), without a word of any.

    None where nothing was learned of them yet, and for a reader who has switched proposals off.
    """
    ranked = shut.join(Proposal, (col(Proposal.answer_id) == col(Answer.id)) & (col(Proposal.part_id) == part_id))
    if session.get(ProposalsOff, (part_id, actor.account_id)) or session.exec(ranked.limit(1)).first() is None:
        return ()
    places = select(Proposal.place).where(Proposal.answer_id == Answer.id).scalar_subquery()
    return list(session.exec(shut.order_by(places.is_(None), places, col(Answer.id)).limit(most)).all())
