"""Who may do what. No one is given two roles that must never meet, and no one makes a steward alone."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import Session, col, delete, select

from consult.actors import Actor, Role, is_barred
from consult.clock import Clock
from consult.duties import never_at_once
from consult.errors import Missing, Refused
from consult.ids import AccountId, AdvisoryId
from consult.people.staff import Account, Granted, GrantId, Organisation
from consult.rounds.tables import Part

REST_HOURS = 72
SECONDS_AN_HOUR = 3600


@dataclass(frozen=True, slots=True)
class GrantLine:
    """A grant as screens show it. `from_when` is empty while it waits for a steward's word."""

    grant_id: GrantId
    account_id: AccountId
    who: str
    role: Role
    advisory_id: AdvisoryId | None
    from_when: datetime | None


def grant(
    session: Session,
    clock: Clock,
    actor: Actor,
    account_id: AccountId,
    role: Role,
    advisory_id: AdvisoryId | None = None,
) -> GrantId:
    """
    Give a role. An administrator's act.

    Everything but a steward is in effect at once. A steward of an advisory that has never had a part is too;
    any later one waits until another steward of that advisory confirms it, and then rests 72 hours. Raises
    Refused where the roles must never meet or the organisation may never hold it, Missing for no account.
    """
    actor.require(Role.ADMIN)
    if (role is Role.STEWARD) != (advisory_id is not None):
        raise Refused("A steward is a steward of one advisory. No other role names one.")
    _fits(session, account_id, role)
    if _existing(session, account_id, role, advisory_id) is not None:
        raise Refused("This account has that role already.")
    waits = role is Role.STEWARD and _has_begun(session, advisory_id)
    granted = Granted(
        account_id=account_id,
        role=role,
        advisory_id=advisory_id,
        granted_by=actor.account_id,
        effective_from=None if waits else _seconds(clock),
    )
    session.add(granted)
    session.flush()
    return granted.id


def confirm(session: Session, clock: Clock, actor: Actor, grant_id: GrantId) -> datetime:
    """
    Say yes to a new steward, as another steward of the same advisory. Gives when the grant takes effect.

    NotAllowed for anyone else; Refused for herself.
    """
    granted = session.get(Granted, grant_id)
    if granted is None or granted.advisory_id is None or granted.effective_from is not None:
        raise Missing
    actor.require(Role.STEWARD, granted.advisory_id)
    if granted.account_id == actor.account_id:
        raise Refused("You can not confirm yourself. Another steward can.")
    return begin_rest(session, clock, granted, actor.account_id)


def begin_rest(session: Session, clock: Clock, granted: Granted, confirmed_by: AccountId) -> datetime:
    """Put a confirmed grant to rest for 72 hours, in which the other stewards can still say no."""
    granted.confirmed_by = confirmed_by
    granted.effective_from = _seconds(clock) + REST_HOURS * SECONDS_AN_HOUR
    session.add(granted)
    return _in_zone(clock, granted.effective_from)


def refuse(session: Session, clock: Clock, actor: Actor, grant_id: GrantId) -> None:
    """Say no to a steward who waits or rests, as a steward of the same advisory. Missing for one in effect."""
    granted = session.get(Granted, grant_id)
    if granted is None or granted.advisory_id is None or granted.account_id == actor.account_id:
        raise Missing
    actor.require(Role.STEWARD, granted.advisory_id)
    if granted.effective_from is not None and granted.effective_from <= _seconds(clock):
        raise Missing
    session.delete(granted)


def take_back(session: Session, actor: Actor, grant_id: GrantId) -> None:
    """
    Take a role away. An administrator's act, but never a steward's role: an administrator who could remove
    stewards could leave an advisory with the one of his choice. Switching the account off is the way.
    """
    actor.require(Role.ADMIN)
    granted = session.get(Granted, grant_id)
    if granted is None:
        raise Missing
    if granted.role is Role.STEWARD:
        raise Refused("A steward's role is not taken away here. The stewards of the advisory decide.")
    if granted.role is Role.ADMIN and granted.account_id == actor.account_id:
        raise Refused("You can not take away your own role. Another administrator can.")
    session.exec(delete(Granted).where(col(Granted.id) == grant_id))


