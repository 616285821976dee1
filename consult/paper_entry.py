"""The door for paper: typed forms wait sealed, and five or more leave at once, mixed, as envelopes like all others."""

from collections.abc import Sequence
from dataclasses import replace
from random import SystemRandom
from secrets import token_hex
from typing import TypeVar

from consult import intake, paper_taking, tokens
from consult.actors import Actor, Role
from consult.box import boxes, piles
from consult.errors import Refused
from consult.house import House
from consult.ids import PartId
from consult.paper_piles import MARK_SIGNS, Card, Pile, PileState
from consult.paper_taking import CardRefused, PileChanged, RoundPaused, RoundShut, Taken
from consult.papers import Paper
from consult.people import acts
from consult.people.seats import InviteRefused
from consult.rounds import assignments
from consult.tokens import InviteCode, PrivateWords

FEWEST_FORMS = 5
_TRIES_A_CARD = 3
_Thing = TypeVar("_Thing")


class TooFewForms(Refused):
    """Fewer than five forms: of one, two or three, somebody who saw them handed in could tell the envelopes."""

    def __init__(self, forms: int) -> None:
        """Say how many are there; nothing of them is lost."""
        here = "1 form waits" if forms == 1 else f"{forms} forms wait"
        super().__init__(f"A pile leaves with {FEWEST_FORMS} forms at least. {here} here. Nothing is lost.")


def begin(house: House, actor: Actor, part_id: PartId) -> PrivateWords:
    """Begin an empty pile and give its six words; nothing keeps them. Who types goes on record for the round."""
    words = PrivateWords(tokens.new_words())
    with house.database.writing() as session:
        place = paper_taking.to_write(house, session, actor, part_id)
        round_id, advisory_id = place.part.round_id, place.part.advisory_id
        assignments.take_on(session, round_id, actor.account_id, Role.FACILITATOR)
        # Here, and never where a pile leaves: that line would lie beside its envelopes and say that five are in.
        acts.record(session, house.clock, actor, "began to type in paper forms", round_id, advisory_id)
        paper_taking.put_new(house, session, place, words)
    return words


def take_up(house: House, actor: Actor, part_id: PartId, words_text: str) -> tuple[PrivateWords, Pile]:
    """Come back to a pile with its six words. MistypedWords or WordsRefused when they do not fit."""
    words = PrivateWords(tokens.read_words(words_text))
    with house.database.reading() as session:
        place = paper_taking.to_look(house, session, actor, part_id)
        return words, paper_taking.take(house, session, place, words).pile


def add_form(house: House, actor: Actor, part_id: PartId, words: PrivateWords, form: Paper) -> Pile:
    """Put one typed form on the pile. PileFull, or TooLong, with nothing changed."""
    return paper_taking.changed(house, actor, part_id, words, lambda pile: replace(pile, forms=(*pile.forms, form)))


def change_form(
    house: House, actor: Actor, part_id: PartId, words: PrivateWords, before: Paper, after: Paper | None
) -> Pile:
    """Put another form in the place of one, or take it away (None). PileChanged when it is not there any more."""

    def change(pile: Pile) -> Pile:
        return replace(pile, forms=_swapped(pile.forms, before, () if after is None else (after,)))

    return paper_taking.changed(house, actor, part_id, words, change)


