"""Accounts: a sign-in name, a slow hash, an organisation. Made, switched off, never merged, never borrowed."""

from sqlmodel import Session, col, select, update

from consult.actors import Actor, Grant, OrganisationKind, Role
from consult.clock import Clock, today
from consult.errors import Missing, Refused
from consult.ids import AccountId
from consult.people import grants, names, sign_in
from consult.people.staff import Account, Granted, Organisation, OrganisationId
from consult.slow_hashes import hash_password, password_fits


class NameTaken(Refused):
    """Another account or organisation has this name."""

    sentence = "That name is taken. Choose another one."


def any_yet(session: Session) -> bool:
    """Say whether there is any account."""
    return session.exec(select(Account.id).limit(1)).first() is not None


def add(
    session: Session,
    clock: Clock,
    actor: Actor,
    name: str,
    password: str,
    organisation_id: OrganisationId,
    *,
    must_change: bool = True,
) -> AccountId:
    """
    Make an account without any role. An administrator's act; raises NotAllowed, BadText, NameTaken, Missing.

    Its owner has to choose a password of her own before any role works.
    """
    actor.require(Role.ADMIN)
    if session.get(Organisation, organisation_id) is None:
        raise Missing
    return _insert(session, clock, name, password, organisation_id, must_change=must_change)


def add_first(session: Session, clock: Clock, name: str, password: str, organisation: str) -> Actor:
    """Make the first account, an administrator's, from the machine itself; Refused once there is any account."""
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


def new_first_password(session: Session, actor: Actor, account_id: AccountId, password: str) -> None:
    """
    Give another's account a first password and end its sessions. An administrator's act.

    A steward's grants then wait for another steward: whoever can reset a sign-in could otherwise become her.
    """
    actor.require(Role.ADMIN)
    if actor.account_id == account_id:
        raise Refused("Change your own password on its own page.")
    _set(session, account_id, password_hash=hash_password(names.password(password)), must_change=True)
    grants.rest(session, account_id)
    sign_in.end_all(session, account_id)


def change_password(session: Session, account_id: AccountId, old: str, new: str) -> None:
    """Change one's own password, knowing the old one, and end every session. Raises Refused, BadText."""
    account = session.get(Account, account_id)
    if account is None or not password_fits(account.password_hash, old):
        raise Refused("The old password is not right. Nothing was changed.")
    known = names.password(new)
    if known == names.password(old):
        raise Refused("The new password is the old one. Choose another.")
    _set(session, account_id, password_hash=hash_password(known), must_change=False)
    sign_in.end_all(session, account_id)


def must_change(session: Session, account_id: AccountId) -> bool:
    """Say whether the account still has a password that someone else gave it."""
    account = session.get(Account, account_id)
    return account is not None and account.must_change


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
    session: Session, clock: Clock, name: str, password: str, organisation_id: OrganisationId, *, must_change: bool
) -> AccountId:
    known = names.sign_in_name(name)
    if session.exec(select(Account.id).where(Account.name == known)).first() is not None:
        raise NameTaken
    account = Account(
        name=known,
        password_hash=hash_password(names.password(password)),
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
