"""What belongs to one advisory in a round: where it stands, and the text its members would see now."""

from sqlmodel import Session, col, select

from consult.actors import Role
from consult.database import lock
from consult.errors import Missing
from consult.ids import AccountId, AdvisoryId, BoxId, PartId, RoundId
from consult.rounds import advisories
from consult.rounds.rendering import render
from consult.rounds.scripts import Script
from consult.rounds.tables import Advisory, Assignment, Part, PartState, Round

STARTED = frozenset(PartState) - {PartState.DRAFT, PartState.WAITING, PartState.APPROVED, PartState.DECLINED}


def part(session: Session, part_id: PartId) -> Part:
    """Give one part. Missing when there is none."""
    found = session.get(Part, part_id)
    if found is None:
        raise Missing
    return found


def locked(session: Session, part_id: PartId) -> Part:
    """Give one part, held until the act is over: two acts at once on it take turns. Missing when there is none."""
    found: Part | None = lock(session, select(Part).where(col(Part.id) == part_id)).first()
    if found is None:
        raise Missing
    return found


def round_of(session: Session, round_id: RoundId) -> Round:
    """Give one round. Missing when there is none."""
    found = session.get(Round, round_id)
    if found is None:
        raise Missing
    return found


def locked_round(session: Session, round_id: RoundId) -> Round:
    """Give one round, held: who does what in it is decided one act after the other. Missing when there is none."""
    found: Round | None = lock(session, select(Round).where(col(Round.id) == round_id)).first()
    if found is None:
        raise Missing
    return found


def whole(session: Session, part_id: PartId) -> tuple[Round, Part, Advisory]:
    """Give a part with its round and its advisory."""
    found = part(session, part_id)
    return round_of(session, found.round_id), found, advisories.get(session, found.advisory_id)


def script_now(session: Session, part_id: PartId) -> Script:
    """Give the script as it would be today, from what staff wrote. MissingFacts lists what is not there."""
    return render(*whole(session, part_id))


def of_round(session: Session, round_id: RoundId) -> tuple[Part, ...]:
    """Give the parts of a round, in the order of their advisories."""
    rows = session.exec(
        select(Part)
        .join(Advisory, col(Advisory.id) == col(Part.advisory_id))
        .where(col(Part.round_id) == round_id)
        .order_by(col(Advisory.position), col(Advisory.id))
    )
    return tuple(rows)


def of_advisories(session: Session, advisory_ids: frozenset[AdvisoryId]) -> tuple[Part, ...]:
    """Give the parts of these advisories, by the title of their round."""
    rows = session.exec(
        select(Part)
        .join(Round, col(Round.id) == col(Part.round_id))
        .where(col(Part.advisory_id).in_(advisory_ids))
        .order_by(col(Round.title), col(Part.id))
    )
    return tuple(rows)


def in_box(session: Session, box_id: BoxId, advisory_id: AdvisoryId | None = None) -> Part:
    """Give the part whose box this is (of a joint box, the advisory's, or the first). Missing when there is none."""
    found = [p for p in all_in_box(session, box_id) if advisory_id in {None, p.advisory_id}]
    if not found:
        raise Missing
    return found[0]


def all_in_box(session: Session, box_id: BoxId) -> tuple[Part, ...]:
    """Give every part whose answers wait in this box."""
    rows = session.exec(select(Part).where(col(Part.box_id) == box_id).order_by(col(Part.id)))
    return tuple(rows)


def set_state(session: Session, part_id: PartId, state: PartState) -> None:
    """Move a part to a state; the doors know when."""
    moved = part(session, part_id)
    moved.state = state
    session.add(moved)
    session.flush()


def set_box(session: Session, part_id: PartId, box_id: BoxId | None) -> None:
    """Say which box a part's answers wait in, or that there is none."""
    moved = part(session, part_id)
    moved.box_id = box_id
    session.add(moved)
    session.flush()


def title_of(session: Session, round_id: RoundId) -> str:
    """Give the title of a round."""
    return round_of(session, round_id).title


def author_of(session: Session, round_id: RoundId) -> AccountId:
    """Give who wrote a round."""
    return round_of(session, round_id).author_id


def reads(session: Session, round_id: RoundId, account_id: AccountId) -> bool:
    """Say whether this account is one of the round's readers."""
    named = session.get(Assignment, (round_id, account_id, Role.READER))
    return named is not None and not named.withdrawn
