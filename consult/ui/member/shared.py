"""A tablet that people share: opened at `/?shared`, it forgets whoever left it after two minutes, and says so."""

from pathlib import Path

import streamlit as st

from consult.ui import say
from consult.ui.member.texts import text
from consult.ui.member.walk import Step, Walk

# Whoever puts a tablet up opens this address on it. A phone of one's own never has a timer (TRAUMA-04).
NAME = "shared"
ADDRESS = f"/?{NAME}"
_MINUTES = 2
_SCRIPT = Path(__file__).parents[1] / "scripts" / "idle.js"
_IDLE = st.components.v2.component("idle", js=_SCRIPT.read_text(), isolate_styles=False)


def is_shared() -> bool:
    """Say whether this page was opened as that of a shared device."""
    return NAME in st.query_params


def watch(walk: Walk) -> None:
    """Let the browser wipe the page and end the visit when nobody touches it; half a minute before, it asks."""
    if is_shared():
        data = {
            "after": _MINUTES * 60_000,
            "said": text("shared.still"),
            "address": ADDRESS,
            "isFirst": walk.step is Step.CODE,
        }
        _IDLE(key="idle", data=data, height=1)


def note() -> None:
    """Say what the device does, where it is so: before she starts, and before a break."""
    if is_shared():
        say.note(text("shared.note"))
