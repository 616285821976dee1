"""Organisations, and what kind they are: the kind decides who may never read an answer or hold the desk."""

from sqlmodel import Session, select

from consult.actors import Actor, OrganisationKind, Role
from consult.people import names
from consult.people.accounts import NameTaken
from consult.people.staff import Organisation, OrganisationId


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
