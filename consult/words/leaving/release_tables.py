"""What stands beside a release: drafts that went back to members, what a steward held, and what was taken back."""

from sqlalchemy import Uuid
from sqlmodel import Field

from consult.ids import AccountId, PartId, ReleaseId, ThemeId
from consult.words.tables import WordsTable


class MemberCheck(WordsTable, table=True):
    """
    Draft themes on their way back to members, or a steward's reason why they do not go.

    `draft` is canonical JSON, a list of `{"title", "text"}`, as a reader signed it; empty where none was signed.
    `agreed_by` is the steward who let it go; `reason` is printed in the release, as is `engagement`: a steward's
    note of who was asked, and how. `masked`: words that were masked since stand in the round of the check, and no
    steward looked at it yet.
    """

    __tablename__ = "words_member_check"
    __table_args__ = {"sqlite_with_rowid": False}

    part_id: PartId = Field(sa_type=Uuid, primary_key=True)
    draft: str = ""
    reader_id: AccountId | None = Field(default=None, sa_type=Uuid)
    agreed_by: AccountId | None = Field(default=None, sa_type=Uuid)
    reason: str = ""
    reason_by: AccountId | None = Field(default=None, sa_type=Uuid)
    engagement: str = ""
    masked: bool = False


class HeldTheme(WordsTable, table=True):
    """A theme that a steward keeps back while the others may go on, and why, in a sentence for the readers."""

    __tablename__ = "words_held_theme"
    __table_args__ = {"sqlite_with_rowid": False}

    theme_id: ThemeId = Field(sa_type=Uuid, primary_key=True)
    part_id: PartId = Field(sa_type=Uuid, index=True)
    because: str
    steward_id: AccountId = Field(sa_type=Uuid)


class Carried(WordsTable, table=True):
    """Which theme of the codebook stands under which number of a release: one theme, taken back everywhere."""

    __tablename__ = "words_carried"
    __table_args__ = {"sqlite_with_rowid": False}

    release_id: ReleaseId = Field(sa_type=Uuid, primary_key=True)
    number: int = Field(primary_key=True)
    theme_id: ThemeId = Field(sa_type=Uuid, index=True)


class Told(WordsTable, table=True):
    """
    The limits of numbers that a withdrawn release had printed about one question, without a word of it.

    Whoever read them still knows them, so the gate goes on counting with them. No page and no export shows them.
    """

    __tablename__ = "words_told"
    __table_args__ = {"sqlite_with_rowid": False}

    release_id: ReleaseId = Field(sa_type=Uuid, primary_key=True)
    question: str = Field(primary_key=True)
    limits: str
