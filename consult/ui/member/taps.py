"""What a tap does: one move, once. A second tap on the same button does nothing, and a failed one loses nothing."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from consult.errors import ConsultError
from consult.house import House, present
from consult.quiet import place_of
from consult.tries import Tries
from consult.ui import say
from consult.ui.member.texts import text
from consult.ui.member.walk import Walk
from consult.ui.member.ways import refused

log = logging.getLogger("consult.ui.member")

Move = Callable[[Walk], Walk]
Door = Callable[[House, Tries, Walk, str], Walk]


@dataclass(slots=True, repr=False)
class Here:
    """What one visit keeps in memory: where she stands, and her wrong tries."""

    walk: Walk
    tries: Tries


def here() -> Here:
    """Give this visit's memory, new for a new visit."""
    if "walk" not in st.session_state:
        st.session_state["walk"] = Here(Walk(), Tries(present().clock))
    kept: Here = st.session_state["walk"]
    return kept


def button(key: str, move: Move, *, main: bool = False, quiet: bool = False, said: str = "", tag: str = "") -> None:
    """
    Show a button with the sentence `key`; a tap makes the move.

    `main` buttons are filled, `quiet` ones are only underlined. `said` stands for the sentence where it has
    facts in it; `tag` tells buttons of one page apart that say the same.
    """
    walk = here().walk
    st.button(
        say.label(said or text(key)),
        key=f"{key}.{walk.turn}.{tag}",
        type="primary" if main else "tertiary" if quiet else "secondary",
        on_click=tap,
        args=(move, walk.turn),
        width="content" if quiet else "stretch",
        wrap=True,
    )


def form_button(key: str, move: Move) -> None:
    """Show the one button of a form; a tap or Enter makes the move."""
    walk = here().walk
    st.form_submit_button(
        say.label(text(key)),
        key=f"{key}.{walk.turn}",
        type="primary",
        on_click=tap,
        args=(move, walk.turn),
        width="stretch",
    )


def tap(move: Move, turn: int) -> None:
    """
    Make a move of this turn, or stay with one sentence.

    The memory is one object that is changed in place: between a door's answer and the note of it nothing can
    break in, so a sent answer is always known to be sent.
    """
    kept = here()
    if kept.walk.turn != turn:
        return
    before = replace(kept.walk, refusal="")
    try:
        moved = move(before)
    except ConsultError as error:
        kept.walk = refused(before, error.sentence)
    except (SQLAlchemyError, OSError) as error:
        log.error("A tap did not work: %s", place_of(error))  # noqa: TRY400 - its words may hold an answer
        kept.walk = refused(before, text("again"))
    else:
        kept.walk = replace(moved, turn=turn + 1)


def field(name: str) -> str:
    """Give the key of a field of this turn, so that a new page never shows an old field's words."""
    return f"field.{name}.{here().walk.turn}"


def typed(key: str) -> str:
    """Give what stands in a field now."""
    return str(st.session_state.get(key) or "")
