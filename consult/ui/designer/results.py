"""What those who asked were told: one release at a time, with an answer owed to each theme."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from consult.actors import Actor
from consult.errors import ConsultError
from consult.ui import say
from consult.ui.acting import reading
from consult.ui.attempt import tell
from consult.ui.designer import deciding
from consult.ui.release import preview
from consult.words import decisions, plain, releases


def show(actor: Actor) -> None:
    """Show the newest release, or the one that was chosen."""
    with reading() as session:
        found = [releases.content_of(one) for one in releases.released(session)]
    names: dict[int, str] = {one["number"]: f"{one['number']}. {one['title']}" for one in found}
    if not names:
        say.heading("Releases")
        say.plain("Nothing was released yet. Themes come here when a steward has released them.")
        return
    tell()
    number = next(iter(names))
    if len(names) > 1:
        number = st.selectbox("Release", list(names), format_func=names.__getitem__)
    _one(actor, number)


def _one(actor: Actor, number: int) -> None:
    try:
        with reading() as session:
            content = releases.read(session, number)
            decided = decisions.latest(session, number)
            round_id = releases.by_number(session, number).round_id
    except ConsultError as refused:
        say.refusal(refused)
        return
    waiting = [theme for theme in content["themes"] if theme["number"] not in decided]

    def answer(theme: Mapping[str, Any]) -> None:
        deciding.show(actor, content, theme, decided.get(theme["number"]), round_id)

    say.heading(content["heading"])
    say.state("waits for you" if waiting else "answered", filled=bool(waiting))
    preview.show(content, answer)
    _to_copy(content)


def _to_copy(content: Mapping[str, Any]) -> None:
    say.subheading("As plain text")
    say.quiet("To copy into a document, with its numbers and limits.")
    with st.expander("Show the text"):
        st.code(plain.release(content), language=None, wrap_lines=True)
    say.link("The public page of this release", f"/outcomes/{content['number']}")
