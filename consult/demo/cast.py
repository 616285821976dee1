"""Who is in the demo: one account for each role, each in an organisation of its kind."""

from dataclasses import dataclass

from consult.actors import Actor, OrganisationKind, Role
from consult.house import House
from consult.ids import AccountId, AdvisoryId
from consult.people import accounts, grants, organisations, sign_in
from consult.rounds import advisories
from consult.tokens import new_words

_PEOPLE: tuple[tuple[str, str, Role], ...] = (
    ("author", "YWCA Halifax", Role.AUTHOR),
    ("reader-one", "Peer workers", Role.READER),
    ("reader-two", "YWCA Halifax", Role.READER),
    ("designer", "Halifax Regional Police", Role.DESIGNER),
    ("finance", "YWCA Halifax", Role.FINANCE),
    ("desk", "Peer workers", Role.DESK),
    ("facilitator", "Peer workers", Role.FACILITATOR),
)
_STEWARDS = ("steward", "steward-indigenous", "steward-ans", "steward-2slgbtq")
_KINDS = {
    "Peer workers": OrganisationKind.COMMUNITY,
    "Advisories": OrganisationKind.ADVISORY,
    "Halifax Regional Police": OrganisationKind.POLICE,
}


@dataclass(frozen=True, slots=True)
class Cast:
    """The accounts by sign-in name, their one password, and the four advisories in their order."""

    ids: dict[str, AccountId]
    password: str
    advisory_ids: tuple[AdvisoryId, ...]

    def actor(self, house: House, name: str) -> Actor:
        """Sign one of them in and give who it is to the doors."""
        with house.database.writing() as session:
            token = sign_in.begin(session, house.clock, self.ids[name])
            found = sign_in.actor(session, house.clock, token)
            sign_in.sign_out(session, token)
        return found

    def roles(self) -> tuple[tuple[str, str], ...]:
        """Give each sign-in name with its role in words."""
        stewards = tuple((name, "steward") for name in _STEWARDS)
        return (("admin", "administrator"), *((name, role.value) for name, _, role in _PEOPLE), *stewards)


def gather(house: House) -> Cast:
    """Make the advisories, organisations, accounts and grants, as an administrator would."""
    password = "-".join(new_words().split()[:3])
    kept = accounts.hashed(password)
    with house.database.writing() as session:
        advisory_ids = advisories.add_defaults(session)
        admin = accounts.add_first(session, house.clock, "admin", kept, "YWCA Halifax")
        homes = {home.name: home.id for home in organisations.every(session)}
        for name, kind in _KINDS.items():
            homes[name] = organisations.add(session, admin, name, kind)
        ids = {"admin": admin.account_id}
        for name, home, role in _PEOPLE:
            ids[name] = accounts.add(session, house.clock, admin, name, kept, homes[home], must_change=False)
            grants.grant(session, house.clock, admin, ids[name], role)
        for name, advisory_id in zip(_STEWARDS, advisory_ids, strict=True):
            ids[name] = accounts.add(session, house.clock, admin, name, kept, homes["Advisories"], must_change=False)
            grants.grant(session, house.clock, admin, ids[name], Role.STEWARD, advisory_id)
    return Cast(ids, password, advisory_ids)
