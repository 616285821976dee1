"""What runs in the page itself: the visit that Leave ends, and the staff session whose end wipes the open page."""

from pathlib import Path

import streamlit as st
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from consult.house import present
from consult.ui.member.texts import language
from consult.wording.catalogue_of_members import sentences_of

_SCRIPTS = Path(__file__).parent / "scripts"
_VISIT = st.components.v2.component("visit", js=(_SCRIPTS / "visit.js").read_text(), isolate_styles=False)
_STAFF = st.components.v2.component(
    "staff",
    html='<button type="button" class="sign-out">Sign out</button>',
    js=(_SCRIPTS / "staff.js").read_text(),
    isolate_styles=False,
)


def leave() -> None:
    """Tell the Leave button, which stands in the shell outside Streamlit, which visit it ends."""
    context = get_script_run_ctx()
    if context is not None:
        spoken = language()
        said = sentences_of("shell", spoken)
        data = {"visit": context.session_id, "lang": spoken, "leave": said["leave"], "keys": said["keys"]}
        _VISIT(key="visit", data=data, height=1)


def staff() -> None:
    """Put "Sign out" at the foot of the menu, and wipe the page when the session has ended or idled out."""
    with st.sidebar:
        _STAFF(key="staff", data={"idle": present().settings.idle_minutes})


async def end(visit: str) -> None:
    """Close a visit for good: its answers leave this process's sessions. Runs on the server's event loop."""
    if Runtime.exists():
        Runtime.instance().close_session(visit)
