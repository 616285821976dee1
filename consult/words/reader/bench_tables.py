"""What the reader's bench keeps: answers in order of likeness and steps that can be undone, by ids, never a text."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import LargeBinary, UniqueConstraint, Uuid
from sqlmodel import Field

from consult.ids import AccountId, PartId, QuoteId, SortingId, StepId, ThemeId
from consult.words.tables import WordsTable

# Stands in the place of a theme where an answer was marked, or unmarked, as saying nothing.
NOTHING = ThemeId(UUID(int=0))


class SortingState(StrEnum):
    """Where a sorting stands. What is waiting is the whole queue."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Sorting(WordsTable, table=True):
    """
    The written answers to one question of a part, put in order of likeness.

    `number` counts the sortings of a question: the highest one that is done is the one in use. `progress` is 0 to 100.
    `path` says which vectors made it, `loose` that there were too few answers for groups to mean much. `trouble` is
    one of our own sentences, where it failed.
    """

    __tablename__ = "words_sorting"
    __table_args__ = (UniqueConstraint("part_id", "question", "number"), {"sqlite_with_rowid": False})

    id: SortingId = Field(sa_type=Uuid, primary_key=True)
    part_id: PartId = Field(sa_type=Uuid, index=True)
    question: str
    number: int
    resolution: float
    seed: int
    state: str
    progress: int = 0
    path: str = ""
    loose: bool = False
    trouble: str = ""


class SortedGroup(WordsTable, table=True):
    """One group of a sorting: its keywords, one a line, and in a word how sure it is."""

    __tablename__ = "words_sorted_group"
    __table_args__ = {"sqlite_with_rowid": False}

    sorting_id: SortingId = Field(sa_type=Uuid, primary_key=True)
    number: int = Field(primary_key=True)
    keywords: str = ""
    sureness: str


class Sorted(WordsTable, table=True):
    """
    One answer in a sorting: its place in the order of likeness, its group, how far it lies from the group's middle.

    `depth` counts from the middle outwards: 0 is the most central answer of its group. An answer that says nothing has
    no group, and stands last.
    """

    __tablename__ = "words_sorted"
    __table_args__ = {"sqlite_with_rowid": False}

    sorting_id: SortingId = Field(sa_type=Uuid, primary_key=True)
    answer_id: bytes = Field(sa_type=LargeBinary(16), primary_key=True)
    place: int
    group: int | None = None
    depth: int = 0


class Adopted(WordsTable, table=True):
    """A group that a reader made a theme of: its answers that are opened later come with the theme proposed."""

    __tablename__ = "words_adopted"
    __table_args__ = {"sqlite_with_rowid": False}

    sorting_id: SortingId = Field(sa_type=Uuid, primary_key=True)
    number: int = Field(primary_key=True)
    theme_id: ThemeId = Field(sa_type=Uuid, primary_key=True)
    step_id: StepId = Field(sa_type=Uuid, index=True)


class Step(WordsTable, table=True):
    """One act of one reader at one part, which she can undo; `number` counts her acts there."""

    __tablename__ = "words_step"
    __table_args__ = (UniqueConstraint("part_id", "account_id", "number"), {"sqlite_with_rowid": False})

    id: StepId = Field(sa_type=Uuid, primary_key=True)
    part_id: PartId = Field(sa_type=Uuid, index=True)
    account_id: AccountId = Field(sa_type=Uuid)
    number: int
    kind: str


class StepMove(WordsTable, table=True):
    """An answer that a step put under a theme (`added`) or took from it; NOTHING stands for "it says nothing"."""

    __tablename__ = "words_step_move"
    __table_args__ = {"sqlite_with_rowid": False}

    step_id: StepId = Field(sa_type=Uuid, primary_key=True)
    theme_id: ThemeId = Field(sa_type=Uuid, primary_key=True)
    answer_id: bytes = Field(sa_type=LargeBinary(16), primary_key=True)
    added: bool


class StepTheme(WordsTable, table=True):
    """A theme that a step wrote: the version before it (none where it was new), and after it."""

    __tablename__ = "words_step_theme"
    __table_args__ = {"sqlite_with_rowid": False}

    step_id: StepId = Field(sa_type=Uuid, primary_key=True)
    theme_id: ThemeId = Field(sa_type=Uuid, primary_key=True)
    before: int | None = None
    after: int


class StepQuote(WordsTable, table=True):
    """A quote that went along when its answer moved from one theme to another."""

    __tablename__ = "words_step_quote"
    __table_args__ = {"sqlite_with_rowid": False}

    step_id: StepId = Field(sa_type=Uuid, primary_key=True)
    quote_id: QuoteId = Field(sa_type=Uuid, primary_key=True)
    out_of: ThemeId = Field(sa_type=Uuid)
    into: ThemeId = Field(sa_type=Uuid)
