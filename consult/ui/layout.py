"""The frame of every page: a neutral title and icon, one calm column, nothing that tells a passer-by where this is."""

from pathlib import Path

import streamlit as st

from consult.house import present
from consult.ui import say

ICON = Path(__file__).resolve().parents[1] / "web" / "static" / "icon.png"


def frame(*, staff: bool) -> None:
    """Frame this run's page; a member's has one column of 34 rem and no menu, a staff page is wider."""
    st.set_page_config(
        page_title=present().settings.site_title,
        page_icon=str(ICON),
        layout="wide" if staff else "centered",
        initial_sidebar_state="auto" if staff else "collapsed",
        menu_items={"Get help": None, "Report a bug": None, "About": None},
    )


def staff_page(title: str) -> None:
    """Show the heading of a staff page. The browser's tab keeps the neutral title."""
    say.heading(title)