def add_card(house: House, actor: Actor, part_id: PartId, words: PrivateWords, code_text: str) -> Pile:
    """Put the card of someone who handed in a form to the pile. MistypedCode; CardRefused for every other reason."""
    code = InviteCode(tokens.read_code(code_text))
    card = Card(code, PrivateWords(token_hex(MARK_SIGNS // 2)))
    with house.database.reading() as session:
        place = paper_taking.to_look(house, session, actor, part_id)
        paper_taking.require_carries(house, session, place.box, code)

    def change(pile: Pile) -> Pile:
        if code in {one.code for one in pile.cards}:
            raise CardRefused
        return replace(pile, cards=(*pile.cards, card))

    return paper_taking.changed(house, actor, part_id, words, change)


def remove_card(house: House, actor: Actor, part_id: PartId, words: PrivateWords, card: Card) -> Pile:
    """Take a card away from the pile; it stays good. PileChanged when it is not there any more."""
    return paper_taking.changed(
        house, actor, part_id, words, lambda pile: replace(pile, cards=_swapped(pile.cards, card, ()))
    )


def throw_away(house: House, actor: Actor, part_id: PartId, words: PrivateWords) -> None:
    """Delete a pile unsent; its cards stay good. PileChanged once it is on its way."""
    with house.database.writing() as session:
        place = paper_taking.to_write(house, session, actor, part_id)
        taken = paper_taking.take(house, session, place, words)
        if taken.pile.state is PileState.GOING:
            raise PileChanged
        piles.remove(session, taken.row.key)


def send(house: House, actor: Actor, part_id: PartId, words: PrivateWords) -> Pile:
    """
    Mix the forms, give each one of the cards by lot, and send each as its card's envelope.

    Gives what is left: nothing, or forms whose card was used elsewhere at that moment; they wait to leave with others.
    Killed in the middle, the next call goes on, and no form is sent twice. TooFewForms, CardRefused, RoundPaused,
    RoundShut or a plain Refused come before anything is sent.
    """
    going = _set_out(house, actor, part_id, words)
    pairs = zip(going.pile.forms, going.pile.cards, strict=True)
    try:
        left = tuple(form for form, card in pairs if not _went(house, going.secret, card, form))
    except boxes.BoxPaused:
        raise RoundPaused from None
    except boxes.BoxShut:
        raise RoundShut from None
    return _arrived(house, going, left)


def _set_out(house: House, actor: Actor, part_id: PartId, words: PrivateWords) -> Taken:
    """Note, before the first envelope, which form goes with which card: a second call goes on with the same."""
    with house.database.writing() as session:
        place = paper_taking.to_write(house, session, actor, part_id, boxes.ADMITS)
        taken = paper_taking.take(house, session, place, words)
        if taken.pile.state is PileState.GOING:
            return taken
        _require_whole(taken.pile)
        for card in taken.pile.cards:
            paper_taking.require_carries(house, session, place.box, card.code)
        mixed = Pile(_shuffled(taken.pile.forms), _shuffled(taken.pile.cards), PileState.GOING)
        paper_taking.put(session, taken, mixed)
        return replace(taken, pile=mixed)


def _went(house: House, secret: bytes, card: Card, form: Paper) -> bool:
    """Send one form through the members' own door; False when its card was used elsewhere meanwhile."""
    for _ in range(_TRIES_A_CARD):
        try:
            intake.send(house, card.code, form, card.mark)
        except intake.AlreadySent:
            break
        except InviteRefused:
            # Its holder pressed something at that moment; the card itself may still be good.
            continue
        return True
    with house.database.reading() as session:
        return boxes.by_words(session, [tokens.words_key(secret, card.mark)]) is not None


def _arrived(house: House, going: Taken, left: tuple[Paper, ...]) -> Pile:
    with house.database.writing() as session:
        row = piles.get(session, going.row.key)
        # Nothing there: a second press was faster, and all of it is sent.
        if row is None or not left:
            piles.remove(session, going.row.key)
            return Pile()
        rest = Pile(left, (), PileState.LEFT)
        paper_taking.put(session, replace(going, row=row), rest)
        return rest


def _require_whole(pile: Pile) -> None:
    forms, cards = len(pile.forms), len(pile.cards)
    # What is left of a pile that went too: one form, with one card of somebody's choice, would say whose it is.
    if forms < FEWEST_FORMS:
        raise TooFewForms(forms)
    if forms != cards:
        raise Refused(f"Each form needs one card. Here are {forms} forms and {cards} cards. Nothing was sent.")


def _swapped(things: Sequence[_Thing], before: _Thing, after: Sequence[_Thing]) -> tuple[_Thing, ...]:
    if before not in things:
        raise PileChanged
    at = things.index(before)
    return (*things[:at], *after, *things[at + 1 :])


def _shuffled(things: Sequence[_Thing]) -> tuple[_Thing, ...]:
    mixed = list(things)
    SystemRandom().shuffle(mixed)
    return tuple(mixed)
