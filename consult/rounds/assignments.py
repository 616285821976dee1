"""Who does what in one round, so that nobody asks, reads and pays all by himself."""

from sqlmodel import Session, col, delete, select

from consult.actors import Actor, Role
from consult.duties import never_in_one_round
from consult.errors import Missing, NotAllowed, Refused
from consult.ids import AccountId, RoundId
from consult.rounds import parts
from consult.rounds.rendering import MOST_READERS
from consult.rounds.tables import Approval, Assignment, Part

GIVEN = frozenset({Role.READER, Role.FACILITATOR, Role.FINANCE})
ANOTHER_PART = "This person has another part in this round."


def assign(session: Session, actor: Actor, round_id: RoundId, account_id: AccountId, role: Role) -> None:
    """
    Give someone a part in a round: reader (two at most), facilitator who takes the cards, finance.

    Only the round's author may, and never to herself. Refused where the same person has another part in it, took
    its cards or set its money aside. Once a text of the round is approved, whoever was ever named a reader counts:
    the two of the consent text are two people, not two at a time.
    """
    _require_author(session, actor, round_id)
    if role not in GIVEN:
        raise NotAllowed
    if account_id == actor.account_id:
        raise Refused("You wrote this round, so you do not read it, hand out its pay or set its money aside.")
    if not is_settled(session, round_id):
        _forget_withdrawn(session, round_id)
    if clashes(session, round_id, account_id, role):
        raise Refused(ANOTHER_PART)
    readers = {other.account_id for other in ever(session, round_id) if other.role is Role.READER} - {account_id}
    if role is Role.READER and len(readers) >= MOST_READERS:
        raise Refused(f"A round has {MOST_READERS} readers at most, counting whoever was named after its approval.")
    _keep(session, round_id, account_id, role)


def take_on(session: Session, round_id: RoundId, account_id: AccountId, role: Role) -> None:
    """
    Keep on record what someone does in a round by doing it: takes its cards, sets its money aside.

    Refused where she is its author or has another part that does not go with it.
    """
    parts.locked_round(session, round_id)
    if clashes(session, round_id, account_id, role):
        raise Refused("You have another part in this round. Someone else does this.")
    _keep(session, round_id, account_id, role)


def take_back(session: Session, actor: Actor, round_id: RoundId, account_id: AccountId, role: Role) -> None:
    """Take a part in the round back. Once a text of the round is approved, it stays on record as withdrawn."""
    _require_author(session, actor, round_id)
    held = session.get(Assignment, (round_id, account_id, role))
    if held is None:
        return
    if is_settled(session, round_id):
        held.withdrawn = True
        session.add(held)
    else:
        session.delete(held)
    session.flush()


def of_round(session: Session, round_id: RoundId) -> tuple[Assignment, ...]:
    """Give who does what in a round now."""
    return tuple(one for one in ever(session, round_id) if not one.withdrawn)


def ever(session: Session, round_id: RoundId) -> tuple[Assignment, ...]:
    """Give who does what in a round, and who did and was taken back after its approval."""
    rows = session.exec(
        select(Assignment)
        .where(col(Assignment.round_id) == round_id)
        .order_by(col(Assignment.role), col(Assignment.account_id))
    )
    return tuple(rows)


def is_settled(session: Session, round_id: RoundId) -> bool:
    """Say whether a part of the round has an approval that stands: from then on nobody drops out of its record."""
    approved = select(Approval.id).join(Part, col(Part.id) == col(Approval.part_id))
    standing = approved.where(col(Part.round_id) == round_id, col(Approval.is_void).is_(False))
    return session.exec(standing.limit(1)).first() is not None


def took_cards(session: Session, round_id: RoundId, account_id: AccountId) -> bool:
    """Say whether this account could know cards of the round: its author, or a facilitator of it, then or now."""
    if parts.author_of(session, round_id) == account_id:
        return True
    return session.get(Assignment, (round_id, account_id, Role.FACILITATOR)) is not None


def clashes(session: Session, round_id: RoundId, account_id: AccountId, role: Role) -> bool:
    """Say whether this account is or was something in the round that never goes with the role (`duties`)."""
    held = {one.role for one in ever(session, round_id) if one.account_id == account_id}
    if parts.author_of(session, round_id) == account_id:
        held.add(Role.AUTHOR)
    return any(never_in_one_round(other, role) for other in held)


def rounds_read_by(session: Session, account_id: AccountId) -> tuple[RoundId, ...]:
    """Give the rounds this account reads."""
    held = select(Assignment).where(
        col(Assignment.account_id) == account_id,
        col(Assignment.role) == Role.READER,
        col(Assignment.withdrawn).is_(False),
    )
    return tuple(one.round_id for one in session.exec(held))


def _keep(session: Session, round_id: RoundId, account_id: AccountId, role: Role) -> None:
    held = session.get(Assignment, (round_id, account_id, role))
    if held is None:
        held = Assignment(round_id=round_id, account_id=account_id, role=role)
    held.withdrawn = False
    session.add(held)
    session.flush()


def _forget_withdrawn(session: Session, round_id: RoundId) -> None:
    """Nothing was opened under an approval that is void, so the author chooses freely again."""
    session.exec(delete(Assignment).where(col(Assignment.round_id) == round_id, col(Assignment.withdrawn)))


def _require_author(session: Session, actor: Actor, round_id: RoundId) -> None:
    actor.require(Role.AUTHOR)
    if parts.author_of(session, round_id) != actor.account_id:
        raise Missing
    parts.locked_round(session, round_id)
