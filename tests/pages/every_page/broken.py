"""A page that breaks in the middle, with a member's words in the error, in its run or in a button's act."""

import streamlit as st

SECRET = "kayla works at the glace bay drop-in"


def _break() -> None:
    raise RuntimeError(SECRET)


st.button("Press", on_click=_break)
if "press_only" not in st.query_params:
    _break()
