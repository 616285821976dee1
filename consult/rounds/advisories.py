"""The standing groups that advise. Their names and their order are kept as data, for them to change."""

from sqlmodel import Session, col, func, select

from consult.actors import Actor, Role
from consult.errors import BadText, Missing
from consult.ids import AdvisoryId, new_id
from consult.rounds.tables import Advisory, AdvisoryKind
from consult.wording.signs import one_line

LONGEST_NAME = 80
# The partnership's own four, in the order of its white paper; what a new house begins with.
INDIGENOUS = "Indigenous advisory"
DEFAULTS = (
    ("Survivor advisory", AdvisoryKind.SURVIVOR),
    (INDIGENOUS, AdvisoryKind.CULTURAL),
    ("African Nova Scotian advisory", AdvisoryKind.CULTURAL),
    ("2SLGBTQ+ advisory", AdvisoryKind.CULTURAL),
)


def add(session: Session, name: str, kind: AdvisoryKind) -> AdvisoryId:
    """Add an advisory after the others. BadText when the name is empty, too long or taken."""
    kept = _free_name(session, name, None)
    last = session.exec(select(func.max(col(Advisory.position)))).one()
    advisory = Advisory(id=AdvisoryId(new_id()), name=kept, position=0 if last is None else last + 1, kind=kind)
    session.add(advisory)
    session.flush()
    return advisory.id


def add_defaults(session: Session) -> tuple[AdvisoryId, ...]:
    """Add the partnership's four to a house that has none; a house that has any is left alone."""
    if in_order(session):
        return ()
    made = tuple(add(session, name, kind) for name, kind in DEFAULTS)
    for advisory_id, (name, _kind) in zip(made, DEFAULTS, strict=True):
        get(session, advisory_id).asks_ethics_watch = name == INDIGENOUS
    session.flush()
    return made


def in_order(session: Session) -> tuple[Advisory, ...]:
    """Give all advisories in their own order."""
    return tuple(session.exec(select(Advisory).order_by(col(Advisory.position), col(Advisory.id))))


def get(session: Session, advisory_id: AdvisoryId) -> Advisory:
    """Give one advisory. Missing when there is none."""
    found = session.get(Advisory, advisory_id)
    if found is None:
        raise Missing
    return found


def rename(session: Session, actor: Actor, advisory_id: AdvisoryId, name: str) -> None:
    """Call an advisory by another name, as one of its stewards. Open texts keep the name they were approved with."""
    actor.require(Role.STEWARD, advisory_id)
    advisory = get(session, advisory_id)
    advisory.name = _free_name(session, name, advisory_id)
    session.add(advisory)
    session.flush()


def ask_ethics_watch(session: Session, actor: Actor, advisory_id: AdvisoryId, *, asks: bool) -> None:
    """Say, as one of its stewards, whether each round of an advisory answers for Mi'kmaw Ethics Watch."""
    actor.require(Role.STEWARD, advisory_id)
    get(session, advisory_id).asks_ethics_watch = asks
    session.flush()


def put_in_order(session: Session, actor: Actor, ordered: tuple[AdvisoryId, ...]) -> None:
    """Put the advisories in this order, as an administrator whom their stewards told; others follow as they were."""
    actor.require(Role.ADMIN)
    listed = {advisory.id: advisory for advisory in in_order(session)}
    for position, advisory_id in enumerate(dict.fromkeys((*ordered, *listed))):
        if advisory_id in listed:
            listed[advisory_id].position = position
            session.add(listed[advisory_id])
    session.flush()


def _free_name(session: Session, name: str, own: AdvisoryId | None) -> str:
    kept = one_line(name, "The name", LONGEST_NAME)
    if not kept:
        raise BadText("An advisory needs a name.")
    if any(other.name.casefold() == kept.casefold() and other.id != own for other in in_order(session)):
        raise BadText("Another advisory has this name.")
    return kept
