"""What a reader did at an answer beside sorting it, and what stands on a theme: never a word of what was said."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import LargeBinary, Uuid
from sqlmodel import Field

from consult.ids import AccountId, PartId, StepId, ThemeId
from consult.words.tables import WordsTable


class ActKind(StrEnum):
    """The three acts at a raw answer (round.md, "Reading")."""

    DANGER = "danger"
    NAMES = "names"
    ASIDE = "aside"


class AnswerAct(WordsTable, table=True):
    """
    That one of the three acts was begun at an answer, by which reader, and how far it is. No text of anyone.

    `reason` is one of our own words: why it was set aside, or what was decided about a danger. `is_listed`: the
    reader went through the list. `steward_id` is who was told, or who agreed. `answer_id` is shown to nobody
    else, and forgotten when a danger is dealt with.
    """

    __tablename__ = "words_answer_act"
    __table_args__ = {"sqlite_with_rowid": False}

    id: UUID = Field(sa_type=Uuid, primary_key=True)
    part_id: PartId = Field(sa_type=Uuid, index=True)
    kind: str
    answer_id: bytes | None = Field(default=None, sa_type=LargeBinary(16))
    reader_id: AccountId = Field(sa_type=Uuid)
    reason: str = ""
    is_listed: bool = False
    steward_id: AccountId | None = Field(default=None, sa_type=Uuid)


class Agreement(WordsTable, table=True):
    """One account's "I agree with this theme", of exactly these words: another version has to be agreed anew."""

    __tablename__ = "words_agreement"
    __table_args__ = {"sqlite_with_rowid": False}

    theme_id: ThemeId = Field(sa_type=Uuid, primary_key=True)
    version: int = Field(primary_key=True)
    account_id: AccountId = Field(sa_type=Uuid, primary_key=True)


class ThemeOrigin(WordsTable, table=True):
    """That a theme was split from another one, or took another one in, and in which version; kept as its history."""

    __tablename__ = "words_theme_origin"
    __table_args__ = {"sqlite_with_rowid": False}

    theme_id: ThemeId = Field(sa_type=Uuid, primary_key=True)
    other_id: ThemeId = Field(sa_type=Uuid, primary_key=True)
    step_id: StepId = Field(sa_type=Uuid, primary_key=True)
    version: int
    kind: str


class ThemeTag(WordsTable, table=True):
    """One tag on one theme. Tags stand on themes and on nothing else: no person, no answer, no quote (THEME-02)."""

    __tablename__ = "words_theme_tag"
    __table_args__ = {"sqlite_with_rowid": False}

    theme_id: ThemeId = Field(sa_type=Uuid, primary_key=True, foreign_key="words_theme.id", ondelete="CASCADE")
    family: str = Field(primary_key=True)
    tag: str = Field(primary_key=True)


class TagsAllowed(WordsTable, table=True):
    """That a steward allows one family of tags on the themes of a part. Without a row they are off."""

    __tablename__ = "words_tags_allowed"
    __table_args__ = {"sqlite_with_rowid": False}

    part_id: PartId = Field(sa_type=Uuid, primary_key=True)
    family: str = Field(primary_key=True)
    steward_id: AccountId = Field(sa_type=Uuid)


class HardReview(WordsTable, table=True):
    """That a steward looked again at the questions of a part of which one in five said "too hard"."""

    __tablename__ = "words_hard_review"
    __table_args__ = {"sqlite_with_rowid": False}

    part_id: PartId = Field(sa_type=Uuid, primary_key=True)
    steward_id: AccountId = Field(sa_type=Uuid)
