"""One press, one act: it is done and said once, or refused in one sentence with nothing changed."""

from collections.abc import Callable

import streamlit as st

from consult.errors import ConsultError
from consult.ui import say

_DONE = "admin_done"


def tell(where: str = "") -> None:
    """Say what the last press did, once, in the part of the page where it was pressed."""
    # A place that is always there: were it to come and go, what is unfolded below would fold.
    with st.container():
        if done := st.session_state.pop(f"{_DONE}_{where}", None):
            say.done(done)


def attempt(act: Callable[[], str], where: str = "") -> None:
    """Run the act and show the page anew with the sentence it gives; a refusal is shown where it happened."""
    try:
        done = act()
    except ConsultError as refused:
        say.refusal(refused)
        return
    st.session_state[f"{_DONE}_{where}"] = done
    st.rerun()
