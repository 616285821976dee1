"""Who types in paper forms reads them, so she reads, pays, approves and asks nothing else of that round."""

from sqlmodel import Session

from consult.actors import Actor, Role
from consult.errors import NotAllowed
from consult.rounds import assignments, parts, takers
from consult.rounds.tables import Part


def require_typist(session: Session, actor: Actor, part: Part) -> None:
    """
    Allow a facilitator who is on record for the round; NotAllowed, with the reason, for everyone else.

    Named by its author, or on record because she took its cards. Never its author, who reads no answers, and never
    one who holds a phrase, reads the round, pays for it or sets its money aside.
    """
    actor.require(Role.FACILITATOR)
    if parts.author_of(session, part.round_id) == actor.account_id:
        raise NotAllowed("You wrote this round, so you do not read what people write.")
    named = {one.account_id for one in assignments.of_round(session, part.round_id) if one.role is Role.FACILITATOR}
    if actor.account_id not in named:
        raise NotAllowed("The author of this round has not named you for it.")
    if takers.is_barred(session, actor, part):
        raise NotAllowed("Who types in paper is no steward, reader, finance or desk.")


def may_print(session: Session, actor: Actor, part: Part) -> bool:
    """Say whether this actor prints blank forms of a part: its author, or who types them in."""
    if parts.author_of(session, part.round_id) == actor.account_id:
        return actor.holds(Role.AUTHOR)
    try:
        require_typist(session, actor, part)
    except NotAllowed:
        return False
    return True
