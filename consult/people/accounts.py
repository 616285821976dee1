"""Accounts: a sign-in name, a slow hash, an organisation. Made, switched off, never merged, never borrowed."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import Session, col, select, update

from consult.actors import Actor, Grant, OrganisationKind, Role
from consult.clock import Clock, today
from consult.database import Database
from consult.errors import Missing, Refused
from consult.ids import AccountId
from consult.people import acts, grants, names, sign_in
from consult.people.staff import Account, Granted, Organisation, OrganisationId
from consult.rounds import assignments
from consult.slow_hashes import hash_password, password_fits


class NameTaken(Refused):
    """Another account or organisation has this name."""

    sentence = "That name is taken. Choose another one."


@dataclass(frozen=True, slots=True)
class HashedPassword:
    """A password as it is kept: Argon2id, encoded."""

    encoded: str


@dataclass(frozen=True, slots=True)
class NewPassword:
    """A password that was checked: as the account's hash was then, and as it will be."""

    was: str
    encoded: str


def hashed(password: str) -> HashedPassword:
    """
    Hash a password that keeps to the rules; BadText otherwise.

    A slow hash, so before any transaction: under the write lock every member's Send would wait for it.
    """
    return HashedPassword(hash_password(names.password(password)))


def any_yet(session: Session) -> bool:
    """Say whether there is any account."""
    return session.exec(select(Account.id).limit(1)).first() is not None


def add(
    session: Session,
    clock: Clock,
    actor: Actor,
    name: str,
    password: HashedPassword,
    organisation_id: OrganisationId,
    *,
    must_change: bool = True,
) -> AccountId:
    """
    Make an account without any role. An administrator's act; raises NotAllowed, BadText, NameTaken, Missing.

    `password` comes from `hashed`, made before the transaction. Its owner has to choose a password of her own
    before any role works.
    """
    actor.require(Role.ADMIN)
    if session.get(Organisation, organisation_id) is None:
        raise Missing
    return _insert(session, clock, name, password, organisation_id, must_change=must_change)


def add_first(session: Session, clock: Clock, name: str, password: HashedPassword, organisation: str) -> Actor:
    """
    Make the first account, an administrator's, from the machine itself; Refused once there is any account.

    `password` comes from `hashed`, made before the transaction.
    """
    if any_yet(session):
        raise Refused("There is an account already. Its administrator makes the others, on the page Accounts.")
    home = Organisation(name=names.public_name(organisation), kind=OrganisationKind.COMMUNITY)
    session.add(home)
    session.flush()
    account_id = _insert(session, clock, name, password, home.id, must_change=False)
    now = int(clock.now().timestamp())
    session.add(Granted(account_id=account_id, role=Role.ADMIN, effective_from=now))
    return Actor(account_id, home.kind, frozenset({Grant(Role.ADMIN)}))


def switch_off(session: Session, actor: Actor, account_id: AccountId) -> None:
    """Switch an account off and end its sessions at once. The last administrator stays."""
    actor.require(Role.ADMIN)
    if account_id == actor.account_id:
        raise Refused("You can not switch off your own account. Another administrator can.")
    _set(session, account_id, switched_off=True)
    sign_in.end_all(session, account_id)


def switch_on(session: Session, actor: Actor, account_id: AccountId) -> None:
    """Switch an account on again, with a steward's grants waiting for confirmation once more."""
    actor.require(Role.ADMIN)
    _set(session, account_id, switched_off=False)
    grants.rest(session, account_id)


