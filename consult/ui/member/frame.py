"""Each page begins at its top and ends with the same help; a lost line is said in words, and Leave leaves."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from consult.ui.member.texts import text
from consult.ui.member.walk import Walk

_SCRIPTS = Path(__file__).parents[1] / "scripts"
_PLACE = st.components.v2.component("place", js=(_SCRIPTS / "place.js").read_text(), isolate_styles=False)
_PAPER = st.components.v2.component(
    "paper",
    html='<button type="button" class="print"></button>',
    js=(_SCRIPTS / "paper.js").read_text(),
    isolate_styles=False,
)
_AWAY = st.components.v2.component("away", js=(_SCRIPTS / "away.js").read_text(), isolate_styles=False)


def begin(walk: Walk, name: str) -> None:
    """Tell the browser which page this is: a new one starts at its top, with its heading read out."""
    said = {kind: text(f"line.{kind}") for kind in ("lost", "back", "again", "wait")}
    arrive(f"{name}.{walk.at}.{walk.refusals}", walk.turn, said)


def arrive(place: str, turn: int, said: Mapping[str, str]) -> None:
    """Do so for any page that goes step by step; `said` holds what to say of the line: lost, back, again, wait."""
    context = get_script_run_ctx()
    visit = context.session_id if context else ""
    _PLACE(key="place", data={"place": place, "turn": turn, "visit": visit, **said}, height=1)


def prints() -> None:
    """Show "Print this page"."""
    _PAPER(key="paper", data={"said": text("print")})


def away() -> None:
    """Do what Leave does, right now."""
    _AWAY(key="away", height=1)


@contextmanager
def side_by_side(name: str) -> Iterator[None]:
    """Put equal buttons beside each other, of one width, on a narrow phone too."""
    with st.container(horizontal=True, gap="small", key=f"pair-{name}"):
        yield
