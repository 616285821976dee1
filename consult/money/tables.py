"""What is owed and what was paid, in integer cents; neither who someone is nor what was said is here."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import Enum, LargeBinary, Uuid
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from consult.ids import AccountId, BoxId, RoundId


class MoneyTable(SQLModel, registry=registry()):
    """The root of this room's tables; its registry is its own."""


class HonorariumState(StrEnum):
    """Made at opening; given at Send or Stop; paid once at the desk, or void. Made and given both wait."""

    MADE = "made"
    GIVEN = "given"
    PAID = "paid"
    VOID = "void"


class LineKind(StrEnum):
    """What a line of the ledger says about a fund."""

    RECEIVED = "received"
    WITHDRAWN = "withdrawn"
    SET_ASIDE = "set aside"
    PUT_BACK = "put back"
    COUNTED = "counted"
    MADE = "made"
    PAID = "paid"
    VOID = "void"


def _text(kind: type[StrEnum]) -> Enum:
    return Enum(kind, native_enum=False, length=16, values_callable=lambda k: [one.value for one in k])


class Fund(MoneyTable, table=True):
    """A pot of money that rounds are paid from."""

    __tablename__ = "money_fund"
    __table_args__ = {"sqlite_with_rowid": False}

    id: UUID = Field(sa_type=Uuid, primary_key=True)
    name: str = Field(unique=True)


class SetAside(MoneyTable, table=True):
    """
    The money that waits for one box: seats (spares included) x amount.

    `minted` is the number of honoraria made from it. `counted` is the month of the box's count: from then
    on its codes are good for twelve months. `restored`: a backup was put back while it was open, so that codes
    may be out which this row's honoraria do not know of.
    """

    __tablename__ = "money_set_aside"
    __table_args__ = {"sqlite_with_rowid": False}

    box_id: BoxId = Field(sa_type=Uuid, primary_key=True)
    round_id: RoundId = Field(sa_type=Uuid, index=True)
    fund_id: UUID = Field(sa_type=Uuid)
    seats: int
    amount_cents: int
    minted: int = 0
    counted: str | None = Field(default=None, max_length=7)
    restored: bool = False

    @property
    def cents(self) -> int:
        """All that was set aside."""
        return self.seats * self.amount_cents


class Honorarium(MoneyTable, table=True):
    """
    What one seat is owed.

    `key` is an HMAC of the code under the pepper; the code itself is nowhere here. It knows its box until
    the count and its round after; a month only when it is paid and its round is counted.
    """

    __tablename__ = "money_honorarium"
    __table_args__ = {"sqlite_with_rowid": False}

    key: bytes = Field(sa_type=LargeBinary(32), primary_key=True)
    box_id: BoxId | None = Field(default=None, sa_type=Uuid, index=True)
    round_id: RoundId | None = Field(default=None, sa_type=Uuid, index=True)
    amount_cents: int
    state: HonorariumState = Field(default=HonorariumState.MADE, sa_type=_text(HonorariumState))
    month: str | None = Field(default=None, max_length=7)


class LastPaid(MoneyTable, table=True):
    """
    The one code a desk paid last, so that a lost line can be told "you have just paid this one".

    `desk` is an HMAC of the desk's session under the pepper; the next payment takes the place of this one.
    """

    __tablename__ = "money_last_paid"
    __table_args__ = {"sqlite_with_rowid": False}

    desk: bytes = Field(sa_type=LargeBinary(32), primary_key=True)
    honorarium: bytes = Field(sa_type=LargeBinary(32), index=True)


class Restore(MoneyTable, table=True):
    """
    A backup that was put back: the most that could be paid twice since, until finance accepts it.

    Desks pay nothing and no round goes on while one waits.
    """

    __tablename__ = "money_restore"
    __table_args__ = {"sqlite_with_rowid": False}

    id: UUID = Field(sa_type=Uuid, primary_key=True)
    cents: int
    accepted_by: AccountId | None = Field(default=None, sa_type=Uuid)


class LedgerLine(MoneyTable, table=True):
    """
    One thing that happened to a fund in a month. Lines are added, never changed.

    `id` is random, so that lines have no order. A line names no round and no box.
    """

    __tablename__ = "money_ledger_line"
    __table_args__ = {"sqlite_with_rowid": False}

    id: bytes = Field(sa_type=LargeBinary(16), primary_key=True)
    fund_id: UUID = Field(sa_type=Uuid, index=True)
    month: str = Field(max_length=7, index=True)
    kind: LineKind = Field(sa_type=_text(LineKind))
    count: int = 0
    cents: int
