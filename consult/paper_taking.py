"""A pile is taken up by who may type in its round, changed whole or not at all, and put down sealed."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from consult import paper_piles
from consult.actors import Actor
from consult.box import boxes, piles
from consult.box.pile_tables import PileRow
from consult.box.tables import Box, BoxState
from consult.envelopes import DoesNotOpen
from consult.errors import Refused
from consult.house import House
from consult.ids import BoxId, PartId
from consult.paper_piles import Pile, PileState
from consult.people.seats import InviteRefused, Standing
from consult.recognising import WordsRefused, by_card
from consult.rounds import approvals, parts, typists
from consult.rounds.scripts import Script
from consult.rounds.tables import Part
from consult.tokens import InviteCode, PrivateWords


class CardRefused(Refused):
    """
    The card is unknown, of another part, has sent before, or is in the pile already.

    One error for all four, so that typing in paper tells nobody what became of a card.
    """

    sentence = (
        "This card can not carry a form here. Check its code. It may be of another round, have sent before, or be in "
        "this pile already."
    )


class PileChanged(Refused):
    """The pile is not what the page showed: it was changed in another window, or is on its way."""

    sentence = "This pile has changed, in another window or because it is on its way. Look at it again."


class RoundPaused(Refused):
    """A steward paused the round while a pile waits."""

    sentence = "This round is paused. Your pile is kept. Send it when the round goes on."


class RoundShut(Refused):
    """The round has closed, is counted, or was never open: no form can be sent any more."""

    sentence = "This round takes no more answers. No form can be sent. Shred the papers."


@dataclass(frozen=True, slots=True, repr=False)
class Place:
    """Where a pile lies: part, box, and the text its forms answer."""

    part: Part
    box: Box
    script: Script


@dataclass(frozen=True, slots=True, repr=False)
class Taken:
    """A pile that was taken up, and what closes it again."""

    place: Place
    secret: bytes
    words: PrivateWords
    row: PileRow
    pile: Pile


def to_write(
    house: House, session: Session, actor: Actor, part_id: PartId, states: frozenset[BoxState] = boxes.PAYS
) -> Place:
    """Give the place under the lock that every Send holds. NotAllowed, RoundPaused or RoundShut."""
    return _place(session, actor, part_id, lambda part: boxes.taking(session, _box_id(part), house.clock, states))


def to_look(house: House, session: Session, actor: Actor, part_id: PartId) -> Place:
    """Give the place without a lock. NotAllowed or RoundShut."""
    return _place(
        session, actor, part_id, lambda part: boxes.looked_at(session, _box_id(part), house.clock, boxes.PAYS)
    )


def take(house: House, session: Session, place: Place, words: PrivateWords) -> Taken:
    """Take up the pile of these words. WordsRefused for every reason there is none."""
    secret = house.keyring.secret(place.box.id)
    row = piles.get(session, paper_piles.place_of(secret, words))
    if row is None:
        raise WordsRefused
    questions, size = place.script.questions, place.box.envelope_bytes
    try:
        pile = paper_piles.opened(secret, words, questions, size, row.sealed)
    except DoesNotOpen:
        raise WordsRefused from None
    return Taken(place, secret, words, row, pile)


def put_new(house: House, session: Session, place: Place, words: PrivateWords) -> None:
    """Put down an empty pile under new words."""
    secret = house.keyring.secret(place.box.id)
    sealed = paper_piles.closed(secret, words, place.script.questions, place.box.envelope_bytes, Pile())
    piles.add(session, PileRow(key=paper_piles.place_of(secret, words), box_id=place.box.id, sealed=sealed))


def put(session: Session, taken: Taken, pile: Pile) -> None:
    """Put another pile in the place of the one that was taken up. PileChanged when that one is not there any more."""
    questions, size = taken.place.script.questions, taken.place.box.envelope_bytes
    if not piles.swap(session, taken.row, paper_piles.closed(taken.secret, taken.words, questions, size, pile)):
        raise PileChanged


def changed(house: House, actor: Actor, part_id: PartId, words: PrivateWords, change: Callable[[Pile], Pile]) -> Pile:
    """Take a pile up, change it and put it down, in one transaction. PileChanged once it is on its way."""
    with house.database.writing() as session:
        taken = take(house, session, to_write(house, session, actor, part_id), words)
        if taken.pile.state is PileState.GOING:
            raise PileChanged
        after = change(taken.pile)
        put(session, taken, after)
        return after


def require_carries(house: House, session: Session, box: Box, code: InviteCode) -> None:
    """Raise CardRefused unless this card of this box can still send its one envelope."""
    try:
        found = by_card(house, session, code)
    except InviteRefused:
        raise CardRefused from None
    if found.box_id != box.id or found.cell.standing is Standing.SENT:
        raise CardRefused


def _place(session: Session, actor: Actor, part_id: PartId, box_of: Callable[[Part], Box]) -> Place:
    part = parts.part(session, part_id)
    typists.require_typist(session, actor, part)
    try:
        return Place(part, box_of(part), approvals.approved_script(session, part_id))
    except boxes.BoxPaused:
        raise RoundPaused from None
    except boxes.BoxShut:
        raise RoundShut from None


def _box_id(part: Part) -> BoxId:
    if part.box_id is None:
        raise boxes.BoxShut
    return part.box_id
