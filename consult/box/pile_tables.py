"""Typed paper forms that wait sealed until five or more of them leave. No one can read what is in this table."""

from sqlalchemy import LargeBinary, Uuid
from sqlmodel import Field

from consult.box.tables import BoxTable
from consult.ids import BoxId


class PileRow(BoxTable, table=True):
    """One pile: found and opened only by six words, and of one size however many forms are in it."""

    __tablename__ = "box_pile"
    __table_args__ = {"sqlite_with_rowid": False}

    key: bytes = Field(sa_type=LargeBinary(32), primary_key=True)
    box_id: BoxId = Field(sa_type=Uuid, index=True)
    sealed: bytes = Field(sa_type=LargeBinary)
