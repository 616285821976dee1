"""What those who asked keep beside their answers: drafts, whom they asked, what they took along."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import LargeBinary, Uuid
from sqlmodel import Field

from consult.ids import AccountId, AdvisoryId, PartId, ReleaseId, RoundId
from consult.words.tables import WordsTable


class HandedState(StrEnum):
    """Where a theme stands that was called another's."""

    ASKED = "asked"
    TAKEN = "taken"
    REFUSED = "refused"


class AccessState(StrEnum):
    """Where a request stands. What was not granted is not given."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"


class Drafted(WordsTable, table=True):
    """A draft of a decision that waits for a role, inside one organisation. It is no answer. Days as ISO 8601."""

    __tablename__ = "words_drafted"
    __table_args__ = {"sqlite_with_rowid": False}

    release_id: ReleaseId = Field(sa_type=Uuid, primary_key=True)
    theme: int = Field(primary_key=True)
    verdict: str
    reason: str
    owner: str
    due_on: str
    weighed: str
    read_first: str
    asks: UUID | None = Field(default=None, sa_type=Uuid)
    waits_for: str
    drafted_on: str
    account_id: AccountId = Field(sa_type=Uuid)
    organisation_id: UUID | None = Field(default=None, sa_type=Uuid)


class Handed(WordsTable, table=True):
    """
    A theme that one decision called another organisation's, and what that one said.

    `version` is the decision's. `due_on` is the day by which it answers, once it took the theme up.
    """

    __tablename__ = "words_handed"
    __table_args__ = {"sqlite_with_rowid": False}

    release_id: ReleaseId = Field(sa_type=Uuid, primary_key=True)
    theme: int = Field(primary_key=True)
    version: int = Field(primary_key=True)
    organisation_id: UUID = Field(sa_type=Uuid, index=True)
    organisation: str
    state: str
    handed_on: str
    reason: str = ""
    due_on: str = ""
    account_id: AccountId | None = Field(default=None, sa_type=Uuid)


class Exported(WordsTable, table=True):
    """What was taken along of one release, in which form, by whom and what for."""

    __tablename__ = "words_exported"
    __table_args__ = {"sqlite_with_rowid": False}

    id: bytes = Field(sa_type=LargeBinary(16), primary_key=True)
    release_id: ReleaseId = Field(sa_type=Uuid, index=True)
    themes: str
    form: str
    purpose: str
    exported_on: str
    account_id: AccountId = Field(sa_type=Uuid)


class Access(WordsTable, table=True):
    """
    A request to bring one release before a body on a day, and the steward's word on it.

    The default is no: only `granted` gives anything, for that release, that body and that day. Days as ISO 8601.
    """

    __tablename__ = "words_access"
    __table_args__ = {"sqlite_with_rowid": False}

    id: bytes = Field(sa_type=LargeBinary(16), primary_key=True)
    release_id: ReleaseId = Field(sa_type=Uuid, index=True)
    round_id: RoundId = Field(sa_type=Uuid)
    part_id: PartId = Field(sa_type=Uuid)
    advisory_id: AdvisoryId = Field(sa_type=Uuid, index=True)
    body: str
    meets_on: str
    purpose: str
    benefit: str
    people: str
    ends_on: str
    state: str
    because: str = ""
    asked_by: AccountId = Field(sa_type=Uuid)
    steward_id: AccountId | None = Field(default=None, sa_type=Uuid)
