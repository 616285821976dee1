"""Sealed envelopes and drafts that wait for the count. No one can read what is in this room."""

from datetime import date
from enum import StrEnum

from sqlalchemy import LargeBinary, Uuid
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from consult.columns import words_of
from consult.ids import BoxId, RoundId


class BoxTable(SQLModel, registry=registry()):
    """The root of this room's tables; its registry is its own."""


class BoxState(StrEnum):
    """The life of a box. `sheet` waits until the card sheet is whole; nobody is admitted before."""

    APPROVED = "approved"
    SHEET = "sheet"
    OPEN = "open"
    PAUSED = "paused"
    COUNTING = "counting"
    COUNTED = "counted"
    PURGED = "purged"


class Box(BoxTable, table=True):
    """
    Where sealed answers of one advisory's part (or of a joint box) wait.

    `closes_on` is the present closing date, `earliest_close` the one the wraps are bound to.
    `envelope_bytes` is the one size all envelopes of the box have.
    """

    __tablename__ = "box_box"
    __table_args__ = {"sqlite_with_rowid": False}

    id: BoxId = Field(sa_type=Uuid, primary_key=True)
    round_id: RoundId = Field(sa_type=Uuid, index=True)
    state: BoxState = Field(default=BoxState.APPROVED, sa_type=words_of(BoxState))
    public_key: bytes = Field(sa_type=LargeBinary(32))
    text_hash: bytes = Field(sa_type=LargeBinary(32))
    seats: int
    envelope_bytes: int
    earliest_close: date
    closes_on: date
    latest_close: date

    @property
    def later(self) -> date | None:
        """The closing day, where it was moved from the approved one."""
        return self.closes_on if self.closes_on != self.earliest_close else None


class Envelope(BoxTable, table=True):
    """
    One sealed paper, blank or not; all of a box have one size.

    `key` comes from the invite code, `words_key` from private words (random bytes where none were asked for).
    """

    __tablename__ = "box_envelope"
    __table_args__ = {"sqlite_with_rowid": False}

    key: bytes = Field(sa_type=LargeBinary(32), primary_key=True)
    box_id: BoxId = Field(sa_type=Uuid, index=True)
    words_key: bytes = Field(sa_type=LargeBinary(32), unique=True)
    sealed: bytes = Field(sa_type=LargeBinary)


class Draft(BoxTable, table=True):
    """A kept place: found by the code, opened only by the private words, as large as an envelope."""

    __tablename__ = "box_draft"
    __table_args__ = {"sqlite_with_rowid": False}

    key: bytes = Field(sa_type=LargeBinary(32), primary_key=True)
    box_id: BoxId = Field(sa_type=Uuid, index=True)
    sealed: bytes = Field(sa_type=LargeBinary)
