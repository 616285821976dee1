"""What could point to a person is shown where it was typed, and one tick says that it does not."""

import streamlit as st

from consult.ui import say
from consult.wording.identifiers import find


def points_to_nobody(text: str, key: str) -> bool:
    """Show each mark with its reason, and ask; nothing is shown where nothing is marked."""
    found = find(text)
    for mark in found:
        say.reason(text[mark.start : mark.end], mark.reason)
    return bool(found) and st.checkbox("I looked at this. It points to nobody.", key=key)
