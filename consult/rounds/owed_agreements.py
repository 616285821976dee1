"""A decider who owes answers asks again only where a steward wrote that she agrees, and why."""

from sqlmodel import Session

from consult.actors import Actor
from consult.errors import BadText
from consult.ids import PartId
from consult.rounds import parts, stewards
from consult.rounds.owed_tables import OwedAgreement
from consult.rounds.tables import Part
from consult.wording.signs import paragraphs

LEAST_WORDS = 10
LONGEST = 500


def agree(session: Session, actor: Actor, part_id: PartId, words: str) -> None:
    """
    Keep why a steward of this advisory lets the round's decider ask again. Her later words replace the earlier ones.

    NotAllowed for anyone else, stewards.OwnRound for the one who wrote the round, BadText for a word or two.
    """
    part = parts.part(session, part_id)
    stewards.require_steward(session, actor, part)
    kept = paragraphs(words, "Why you agree", LONGEST)
    if len(kept) < LEAST_WORDS:
        raise BadText("Why you agree: write a sentence. The author and other stewards read it.")
    decider = parts.round_of(session, part.round_id).decider
    session.merge(OwedAgreement(part_id=part_id, decider=decider, words=kept, steward_id=actor.account_id))
    session.flush()


def standing(session: Session, part: Part, decider: str) -> OwedAgreement | None:
    """Give what a steward wrote for this decider in this part, or nothing."""
    return session.get(OwedAgreement, (part.id, decider))
