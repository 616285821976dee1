"""What was said. Nothing here can name, date or order who said it."""

from sqlalchemy import Uuid
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from consult.ids import AdvisoryId, RoundId


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

    id: bytes = Field(primary_key=True)
    round_id: RoundId = Field(sa_type=Uuid, index=True)
    advisory_id: AdvisoryId | None = Field(default=None, sa_type=Uuid)
    question: str
    kind: str
    words: str = ""
    option: int | None = None
    quotable: bool = False
