"""Cards and words are tried under the secret of each open box: nothing kept anywhere says whose they are."""

from dataclasses import dataclass

from sqlmodel import Session

from consult import tokens
from consult.box import boxes
from consult.box.tables import Box, Envelope
from consult.errors import ConsultError
from consult.house import House
from consult.ids import BoxId
from consult.keyring import KeyGone
from consult.people import seats
from consult.people.seats import Cell, InviteRefused
from consult.people.tables import Seat
from consult.rounds import approvals, parts
from consult.rounds.scripts import Script
from consult.tokens import InviteCode


class WordsRefused(ConsultError):
    """No kept place and no envelope answers to these words: one error for every reason."""

    sentence = "These words do not work here. Check each word."


@dataclass(frozen=True, slots=True)
class Found:
    """A card that was recognised: its box's secret, its seat, and the seat's opened cell."""

    secret: bytes
    seat: Seat
    cell: Cell
    box_id: BoxId


def by_card(house: House, session: Session, code: InviteCode) -> Found:
    """Try the code under the secret of each box that admits or pays."""
    secrets = {}
    for box in boxes.in_states(session, boxes.PAYS):
        try:
            secrets[box.id] = house.keyring.secret(box.id)
        except KeyGone:
            continue
    seat = seats.find(session, [tokens.seat_key(secret, code) for secret in secrets.values()])
    if seat is None:
        raise InviteRefused
    secret = secrets[seat.box_id]
    return Found(secret, seat, seats.opened_cell(secret, code, seat), seat.box_id)


def by_words(house: House, session: Session, words: str) -> tuple[Box, Envelope, bytes]:
    """Give the box that takes writes now, the envelope these words find in it, and the box secret; or WordsRefused."""
    open_boxes = {box.id: box for box in boxes.in_states(session, boxes.ADMITS)}
    secrets = {box_id: house.keyring.secret(box_id) for box_id in open_boxes}
    envelope = boxes.by_words(session, [tokens.words_key(secret, words) for secret in secrets.values()])
    if envelope is None:
        raise WordsRefused
    try:
        boxes.taking(session, envelope.box_id, house.clock)
    except boxes.BoxShut:
        raise WordsRefused from None
    return open_boxes[envelope.box_id], envelope, secrets[envelope.box_id]


def script_of(session: Session, seat: Seat, language: str = "en") -> Script:
    """Give the approved text of the part a seat belongs to, in this language where it was approved in it."""
    part = parts.in_box(session, seat.box_id, seat.advisory_id)
    return approvals.approved_script(session, part.id, language)
