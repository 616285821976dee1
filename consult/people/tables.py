"""Who works here, and the seats that hold the right to answer. No word of an answer is in this room."""

from sqlalchemy import LargeBinary, Uuid
from sqlmodel import Field

from consult.ids import AdvisoryId, BoxId
from consult.people.base import PeopleTable
from consult.people.staff import Account, Act, Granted, Organisation, PaperCode, SignedIn

__all__ = ["Account", "Act", "Granted", "Organisation", "PaperCode", "PeopleTable", "Seat", "SignedIn"]


class Seat(PeopleTable, table=True):
    """
    The right to answer once.

    `key` is an HMAC of the invite code under the box secret; `sealed` is one cell of fixed size that only
    code and box secret together can read. No column says entered, stopped or sent.
    """

    __tablename__ = "people_seat"
    __table_args__ = {"sqlite_with_rowid": False}

    key: bytes = Field(sa_type=LargeBinary(32), primary_key=True)
    box_id: BoxId = Field(sa_type=Uuid, index=True)
    advisory_id: AdvisoryId = Field(sa_type=Uuid)
    sealed: bytes = Field(sa_type=LargeBinary)
