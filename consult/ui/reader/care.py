"""A reader's care: what may be in there is said first, and a break is offered; nothing about her is kept."""

from collections import deque
from hashlib import sha256

import streamlit as st

from consult.rounds.scripts import Script
from consult.ui import guard, say
from consult.ui.reader import lines

_LAST, _IN_A_ROW = "care_last", "care_in_a_row"
_HELD = "reading_batch"
IN_A_ROW = 3
# Sign-ins that saw the notice, hashed, in this process alone: a page that is loaded anew does not ask again.
_SEEN: deque[bytes] = deque(maxlen=500)


def comes_first() -> bool:
    """
    Show the notice before the first batch of a visit, or the offer of a break after three batches in a row.

    True where one of them stands on the page and nothing else should. Kept in memory alone, and written nowhere.
    """
    _follow()
    # A place that is always there: were it to come and go, what is unfolded below would fold.
    with st.container():
        if _sign_in() not in _SEEN:
            _notice()
            return True
        if not st.session_state.get(_HELD) and st.session_state.get(_IN_A_ROW, 0) >= IN_A_ROW:
            _break()
            return True
    return False


def support(script: Script, contact: str) -> None:
    """Show, folded, whom a reader can turn to, and the way out."""
    with st.expander("Support for you, and a way out"):
        say.plain(
            "What you read can stay with you. That is no weakness. You can stop at any point, in the middle of a "
            "batch too: what you kept is kept, and nothing says how far you came."
        )
        if contact:
            say.plain(f"In the house you can talk with: {contact}. Talk about how it is for you, not what was said.")
        lines.show(script, "Help lines, for you too")
        say.link("Take a break", "/home")
        say.plain("Leave this site, top right, wipes this page at once. So does the Shift key, pressed three times.")


def _follow() -> None:
    held = st.session_state.get(_HELD)
    now = str(held[1]) if held else ""
    if now and now != st.session_state.get(_LAST):
        st.session_state[_IN_A_ROW] = st.session_state.get(_IN_A_ROW, 0) + 1
        st.session_state[_LAST] = now


def _sign_in() -> bytes:
    return sha256(guard.token().encode()).digest()


def _notice() -> None:
    say.subheading("Before you read")
    say.items(
        (
            "People answered in their own words. There may be harm, fear, anger and loss in there, and also ideas.",
            "It comes ten answers at a time. After three times ten a break is offered.",
            "Stopping is fine, at any point. What you kept is kept. Nobody counts how much you read, or how fast.",
            "Talk about how it is for you, with the other reader or with the person your round names.",
            "Whom you can talk with, and help lines for you too, stand under each answer.",
            "If someone may be in danger, or an answer names a person, there is a way to say so under each answer.",
        )
    )
    if st.button("I have read this. Go on", type="primary"):
        _SEEN.append(_sign_in())
        st.rerun()
    say.link("Not now", "/home")


def _break() -> None:
    say.subheading("Time for a break?")
    say.plain(
        "You read three batches in a row. You have done enough for now if you want. Stand up, look out of a window, "
        "drink something. Everything waits as you left it."
    )
    if st.button("Go on reading", type="primary"):
        st.session_state[_IN_A_ROW] = 0
        st.rerun()
    say.link("Stop for now", "/home")
