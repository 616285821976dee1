"""One sitting of typing in: where it stands, in this visit's memory; a second press of a button does nothing."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from consult.errors import ConsultError
from consult.house import present
from consult.ids import PartId
from consult.paper_piles import Pile
from consult.papers import Paper
from consult.quiet import place_of
from consult.rounds.scripts import Script
from consult.tokens import PrivateWords
from consult.tries import Tries
from consult.ui import say
from consult.ui.member.walk import Walk

log = logging.getLogger("consult.ui.facilitator")
_KEY = "paper_sitting"
_AGAIN = "That did not work just now. Nothing was lost. Try again."


class At(StrEnum):
    """The steps of a sitting."""

    PARTS = "parts"
    WORDS = "words"
    PILE = "pile"
    FORM = "form"
    CHECK = "check"


@dataclass(frozen=True, slots=True, repr=False)
class Sitting:
    """
    Where it stands. It has no `repr`: it holds typed answers and codes until the pile is closed.

    `walk` is the form being typed, as a member's own pages would hold it; `before` the one on the pile it changes.
    """

    at: At = At.PARTS
    turn: int = 0
    part_id: PartId | None = None
    name: str = ""
    scripts: dict[str, Script] = field(default_factory=dict)
    words: PrivateWords | None = None
    pile: Pile = field(default_factory=Pile)
    walk: Walk | None = None
    before: Paper | None = None
    refusal: str = ""
    refusals: int = 0
    done: str = ""

    @property
    def open_words(self) -> PrivateWords:
        """The six words of the open pile."""
        if self.words is None:
            raise LookupError("no pile is open")
        return self.words

    @property
    def of_part(self) -> PartId:
        """The part whose pile is open."""
        if self.part_id is None:
            raise LookupError("no part was chosen")
        return self.part_id

    @property
    def form(self) -> Walk:
        """The form being typed."""
        if self.walk is None:
            raise LookupError("no form is being typed")
        return self.walk


Move = Callable[[Sitting], Sitting]


@dataclass(slots=True, repr=False)
class Here:
    """What one visit keeps: the sitting, and wrong tries at words and cards."""

    sitting: Sitting
    tries: Tries


def here() -> Here:
    """Give this visit's memory, new for a new visit."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Here(Sitting(), Tries(present().clock))
    kept: Here = st.session_state[_KEY]
    return kept


def afresh(sitting: Sitting, done: str = "") -> Sitting:
    """Close the pile here; only its six words bring it back."""
    return Sitting(turn=sitting.turn, done=done)


def press(label: str, move: Move, *, name: str, main: bool = False) -> None:
    """Show a button that makes a move, once; `name` tells the buttons of one page apart."""
    st.button(
        say.label(label),
        key=key(name),
        type="primary" if main else "secondary",
        on_click=tap,
        args=(move, here().sitting.turn),
        wrap=True,
    )


def form_press(label: str, move: Move, *, name: str) -> None:
    """Show the button of a form with one field; Enter does the same."""
    st.form_submit_button(say.label(label), key=key(name), on_click=tap, args=(move, here().sitting.turn))


def tap(move: Move, turn: int) -> None:
    """
    Make a move of this turn, or stay with one sentence and all that was typed.

    The memory is changed in place: between a door's answer and the note of it nothing can break in.
    """
    kept = here()
    if kept.sitting.turn != turn:
        return
    before = replace(kept.sitting, refusal="", done="")
    try:
        moved = move(before)
    except ConsultError as error:
        kept.sitting = _refused(before, error.sentence)
    except (SQLAlchemyError, OSError) as error:
        log.error("A press did not work: %s", place_of(error))  # noqa: TRY400 - its words may hold an answer
        kept.sitting = _refused(before, _AGAIN)
    else:
        kept.sitting = replace(moved, turn=turn + 1)


def _refused(sitting: Sitting, sentence: str) -> Sitting:
    return replace(sitting, refusal=sentence, refusals=sitting.refusals + 1)


def key(name: str) -> str:
    """Give the key of a field or button of this turn, so that a new page never shows an old field's words."""
    return f"paper.{name}.{here().sitting.turn}"


def typed(name: str) -> str:
    """Give what stands in a field of this turn."""
    return str(st.session_state.get(key(name)) or "")
