"""What waits in a pile of typed paper forms, and the one sealed form in which it waits: of one size, always."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from consult import papers
from consult.envelopes import close_cell, derived_key, open_cell
from consult.errors import Refused
from consult.papers import Paper
from consult.rounds.scripts import Question
from consult.tokens import LENGTH, InviteCode, PrivateWords

MOST_FORMS = 20
MARK_SIGNS = 32
_PLACE = b"pile place"
_LABEL = b"pile"
_HEAD = 3
_CARD = LENGTH + MARK_SIGNS


class PileFull(Refused):
    """A pile has room for so many forms and cards; more begin another pile."""

    sentence = f"A pile holds {MOST_FORMS} forms. Send this one, then begin another."


class PileState(IntEnum):
    """Being typed; on its way, when each form has its card; or what is left of one that went."""

    TYPING = 0
    GOING = 1
    LEFT = 2


@dataclass(frozen=True, slots=True, repr=False)
class Card:
    """A card that will carry one form, and the random mark by which its envelope is known until the pile has left."""

    code: InviteCode
    mark: PrivateWords


@dataclass(frozen=True, slots=True, repr=False)
class Pile:
    """
    Typed forms, and cards to carry them. It has no `repr`: it holds answers and codes.

    While it is typed nothing ties a form to a card; form and card of one place go together once it is on its way.
    """

    forms: tuple[Paper, ...] = ()
    cards: tuple[Card, ...] = ()
    state: PileState = PileState.TYPING


def place_of(secret: bytes, words: PrivateWords) -> bytes:
    """Give the 32 bytes a pile lies under: nothing without the six words and the box secret together."""
    return derived_key(secret, words, _PLACE)


def closed(secret: bytes, words: PrivateWords, questions: Sequence[Question], size: int, pile: Pile) -> bytes:
    """
    Seal a pile under six words. `size` is the bytes of one envelope of the box; the sealed pile has room for 20.

    PileFull when there are more. TooLong when a form does not fit its questions.
    """
    if max(len(pile.forms), len(pile.cards)) > MOST_FORMS:
        raise PileFull
    head = bytes([pile.state, len(pile.forms), len(pile.cards)])
    forms = b"".join(papers.to_bytes(questions, papers.fit(questions, form), size) for form in pile.forms)
    cards = "".join(card.code + card.mark for card in pile.cards).encode()
    content = head + forms.ljust(MOST_FORMS * size, b"\0") + cards.ljust(MOST_FORMS * _CARD, b"\0")
    return close_cell(derived_key(secret, words, _LABEL), content, place_of(secret, words))


def opened(secret: bytes, words: PrivateWords, questions: Sequence[Question], size: int, sealed: bytes) -> Pile:
    """Open a pile again. DoesNotOpen when words or secret are not the ones it was sealed under."""
    content = open_cell(derived_key(secret, words, _LABEL), sealed, place_of(secret, words))
    state, many_forms, many_cards = content[:_HEAD]
    forms = (content[_HEAD + at * size : _HEAD + (at + 1) * size] for at in range(many_forms))
    listed = content[_HEAD + MOST_FORMS * size :].decode("ascii")
    cards = (listed[at * _CARD : (at + 1) * _CARD] for at in range(many_cards))
    return Pile(
        forms=tuple(papers.from_bytes(questions, form) for form in forms),
        cards=tuple(Card(InviteCode(one[:LENGTH]), PrivateWords(one[LENGTH:])) for one in cards),
        state=PileState(state),
    )