def rest(session: Session, account_id: AccountId) -> None:
    """
    Take a steward's grants of an account out of effect until another steward confirms them.

    For a sign-in that an administrator changed. An advisory that has never had a part has nothing to guard
    yet, and no other steward who could be asked.
    """
    held = select(Granted).where(Granted.account_id == account_id, Granted.role == Role.STEWARD)
    for granted in session.exec(held).all():
        if _has_begun(session, granted.advisory_id):
            granted.effective_from = None
            granted.confirmed_by = None
            session.add(granted)


def waiting_of(session: Session, clock: Clock, actor: Actor) -> tuple[GrantLine, ...]:
    """Give the actor's own steward grants that wait for a word or still rest."""
    now = clock.now()
    mine = (line for line in _lines(session, clock) if line.account_id == actor.account_id)
    return tuple(line for line in mine if line.from_when is None or line.from_when > now)


def every(session: Session, clock: Clock, actor: Actor) -> tuple[GrantLine, ...]:
    """Give all grants, by name and role, to an administrator."""
    actor.require(Role.ADMIN)
    return _lines(session, clock)


def stewards(session: Session, clock: Clock, actor: Actor, advisory_id: AdvisoryId) -> tuple[GrantLine, ...]:
    """Give the stewards of an advisory, those who wait and rest too, to a steward of it."""
    actor.require(Role.STEWARD, advisory_id)
    return tuple(line for line in _lines(session, clock) if line.advisory_id == advisory_id)


def holders(session: Session, clock: Clock, role: Role) -> tuple[tuple[AccountId, str], ...]:
    """Give id and sign-in name of whoever holds a role now, by name: to choose readers, a taker, finance."""
    rows = session.exec(
        select(Account.id, Account.name)
        .join(Granted, col(Granted.account_id) == col(Account.id))
        .where(
            Granted.role == role,
            col(Granted.effective_from) <= _seconds(clock),
            col(Account.switched_off).is_(False),
        )
        .distinct()
        .order_by(Account.name)
    )
    return tuple((AccountId(account_id), name) for account_id, name in rows)


def is_reader(session: Session, account_id: AccountId) -> bool:
    """Say whether the account was given the role of a reader, whether or not it works now."""
    return _existing(session, account_id, Role.READER, None) is not None


def _fits(session: Session, account_id: AccountId, role: Role) -> None:
    account = session.get(Account, account_id)
    organisation = session.get(Organisation, account.organisation_id) if account else None
    if account is None or organisation is None:
        raise Missing
    if is_barred(organisation.kind, role):
        raise Refused(
            "People from police, prosecution, courts, child protection and funders never read answers, "
            "never hold the desk, and are not stewards or facilitators."
        )
    held = session.exec(select(Granted.role).where(Granted.account_id == account_id))
    for other in map(Role, held):
        if never_at_once(role, other):
            raise Refused(f"One account is never {role.value} and {other.value} at once. Make a second person's.")


def _existing(session: Session, account_id: AccountId, role: Role, advisory_id: AdvisoryId | None) -> Granted | None:
    return session.exec(
        select(Granted).where(
            Granted.account_id == account_id,
            Granted.role == role,
            col(Granted.advisory_id).is_(None) if advisory_id is None else Granted.advisory_id == advisory_id,
        )
    ).first()


def _has_begun(session: Session, advisory_id: AdvisoryId | None) -> bool:
    return session.exec(select(Part.id).where(Part.advisory_id == advisory_id).limit(1)).first() is not None


def _lines(session: Session, clock: Clock) -> tuple[GrantLine, ...]:
    rows = session.exec(
        select(Granted, Account.name)
        .join(Account, col(Account.id) == col(Granted.account_id))
        .order_by(Account.name, col(Granted.role))
    )
    return tuple(
        GrantLine(
            grant_id=granted.id,
            account_id=granted.account_id,
            who=name,
            role=granted.role,
            advisory_id=granted.advisory_id,
            from_when=None if granted.effective_from is None else _in_zone(clock, granted.effective_from),
        )
        for granted, name in rows
    )


def _seconds(clock: Clock) -> int:
    return int(clock.now().timestamp())


def _in_zone(clock: Clock, seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).astimezone(clock.zone)
