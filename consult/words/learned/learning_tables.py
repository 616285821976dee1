"""What was learned from a reader's coding: proposals by ids and chances, kept before she decides, never a text."""

from enum import StrEnum

from sqlalchemy import LargeBinary, Uuid
from sqlmodel import Field

from consult.ids import AccountId, PartId, ThemeId
from consult.words.tables import WordsTable


class Met(StrEnum):
    """Whether a proposal was before a reader when she came to its answer; from then on it never changes."""

    NOT_YET = "not yet"
    SHOWN = "shown"
    KEPT_BACK = "kept back"


class Learning(WordsTable, table=True):
    """
    What the last learning of a part stood on.

    `coded` is how many answers it learned from, `agreement` the samples-F1 (0 to 1) with the reader's coding that
    cross-validation found, `path` which vectors made it.
    """

    __tablename__ = "words_learning"
    __table_args__ = {"sqlite_with_rowid": False}

    part_id: PartId = Field(sa_type=Uuid, primary_key=True)
    coded: int
    agreement: float
    path: str


class Proposal(WordsTable, table=True):
    """That themes, or none, are proposed for an answer; `place` is 0 for the one most useful to code next."""

    __tablename__ = "words_proposal"
    __table_args__ = {"sqlite_with_rowid": False}

    answer_id: bytes = Field(sa_type=LargeBinary(16), primary_key=True)
    part_id: PartId = Field(sa_type=Uuid, index=True)
    place: int
    met: str = Met.NOT_YET


class ProposedTheme(WordsTable, table=True):
    """One theme proposed for one answer, and how likely it was thought to stand there, 0 to 1."""

    __tablename__ = "words_proposed_theme"
    __table_args__ = {"sqlite_with_rowid": False}

    answer_id: bytes = Field(sa_type=LargeBinary(16), primary_key=True)
    theme_id: ThemeId = Field(sa_type=Uuid, primary_key=True)
    chance: float


class ProposalsOff(WordsTable, table=True):
    """That one reader of a part wants to see no proposals."""

    __tablename__ = "words_proposals_off"
    __table_args__ = {"sqlite_with_rowid": False}

    part_id: PartId = Field(sa_type=Uuid, primary_key=True)
    account_id: AccountId = Field(sa_type=Uuid, primary_key=True)
