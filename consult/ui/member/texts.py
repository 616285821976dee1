"""What stands around a round's questions: the approved words once a card is in, the shipped ones before it."""

from collections.abc import Mapping

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from consult.ui.member.walk import Walk
from consult.wording import catalogue_of_members
from consult.wording.filling import fill


def text(key: str, **facts: object) -> str:
    """Give one sentence in the words of this visit, with its facts filled in."""
    return fill(_spoken().get(key) or sentences(language())[key], {name: str(fact) for name, fact in facts.items()})


def sentences(language: str = "en") -> Mapping[str, str]:
    """Give all shipped sentences by key."""
    return catalogue_of_members.screens(language)


def language() -> str:
    """Give the language of the page: that of the approved text, before a card the one that was chosen."""
    walk = _walk()
    if walk is None:
        return "en"
    return str(walk.script.language if walk.script else walk.language)


def _spoken() -> Mapping[str, str]:
    walk = _walk()
    if walk is None:
        return {}
    spoken: Mapping[str, str] = walk.script.screens if walk.script else walk.parting
    return spoken


def _walk() -> Walk | None:
    if get_script_run_ctx(suppress_warning=True) is None or "walk" not in st.session_state:
        return None
    return st.session_state["walk"].walk  # type: ignore[no-any-return]
