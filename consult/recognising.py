"""Cards and words are tried under the secret of each open box: nothing kept anywhere says whose they are."""

from dataclasses import dataclass

from sqlmodel import Session

from consult import tokens
from consult.box import boxes
from consult.box.tables import Envelope
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
    secrets = _secrets(house, session)
    seat = seats.find(session, [tokens.seat_key(secret, code) for secret in secrets.values()])
    if seat is None:
        raise InviteRefused
    secret = secrets[seat.box_id]
    return Found(secret, seat, seats.opened_cell(secret, code, seat), seat.box_id)


def by_words(house: House, session: Session, words: str) -> tuple[BoxId, Envelope, bytes]:
    """Give the box, open or paused, the envelope these words find in it, and the box secret; or WordsRefused."""
    secrets = _secrets(house, session)
    envelope = boxes.by_words(session, [tokens.words_key(secret, words) for secret in secrets.values()])
    if envelope is None:
        raise WordsRefused
    return envelope.box_id, envelope, secrets[envelope.box_id]


def script_of(session: Session, seat: Seat, language: str = "en") -> Script:
    """Give the approved text of the part a seat belongs to, in this language where it was approved in it."""
    part = parts.in_box(session, seat.box_id, seat.advisory_id)
    return approvals.approved_script(session, part.id, language)


def _secrets(house: House, session: Session) -> dict[BoxId, bytes]:
    """Give the secret of each box that admits or pays; a lost key folder stops its own box only."""
    secrets = {}
    for box in boxes.in_states(session, boxes.PAYS):
        try:
            secrets[box.id] = house.keyring.secret(box.id)
        except KeyGone:
            continue
    return secrets
