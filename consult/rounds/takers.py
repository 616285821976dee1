"""Who takes the cards of a round holds no phrase, reads no answer and hands out no pay of it, before or after."""

from sqlmodel import Session

from consult.actors import Actor, Role
from consult.errors import NotAllowed
from consult.rounds import approvals, assignments, parts
from consult.rounds.tables import Part


def require_taker(session: Session, actor: Actor, part: Part) -> None:
    """
    Allow the author of the round or a facilitator; NotAllowed for one who holds a phrase, reads it or pays for it.

    Whoever was named a reader and taken back after the approval counts as one.
    """
    is_author = parts.author_of(session, part.round_id) == actor.account_id and actor.holds(Role.AUTHOR)
    if not is_author:
        actor.require(Role.FACILITATOR)
    if is_barred(session, actor, part):
        raise NotAllowed("Who takes the cards is no steward, reader, finance or desk.")


def may_take(session: Session, actor: Actor, part: Part) -> bool:
    """Say whether `require_taker` lets this actor pass."""
    try:
        require_taker(session, actor, part)
    except NotAllowed:
        return False
    return True


def note_taker(session: Session, actor: Actor, part: Part) -> None:
    """Keep on record who sees the codes; the author is known already."""
    if parts.author_of(session, part.round_id) != actor.account_id:
        assignments.take_on(session, part.round_id, actor.account_id, Role.FACILITATOR)


def is_barred(session: Session, actor: Actor, part: Part) -> bool:
    """Say whether the actor holds a phrase or pays codes, or reads this round or sets its money aside, now or ever."""
    if actor.holds(Role.STEWARD) or actor.holds(Role.DESK) or _approved(session, actor, part):
        return True
    return assignments.clashes(session, part.round_id, actor.account_id, Role.FACILITATOR)


def _approved(session: Session, actor: Actor, part: Part) -> bool:
    """Say whether the actor approved this text, as a steward then: its phrases were shown to her."""
    approval = approvals.standing(session, part.id)
    return approval is not None and approval.steward_id == actor.account_id
