"""Who does what in one round, so that nobody asks, reads and pays all by himself."""

from sqlmodel import Session, col, select

from consult.actors import Actor, Role
from consult.duties import never_in_one_round
from consult.errors import Missing, NotAllowed, Refused
from consult.ids import AccountId, RoundId
from consult.rounds import parts
from consult.rounds.rendering import MOST_READERS
from consult.rounds.tables import Assignment

GIVEN = frozenset({Role.READER, Role.FACILITATOR, Role.FINANCE})


def assign(session: Session, actor: Actor, round_id: RoundId, account_id: AccountId, role: Role) -> None:
    """
    Give someone a part in a round: reader (two at most), facilitator who takes the cards, finance.

    Only the round's author may, and never to herself. Refused where the same person has another part in it.
    """
    _require_author(session, actor, round_id)
    if role not in GIVEN:
        raise NotAllowed
    if account_id == actor.account_id:
        raise Refused("You wrote this round, so you do not read it, hand out its pay or set its money aside.")
    held = of_round(session, round_id)
    if any(other.account_id == account_id and never_in_one_round(other.role, role) for other in held):
        raise Refused("This person has another part in this round.")
    readers = {other.account_id for other in held if other.role is Role.READER} - {account_id}
    if role is Role.READER and len(readers) >= MOST_READERS:
        raise Refused(f"A round has {MOST_READERS} readers at most.")
    if session.get(Assignment, (round_id, account_id, role)) is None:
        session.add(Assignment(round_id=round_id, account_id=account_id, role=role))
        session.flush()


def take_back(session: Session, actor: Actor, round_id: RoundId, account_id: AccountId, role: Role) -> None:
    """Take a part in the round back."""
    _require_author(session, actor, round_id)
    held = session.get(Assignment, (round_id, account_id, role))
    if held is not None:
        session.delete(held)
        session.flush()


def of_round(session: Session, round_id: RoundId) -> tuple[Assignment, ...]:
    """Give who does what in a round."""
    rows = session.exec(
        select(Assignment)
        .where(col(Assignment.round_id) == round_id)
        .order_by(col(Assignment.role), col(Assignment.account_id))
    )
    return tuple(rows)


def rounds_read_by(session: Session, account_id: AccountId) -> tuple[RoundId, ...]:
    """Give the rounds this account reads."""
    reads = col(Assignment.account_id) == account_id, col(Assignment.role) == Role.READER
    return tuple(held.round_id for held in session.exec(select(Assignment).where(*reads)))


def _require_author(session: Session, actor: Actor, round_id: RoundId) -> None:
    actor.require(Role.AUTHOR)
    if parts.author_of(session, round_id) != actor.account_id:
        raise Missing
