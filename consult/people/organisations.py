"""Organisations, and what kind they are: the kind decides who may never read an answer or hold the desk."""

from sqlmodel import Session, col, select

from consult.actors import Actor, OrganisationKind, Role
from consult.errors import Missing
from consult.ids import AccountId
from consult.people import names
from consult.people.accounts import NameTaken
from consult.people.staff import Account, Granted, Organisation, OrganisationId


def add(session: Session, actor: Actor, name: str, kind: OrganisationKind) -> OrganisationId:
    """Make an organisation of a kind that never changes. An administrator's act; BadText, NameTaken."""
    actor.require(Role.ADMIN)
    known = names.public_name(name)
    folded = known.casefold()
    if any(other.casefold() == folded for other in session.exec(select(Organisation.name))):
        raise NameTaken
    organisation = Organisation(name=known, kind=kind)
    session.add(organisation)
    session.flush()
    return organisation.id


def every(session: Session) -> tuple[Organisation, ...]:
    """Give all organisations, by name."""
    return tuple(session.exec(select(Organisation).order_by(Organisation.name)))


def of_account(session: Session, account_id: AccountId) -> Organisation:
    """Give the organisation an account belongs to. Missing when there is no such account."""
    found = session.exec(
        select(Organisation)
        .join(Account, col(Account.organisation_id) == col(Organisation.id))
        .where(col(Account.id) == account_id)
    ).first()
    if found is None:
        raise Missing
    return found


def with_role(session: Session, role: Role) -> tuple[Organisation, ...]:
    """Give the organisations in which someone holds a role, by name."""
    held = (
        select(Account.organisation_id)
        .join(Granted, col(Granted.account_id) == col(Account.id))
        .where(col(Granted.role) == role, col(Account.switched_off).is_(False))
    )
    return tuple(session.exec(select(Organisation).where(col(Organisation.id).in_(held)).order_by(Organisation.name)))
