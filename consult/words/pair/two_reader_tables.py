"""What two readers chose for the same answers, each without seeing the other: by ids, never a text."""

from enum import StrEnum

from sqlalchemy import LargeBinary, UniqueConstraint, Uuid
from sqlmodel import Field

from consult.ids import AccountId, PartId, SampleId, ThemeId
from consult.words.tables import WordsTable


class SampleState(StrEnum):
    """Where a blind sample stands."""

    CODING = "coding"
    COMPARED = "compared"
    STOPPED = "stopped"


class Sample(WordsTable, table=True):
    """Answers to one question that both readers code on their own; `number` counts the samples of a part."""

    __tablename__ = "words_sample"
    __table_args__ = (UniqueConstraint("part_id", "number"), {"sqlite_with_rowid": False})

    id: SampleId = Field(sa_type=Uuid, primary_key=True)
    part_id: PartId = Field(sa_type=Uuid, index=True)
    question: str
    number: int
    state: str


class SampleReader(WordsTable, table=True):
    """One of the two who code a sample, and whether she is done."""

    __tablename__ = "words_sample_reader"
    __table_args__ = {"sqlite_with_rowid": False}

    sample_id: SampleId = Field(sa_type=Uuid, primary_key=True)
    part_id: PartId = Field(sa_type=Uuid, index=True)
    account_id: AccountId = Field(sa_type=Uuid, primary_key=True)
    done: bool = False


class SampleTheme(WordsTable, table=True):
    """One theme that both could choose: the codebook as it was when the sample began."""

    __tablename__ = "words_sample_theme"
    __table_args__ = {"sqlite_with_rowid": False}

    sample_id: SampleId = Field(sa_type=Uuid, primary_key=True)
    part_id: PartId = Field(sa_type=Uuid, index=True)
    theme_id: ThemeId = Field(sa_type=Uuid, primary_key=True)


class SampleAnswer(WordsTable, table=True):
    """One answer of a sample; `settled` when what both say of it stands in the shared coding."""

    __tablename__ = "words_sample_answer"
    __table_args__ = {"sqlite_with_rowid": False}

    sample_id: SampleId = Field(sa_type=Uuid, primary_key=True)
    answer_id: bytes = Field(sa_type=LargeBinary(16), primary_key=True)
    settled: bool = False


class BlindCoding(WordsTable, table=True):
    """What one reader chose for one answer of a sample: a theme, or NOTHING for "it says nothing"."""

    __tablename__ = "words_blind_coding"
    __table_args__ = {"sqlite_with_rowid": False}

    sample_id: SampleId = Field(sa_type=Uuid, primary_key=True)
    answer_id: bytes = Field(sa_type=LargeBinary(16), primary_key=True)
    account_id: AccountId = Field(sa_type=Uuid, primary_key=True)
    theme_id: ThemeId = Field(sa_type=Uuid, primary_key=True)
