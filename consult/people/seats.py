"""The right to answer once: found by a code, and readable by no one without code and box secret together."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from operator import attrgetter

from sqlalchemy import insert
from sqlmodel import Session, col, delete, select, update

from consult.database import lock
from consult.envelopes import DoesNotOpen, close_cell, derived_key, open_cell
from consult.errors import ConsultError
from consult.ids import AdvisoryId, BoxId
from consult.people.tables import Seat
from consult.tokens import LENGTH, HonorariumCode, InviteCode, seat_key

_LABEL = b"seat cell"


class Standing(IntEnum):
    """How far a card has come. Only the cell knows, and only the card opens the cell."""

    FRESH = 0
    STOPPED = 1
    SENT = 2


class InviteRefused(ConsultError):
    """
    The invite is unknown, spent, or for a closed round.

    One error for all three, so that guessing teaches nothing.
    """

    sentence = "This code does not work here. Check each group, or ask the person who gave you the card."


@dataclass(frozen=True, slots=True)
class Cell:
    """What a seat holds, always 18 bytes: pay code, standing, and whether the member has the pay code."""

    pay: HonorariumCode
    standing: Standing = Standing.FRESH
    has_it: bool = False

    def to_bytes(self) -> bytes:
        """Give the 18 bytes."""
        return self.pay.encode() + bytes([self.standing, self.has_it])

    @classmethod
    def from_bytes(cls, content: bytes) -> "Cell":
        """Read the 18 bytes."""
        return cls(HonorariumCode(content[:LENGTH].decode()), Standing(content[LENGTH]), bool(content[LENGTH + 1]))


def new_seat(secret: bytes, code: InviteCode, cell: Cell, box_id: BoxId, advisory_id: AdvisoryId) -> Seat:
    """Make the row of a new seat; the code itself is kept nowhere."""
    key = seat_key(secret, code)
    return Seat(key=key, box_id=box_id, advisory_id=advisory_id, sealed=closed_cell(secret, code, cell))


def add(session: Session, seats: Sequence[Seat]) -> None:
    """Write seats in the order of their random keys, so that the order of writing says nothing."""
    rows = [seat.model_dump() for seat in sorted(seats, key=attrgetter("key"))]
    session.connection().execute(insert(Seat), rows)


def find(session: Session, keys: Sequence[bytes]) -> Seat | None:
    """Give the one seat that lies under any of these keys."""
    return session.exec(select(Seat).where(col(Seat.key).in_(keys))).first()


def closed_cell(secret: bytes, code: InviteCode, cell: Cell) -> bytes:
    """Seal a cell, with a new nonce at each write."""
    return close_cell(derived_key(secret, code, _LABEL), cell.to_bytes(), seat_key(secret, code))


def opened_cell(secret: bytes, code: InviteCode, seat: Seat) -> Cell:
    """Open the cell of a seat. InviteRefused when it was tampered with."""
    try:
        return Cell.from_bytes(open_cell(derived_key(secret, code, _LABEL), seat.sealed, seat.key))
    except DoesNotOpen:
        raise InviteRefused from None


def hold(session: Session, seat: Seat) -> None:
    """Hold a seat as it was read until the commit. InviteRefused when it changed meanwhile."""
    unchanged = select(Seat).where(col(Seat.key) == seat.key, col(Seat.sealed) == seat.sealed)
    if lock(session, unchanged).first() is None:
        raise InviteRefused


def swap(session: Session, seat: Seat, sealed: bytes) -> None:
    """Put a new cell in the place of the one that was read, in one statement. InviteRefused when it changed."""
    spent = session.exec(
        update(Seat).where(col(Seat.key) == seat.key, col(Seat.sealed) == seat.sealed).values(sealed=sealed),
        execution_options={"synchronize_session": False},
    )
    if spent.rowcount != 1:
        raise InviteRefused


def remove_all(session: Session, box_id: BoxId) -> None:
    """Delete every seat of a box: after its count, or when its sheet is made anew."""
    session.exec(delete(Seat).where(col(Seat.box_id) == box_id))
