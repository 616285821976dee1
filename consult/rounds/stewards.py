"""A steward acts for her advisory in rounds of others: never in one that she wrote or whose cards she took."""

from sqlmodel import Session

from consult.actors import Actor, Role
from consult.errors import Refused
from consult.rounds import assignments, parts
from consult.rounds.tables import Part


class OwnRound(Refused):
    """The steward is the author of the round, or took its cards: another steward of the advisory acts for it."""

    sentence = "You wrote this round. Another steward of this advisory has to do this."


def require_steward(session: Session, actor: Actor, part: Part) -> None:
    """
    Let a steward of this part's advisory pass who has no other part in its round but reading.

    NotAllowed without the role; OwnRound for the author of the round and for whoever took its cards.
    """
    actor.require(Role.STEWARD, part.advisory_id)
    if parts.author_of(session, part.round_id) == actor.account_id:
        raise OwnRound
    if assignments.took_cards(session, part.round_id, actor.account_id):
        raise OwnRound("You took the cards of this round. Another steward of this advisory has to do this.")


def may_act(session: Session, actor: Actor, part: Part) -> bool:
    """Say whether this actor passes as steward of the part: screens leave out what she can not do."""
    is_own = assignments.took_cards(session, part.round_id, actor.account_id)
    return actor.holds(Role.STEWARD, part.advisory_id) and not is_own
