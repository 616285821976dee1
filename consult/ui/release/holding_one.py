"""One theme is kept back while the others go on."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from consult.actors import Actor
from consult.rounds.tables import Part
from consult.ui import say
from consult.ui.acting import acting
from consult.ui.attempt import attempt
from consult.ui.reader.choosing import k
from consult.words.leaving import holding
from consult.words.leaving.release_tables import HeldTheme
from consult.words.tables import Release


def ask(actor: Actor, part: Part, release: Release, theme: Mapping[str, Any]) -> None:
    """Offer to hold this one theme of a proposal."""
    key = f"{release.id}-{theme['number']}"
    with st.expander(say.label(f"Hold only this theme back: {theme['title']}")):
        because = st.text_area("Why, in a sentence for the readers", key=f"one-{key}", height=80)
        if st.button("Hold this theme back", key=f"one-held-{key}"):
            attempt(lambda: _hold(actor, part, release, theme["number"], because))


def show(actor: Actor, part: Part, held: Sequence[tuple[HeldTheme, str]]) -> None:
    """List the themes that this advisory's stewards hold, each with a way to hold it no more."""
    if held:
        say.subheading("Themes that are held back")
    for one, title in held:
        say.plain(f'"{title}": {one.because}')
        if st.button(say.label(f"Hold this no more: {title}"), key=f"let-go-{one.theme_id}"):
            attempt(lambda theme_id=one.theme_id: _let_go(actor, part, theme_id))  # type: ignore[misc]


def _hold(actor: Actor, part: Part, release: Release, at: int, because: str) -> str:
    with acting(actor, f"held theme {at} of a proposal back", part.round_id, part.advisory_id) as session:
        holding.hold(session, actor, release.id, at, because, k())
    return "This theme is held. The rest waits for you below: read it again before you release it."


def _let_go(actor: Actor, part: Part, theme_id: Any) -> str:
    with acting(actor, "held a theme no more", part.round_id, part.advisory_id) as session:
        holding.let_go(session, actor, theme_id)
    return "It is not held any more. It comes to you when a reader signs the themes again."
