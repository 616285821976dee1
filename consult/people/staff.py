"""Who works here: organisations, accounts, what was granted to them, who is signed in, and what they did."""

from datetime import date
from typing import NewType
from uuid import UUID

from sqlalchemy import BigInteger, Column, LargeBinary, UniqueConstraint, Uuid
from sqlmodel import Field

from consult.actors import OrganisationKind, Role
from consult.columns import words_of
from consult.ids import AccountId, AdvisoryId, RoundId, new_id
from consult.people.base import PeopleTable

OrganisationId = NewType("OrganisationId", UUID)
GrantId = NewType("GrantId", UUID)
ActId = NewType("ActId", UUID)


class Organisation(PeopleTable, table=True):
    """A group that people work for. Its kind never changes: a new kind is a new organisation."""

    __tablename__ = "people_organisation"
    __table_args__ = {"sqlite_with_rowid": False}

    id: OrganisationId = Field(default_factory=new_id, sa_type=Uuid, primary_key=True)
    name: str = Field(unique=True)
    kind: OrganisationKind = Field(sa_column=Column(words_of(OrganisationKind), nullable=False))


class Account(PeopleTable, table=True):
    """
    A sign-in name and a slow hash. No real name, mail address or phone is asked for or kept.

    `must_change`: someone else knows the password. Until it is changed, the account holds no role.
    `reads_from` (Unix seconds): no role of a reader works before it, after an administrator changed the sign-in.
    It stays with the account, so that taking the role away and giving it anew does not shorten it.
    """

    __tablename__ = "people_account"
    __table_args__ = {"sqlite_with_rowid": False}

    id: AccountId = Field(default_factory=new_id, sa_type=Uuid, primary_key=True)
    name: str = Field(unique=True)
    password_hash: str
    organisation_id: OrganisationId = Field(sa_type=Uuid, foreign_key="people_organisation.id")
    switched_off: bool = False
    must_change: bool = False
    reads_from: int | None = Field(default=None, sa_type=BigInteger)
    added_on: date


class Granted(PeopleTable, table=True):
    """
    A role that an account was given.

    A steward's names her advisory. `effective_from` (Unix seconds) is empty until it is confirmed, and lies
    72 hours after that where the grant has to rest; before it the role does not exist for any screen.
    """

    __tablename__ = "people_grant"
    __table_args__ = (
        UniqueConstraint("account_id", "role", "advisory_id"),
        {"sqlite_with_rowid": False},
    )

    id: GrantId = Field(default_factory=new_id, sa_type=Uuid, primary_key=True)
    account_id: AccountId = Field(sa_type=Uuid, foreign_key="people_account.id", index=True)
    role: Role = Field(sa_column=Column(words_of(Role), nullable=False))
    advisory_id: AdvisoryId | None = Field(default=None, sa_type=Uuid, index=True)
    granted_by: AccountId | None = Field(default=None, sa_type=Uuid)
    confirmed_by: AccountId | None = Field(default=None, sa_type=Uuid)
    effective_from: int | None = Field(default=None, sa_type=BigInteger)


class PaperCode(PeopleTable, table=True):
    """
    A recovery code on paper, for an advisory whose other stewards are gone. Works once.

    `key` is SHA-256 of 75 random bits; the code is shown once and kept nowhere.
    """

    __tablename__ = "people_paper_code"
    __table_args__ = {"sqlite_with_rowid": False}

    key: bytes = Field(sa_type=LargeBinary(32), primary_key=True)
    advisory_id: AdvisoryId = Field(sa_type=Uuid, index=True)
    made_by: AccountId = Field(sa_type=Uuid, foreign_key="people_account.id")


class SignedIn(PeopleTable, table=True):
    """One live sign-in. `key` is SHA-256 of the cookie's 32 random bytes; the cookie is kept nowhere."""

    __tablename__ = "people_session"
    __table_args__ = {"sqlite_with_rowid": False}

    key: bytes = Field(sa_type=LargeBinary(32), primary_key=True)
    account_id: AccountId = Field(sa_type=Uuid, foreign_key="people_account.id", index=True)
    seen_at: int = Field(sa_type=BigInteger)


class Act(PeopleTable, table=True):
    """Who did what, and when (Unix seconds). Never what was read, written or said. No account: the program did it."""

    __tablename__ = "people_act"
    __table_args__ = {"sqlite_with_rowid": False}

    id: ActId = Field(default_factory=new_id, sa_type=Uuid, primary_key=True)
    at: int = Field(sa_type=BigInteger, index=True)
    account_id: AccountId | None = Field(default=None, sa_type=Uuid, foreign_key="people_account.id")
    act: str
    round_id: RoundId | None = Field(default=None, sa_type=Uuid, index=True)
    advisory_id: AdvisoryId | None = Field(default=None, sa_type=Uuid, index=True)
