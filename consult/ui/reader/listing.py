"""A list to choose from whose lines may change while one of them is chosen: the choice stays with what it means."""

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

One = TypeVar("One")
_WHOLE = ""


def choose(title: str, whole: str, names: Mapping[One, str], key: str) -> One | None:
    """Show a list that begins with `whole`, which stands for all; gives what is chosen, or None for all of it."""
    options: list[One | str] = [_WHOLE, *names]
    said = [whole, *names.values()]
    kept = st.session_state.get(key, _WHOLE)
    # Streamlit remembers a choice by its line; a line that says a new number would lose it. So each set of lines is a
    # list of its own, and begins where the last one stood.
    chosen = st.selectbox(
        title,
        options,
        index=options.index(kept) if kept in options else 0,
        format_func=lambda one: said[options.index(one)],
        key=f"{key}-{hash(tuple(said))}",
    )
    st.session_state[key] = chosen
    return None if isinstance(chosen, str) else chosen
