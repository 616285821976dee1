"""Who acts: an account's roles as bare values, so that a room can check them without knowing who anyone is."""

from dataclasses import dataclass
from enum import StrEnum

from consult.errors import NotAllowed
from consult.ids import AccountId, AdvisoryId


class Role(StrEnum):
    """The roles of the house. Members have none: they have no record anywhere."""

    AUTHOR = "author"
    STEWARD = "steward"
    READER = "reader"
    DESIGNER = "designer"
    FINANCE = "finance"
    DESK = "desk"
    FACILITATOR = "facilitator"
    ADMIN = "admin"


class OrganisationKind(StrEnum):
    """What an organisation is, for the rules on who may never read or pay."""

    COMMUNITY = "community"
    ADVISORY = "advisory"
    HEALTH = "health"
    EDUCATION = "education"
    HOUSING = "housing"
    GOVERNMENT = "government"
    POLICE = "police"
    PROSECUTION = "prosecution"
    COURT = "court"
    CHILD_PROTECTION = "child protection"
    FUNDER = "funder"


# Police, prosecution, courts, child welfare and funders may sit in the partnership. They must never be where
# a raw answer is read, opened or typed in, nor where a face meets a pay code (round.md, "Who").
BARRED_KINDS = frozenset(
    {
        OrganisationKind.POLICE,
        OrganisationKind.PROSECUTION,
        OrganisationKind.COURT,
        OrganisationKind.CHILD_PROTECTION,
        OrganisationKind.FUNDER,
    }
)
BARRED_ROLES = frozenset({Role.READER, Role.DESK, Role.STEWARD, Role.FACILITATOR})


def is_barred(kind: OrganisationKind, role: Role) -> bool:
    """Say whether people of this kind of organisation may never hold the role."""
    return kind in BARRED_KINDS and role in BARRED_ROLES


@dataclass(frozen=True, slots=True)
class Grant:
    """One role; a steward's names the advisory, the others' names none."""

    role: Role
    advisory_id: AdvisoryId | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person as the rooms see one: an id, roles, the kind of organisation, nothing else."""

    account_id: AccountId
    organisation_kind: OrganisationKind
    grants: frozenset[Grant]

    def holds(self, role: Role, advisory_id: AdvisoryId | None = None) -> bool:
        """Say whether the role is held (of this advisory, where one is named)."""
        return any(
            grant.role is role and (advisory_id is None or grant.advisory_id == advisory_id) for grant in self.grants
        )

    def require(self, role: Role, advisory_id: AdvisoryId | None = None) -> None:
        """Raise NotAllowed unless the role is held, and may be held by people of this kind of organisation."""
        if is_barred(self.organisation_kind, role) or not self.holds(role, advisory_id):
            raise NotAllowed

    def advisories(self) -> frozenset[AdvisoryId]:
        """Give the advisories this actor is a steward of."""
        return frozenset(g.advisory_id for g in self.grants if g.role is Role.STEWARD and g.advisory_id)
