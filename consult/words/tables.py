"""What was said, and what was made of it. Nothing here can name, date or order who said it."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import LargeBinary, UniqueConstraint, Uuid
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from consult.ids import AccountId, AdvisoryId, BatchId, HeapId, PartId, QuoteId, ReleaseId, RoundId, ThemeId

AnswerId = bytes


class WordsTable(SQLModel, registry=registry()):
    """The root of this room's tables; its registry is its own."""


class Answer(WordsTable, table=True):
    """
    What was said to one question: words, or one option, or what "other" was.

    `id` is random and made at the count; rows were written in order of it. `advisory_id` is empty in a
    joint box. `quotable` is kept only where k or more allow it, and shown only at the clearing of one answer.
    """

    __tablename__ = "words_answer"
    __table_args__ = {"sqlite_with_rowid": False}

    id: bytes = Field(sa_type=LargeBinary(16), primary_key=True)
    round_id: RoundId = Field(sa_type=Uuid, index=True)
    advisory_id: AdvisoryId | None = Field(default=None, sa_type=Uuid)
    question: str
    kind: str
    words: str = ""
    option: int | None = None
    quotable: bool = False


class Heap(WordsTable, table=True):
    """How many people said anything in one counted box; printed only as a range ("5 to 9")."""

    __tablename__ = "words_heap"
    __table_args__ = {"sqlite_with_rowid": False}

    id: HeapId = Field(sa_type=Uuid, primary_key=True)
    round_id: RoundId = Field(sa_type=Uuid, index=True)
    advisory_id: AdvisoryId | None = Field(default=None, sa_type=Uuid)
    people: int


class Batch(WordsTable, table=True):
    """Ten answers to one question at most, opened together; `number` counts the batches of the question."""

    __tablename__ = "words_batch"
    __table_args__ = (UniqueConstraint("part_id", "question", "number"), {"sqlite_with_rowid": False})

    id: BatchId = Field(sa_type=Uuid, primary_key=True)
    part_id: PartId = Field(sa_type=Uuid, index=True)
    question: str
    number: int


class Opened(WordsTable, table=True):
    """One answer and the batch it was opened in; `blank` when a reader found that it says nothing."""

    __tablename__ = "words_opened"
    __table_args__ = {"sqlite_with_rowid": False}

    answer_id: bytes = Field(sa_type=LargeBinary(16), primary_key=True)
    batch_id: BatchId = Field(sa_type=Uuid, index=True)
    blank: bool = False


class ThemeKind(StrEnum):
    """A theme proper, or one line of "Other things we heard"."""

    THEME = "theme"
    OTHER = "other"


class Theme(WordsTable, table=True):
    """
    What a reader made of answers, in words written fresh. A dropped one stays in the history.

    `masked`: it said words that were masked in an answer, so they were masked here too, and it has to be written anew.
    """

    __tablename__ = "words_theme"
    __table_args__ = {"sqlite_with_rowid": False}

    id: ThemeId = Field(sa_type=Uuid, primary_key=True)
    part_id: PartId = Field(sa_type=Uuid, index=True)
    kind: str
    title: str
    text: str
    views_differ: str = ""
    version: int = 1
    cleared: bool = False
    dropped: bool = False
    masked: bool = False


class ThemeVersion(WordsTable, table=True):
    """How a theme stood after each change, and which account changed it. What was masked since is masked here too."""

    __tablename__ = "words_theme_version"
    __table_args__ = {"sqlite_with_rowid": False}

    theme_id: ThemeId = Field(sa_type=Uuid, primary_key=True)
    version: int = Field(primary_key=True)
    title: str
    text: str
    views_differ: str = ""
    dropped: bool = False
    masked: bool = False
    account_id: AccountId = Field(sa_type=Uuid)


class Coding(WordsTable, table=True):
    """One answer under one theme; an answer may stand under several."""

    __tablename__ = "words_coding"
    __table_args__ = {"sqlite_with_rowid": False}

    answer_id: bytes = Field(sa_type=LargeBinary(16), primary_key=True)
    theme_id: ThemeId = Field(sa_type=Uuid, primary_key=True, index=True)


class Quote(WordsTable, table=True):
    """Exact words that a member allows us to use; they leave only once a second person cleared them."""

    __tablename__ = "words_quote"
    __table_args__ = {"sqlite_with_rowid": False}

    id: QuoteId = Field(sa_type=Uuid, primary_key=True)
    part_id: PartId = Field(sa_type=Uuid, index=True)
    theme_id: ThemeId = Field(sa_type=Uuid)
    answer_id: bytes = Field(sa_type=LargeBinary(16))
    text: str
    asked_by: AccountId = Field(sa_type=Uuid)
    cleared_by: AccountId | None = Field(default=None, sa_type=Uuid)


class ReleaseState(StrEnum):
    """Where a release stands. What was released never changes again."""

    PROPOSED = "proposed"
    HELD = "held"
    RELEASED = "released"


class Release(WordsTable, table=True):
    """
    A themed summary given out: frozen and numbered.

    `content` is canonical JSON, written at the proposal and once more, with its number, at the release.
    """

    __tablename__ = "words_release"
    __table_args__ = {"sqlite_with_rowid": False}

    id: ReleaseId = Field(sa_type=Uuid, primary_key=True)
    round_id: RoundId = Field(sa_type=Uuid, index=True)
    part_id: PartId = Field(sa_type=Uuid, index=True)
    state: str
    number: int | None = Field(default=None, unique=True)
    content: str
    held_because: str = ""
    reader_id: AccountId = Field(sa_type=Uuid)
    steward_id: AccountId | None = Field(default=None, sa_type=Uuid)


class Decision(WordsTable, table=True):
    """
    What an owner does about a theme: yes, partly, no, not ours; why; by when. Changes are kept.

    `owner`, `weighed` (theme numbers such as "3.1") and `read_first` (roles that read the summary) are one a line.
    `decided_on` is the public day of the answer; it is staff's own, and nothing of a member hangs on it.
    """

    __tablename__ = "words_decision"
    __table_args__ = {"sqlite_with_rowid": False}

    release_id: ReleaseId = Field(sa_type=Uuid, primary_key=True)
    theme: int = Field(primary_key=True)
    version: int = Field(primary_key=True)
    verdict: str
    reason: str
    owner: str
    by_when: str  # a day as ISO 8601 writes it: a promise, not a time of anything done
    account_id: AccountId = Field(sa_type=Uuid)
    weighed: str = ""
    read_first: str = ""
    decided_on: str = ""
    organisation_id: UUID | None = Field(default=None, sa_type=Uuid)  # whose answer it is; older ones bear none
