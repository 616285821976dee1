"""Two opening phrases, one after the other, once: after she has written them down this program has them no more."""

import streamlit as st

from consult.tokens import OpeningPhrase
from consult.ui import say

_HELD = "approval_phrases"
_AT = "approval_phrase_at"
TITLES = ("Your opening phrase", "The phrase for paper")
YOURS = (
    "Write these six words down. They open the box after the round has closed. Nobody can find them again: not you, "
    "not us. Keep them where nobody looks for them."
)
FOR_PAPER = (
    "Write these six words on paper, apart from the first. Give it to a second steward of this advisory, or keep it "
    "away from where this program runs. Either phrase opens the box alone."
)
TEXTS = (YOURS, FOR_PAPER)


def hold(made: tuple[OpeningPhrase, OpeningPhrase]) -> None:
    """Keep both in this visit only, until each was written down."""
    st.session_state[_HELD] = made
    st.session_state[_AT] = 0


def are_held() -> bool:
    """Say whether a phrase still has to be written down."""
    return _HELD in st.session_state


def show() -> None:
    """Show the phrase whose turn it is, alone on the page."""
    at = int(st.session_state[_AT])
    say.subheading(TITLES[at])
    say.plain(TEXTS[at])
    say.pairs(st.session_state[_HELD][at])
    say.note("Do not close this page before. If you do, approve the text again: you get two new phrases.")
    st.button("I have written it down", type="primary", on_click=_next, key=f"written-{at}")


def _next() -> None:
    at = int(st.session_state[_AT]) + 1
    if at < len(TITLES):
        st.session_state[_AT] = at
        return
    del st.session_state[_HELD], st.session_state[_AT]
    st.session_state["approval_done"] = "Approved. When the money is set aside, the part can be opened."
