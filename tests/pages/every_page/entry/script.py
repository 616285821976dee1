"""Registers every page for everyone, and two of its own: one that breaks, one that counts its runs in the session."""

import streamlit as st

from consult.ui import addresses, visit
from consult.ui.addresses import Screen


def _everything(_actor: object, _asked: frozenset[str]) -> tuple[Screen, ...]:
    own = (
        Screen("../tests/pages/every_page/broken.py", "broken", "Broken"),
        Screen("../tests/pages/every_page/counted.py", "counted", "Counted"),
    )
    return (*addresses.SCREENS, *own)


addresses.shown_to = _everything
visit.run()
st.session_state["runs"] = st.session_state.get("runs", 0) + 1
