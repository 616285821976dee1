"""The people around a round, each with an account of her own, made as an administrator makes them."""

from dataclasses import dataclass

from argon2 import PasswordHasher

from consult import slow_hashes
from consult.actors import Actor, Grant, OrganisationKind, Role
from consult.house import House
from consult.ids import AdvisoryId
from consult.people import accounts, grants, organisations
from consult.people.staff import OrganisationId
from consult.rounds import advisories
from consult.rounds.tables import AdvisoryKind

PASSWORD = "lantern harbour window seven"


@dataclass(frozen=True)
class Staff:
    """One person for each role around one advisory, each with an account of her own."""

    admin: Actor
    author: Actor
    steward: Actor
    second_steward: Actor
    reader: Actor
    second_reader: Actor
    designer: Actor
    finance: Actor
    desk: Actor
    facilitator: Actor
    names: dict[str, str]


def cheapen_hashes() -> None:
    """Make slow hashes quick in this process: what a guess costs is measured by attack 11, not by every test."""
    slow_hashes.PHRASE_COST = (1, 64, 1)
    slow_hashes._PASSWORDS = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    slow_hashes._NOBODY = slow_hashes._PASSWORDS.hash("nobody")


def advisory(house: House, name: str = "Survivor advisory", kind: AdvisoryKind = AdvisoryKind.SURVIVOR) -> AdvisoryId:
    """Add an advisory."""
    with house.database.writing() as session:
        return advisories.add(session, name, kind)


def first_admin(house: House, name: str = "admin") -> Actor:
    """Make the first account, as `consult account add` does."""
    with house.database.writing() as session:
        return accounts.add_first(session, house.clock, name, accounts.hashed(PASSWORD), "The partnership")


def organisation(house: House, admin: Actor, name: str, kind: OrganisationKind) -> OrganisationId:
    """Add an organisation."""
    with house.database.writing() as session:
        return organisations.add(session, admin, name, kind)


def account(
    house: House, admin: Actor, name: str, organisation_id: OrganisationId, kind: OrganisationKind, *granted: Grant
) -> Actor:
    """Make an account with these roles and a password of its own; give it as the rooms see it once signed in."""
    kept = accounts.hashed(PASSWORD)
    with house.database.writing() as session:
        account_id = accounts.add(session, house.clock, admin, name, kept, organisation_id, must_change=False)
        for one in granted:
            grants.grant(session, house.clock, admin, account_id, one.role, one.advisory_id)
    return Actor(account_id, kind, frozenset(granted))


def staff(house: House, advisory_id: AdvisoryId, admin: Actor | None = None, mark: str = "") -> Staff:
    """Make an account for each role; `mark` tells the names of one set from those of another."""
    boss = admin or first_admin(house)
    kind = OrganisationKind.COMMUNITY
    home = organisation(house, boss, f"Drop-in{mark}", kind)
    roles = {
        "author": Grant(Role.AUTHOR),
        "steward": Grant(Role.STEWARD, advisory_id),
        "second_steward": Grant(Role.STEWARD, advisory_id),
        "reader": Grant(Role.READER),
        "second_reader": Grant(Role.READER),
        "designer": Grant(Role.DESIGNER),
        "finance": Grant(Role.FINANCE),
        "desk": Grant(Role.DESK),
        "facilitator": Grant(Role.FACILITATOR),
    }
    names = {role: f"{role.replace('_', '-')}{mark}" for role in roles}
    made = {role: account(house, boss, names[role], home, kind, granted) for role, granted in roles.items()}
    return Staff(admin=boss, names={**names, "admin": "admin"}, **made)