def new_first_password(
    session: Session, clock: Clock, actor: Actor, account_id: AccountId, password: HashedPassword
) -> None:
    """
    Give another's account a first password (from `hashed`) and end its sessions. An administrator's act.

    Whoever can reset a sign-in could otherwise become her: a steward's grants then wait for another steward, a
    reader's role rests 72 hours, and the stewards of each round she reads find it in their log.
    """
    actor.require(Role.ADMIN)
    if actor.account_id == account_id:
        raise Refused("Change your own password on its own page.")
    rested = int(clock.now().timestamp()) + grants.REST_HOURS * grants.SECONDS_AN_HOUR
    _set(session, account_id, password_hash=password.encoded, must_change=True, reads_from=rested)
    grants.rest(session, account_id)
    for round_id in assignments.rounds_read_by(session, account_id):
        acts.record(session, clock, actor, "gave a reader a new first password; she reads after 72 hours", round_id)
    sign_in.end_all(session, account_id)


def checked(database: Database, account_id: AccountId, old: str, new: str) -> NewPassword:
    """
    Check one's old password and hash the new one; Refused when it is wrong or the same, BadText for a new one.

    Two slow hashes, so before any transaction: nobody's Send or sign-in waits for them.
    """
    with database.reading() as session:
        account = session.get(Account, account_id)
        kept = account.password_hash if account else None
    if kept is None or not password_fits(kept, old):
        raise Refused("The old password is not right. Nothing was changed.")
    known = names.password(new)
    if known == names.password(old):
        raise Refused("The new password is the old one. Choose another.")
    return NewPassword(kept, hash_password(known))


def change_password(session: Session, account_id: AccountId, change: NewPassword) -> None:
    """Change one's own password to what `checked` gave, and end every session. Refused when it changed meanwhile."""
    changed = session.exec(
        update(Account)
        .where(col(Account.id) == account_id, col(Account.password_hash) == change.was)
        .values(password_hash=change.encoded, must_change=False)
    )
    if changed.rowcount != 1:
        raise Refused("Your password was changed meanwhile. Sign in again.")
    sign_in.end_all(session, account_id)


def must_change(session: Session, account_id: AccountId) -> bool:
    """Say whether the account still has a password that someone else gave it."""
    account = session.get(Account, account_id)
    return account is not None and account.must_change


def reads_from(session: Session, clock: Clock, account_id: AccountId) -> datetime | None:
    """Give the moment until which the account's role of a reader rests; None when it does not, or is not held."""
    account = session.get(Account, account_id)
    if account is None or account.reads_from is None or account.reads_from <= clock.now().timestamp():
        return None
    if not grants.is_reader(session, account_id):
        return None
    return datetime.fromtimestamp(account.reads_from, UTC).astimezone(clock.zone)


def every(session: Session, actor: Actor) -> tuple[tuple[Account, Organisation], ...]:
    """Give all accounts with their organisations, by name, to an administrator."""
    actor.require(Role.ADMIN)
    rows = session.exec(
        select(Account, Organisation)
        .join(Organisation, col(Organisation.id) == col(Account.organisation_id))
        .order_by(Account.name)
    )
    return tuple((account, organisation) for account, organisation in rows)


def names_of(session: Session, account_ids: frozenset[AccountId]) -> dict[AccountId, str]:
    """Give the sign-in names behind ids, for screens that say who holds a role."""
    rows = session.exec(select(Account.id, Account.name).where(col(Account.id).in_(account_ids)))
    return {AccountId(account_id): name for account_id, name in rows}


def _insert(
    session: Session,
    clock: Clock,
    name: str,
    password: HashedPassword,
    organisation_id: OrganisationId,
    *,
    must_change: bool,
) -> AccountId:
    known = names.sign_in_name(name)
    if session.exec(select(Account.id).where(Account.name == known)).first() is not None:
        raise NameTaken
    account = Account(
        name=known,
        password_hash=password.encoded,
        organisation_id=organisation_id,
        added_on=today(clock),
        must_change=must_change,
    )
    session.add(account)
    session.flush()
    return account.id


def _set(session: Session, account_id: AccountId, **values: object) -> None:
    changed = session.exec(update(Account).where(col(Account.id) == account_id).values(**values))
    if changed.rowcount != 1:
        raise Missing
