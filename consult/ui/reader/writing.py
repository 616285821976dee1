"""The fields in which a theme, or one line of other things we heard, is written."""

import streamlit as st

from consult.actors import Actor
from consult.ui.acting import acting
from consult.ui.attempt import attempt
from consult.ui.reader import choosing
from consult.ui.reader.choosing import Work
from consult.words import codebook
from consult.words.codebook import Draft
from consult.words.tables import ThemeKind

KINDS = {ThemeKind.THEME: "A theme", ThemeKind.OTHER: "A line of other things we heard"}


def add(actor: Actor, chosen: Work) -> None:
    """Show empty fields; what was typed stays where it is when it can not be kept."""
    kind = st.radio("What is it?", list(KINDS), format_func=KINDS.__getitem__, horizontal=True, key="new-kind")
    turn = st.session_state.get("new-turn", 0)
    draft = fields(kind, Draft(), f"new-{turn}")
    if st.button("Add it", key="new-add"):
        attempt(lambda: _add(actor, chosen, kind, draft))


def fields(kind: ThemeKind, held: Draft, key: str) -> Draft:
    """Show the fields of one theme or line, filled with what is held."""
    if kind is ThemeKind.OTHER:
        return Draft(text=st.text_area("One thing we heard, in fresh words", held.text, key=f"{key}-line", height=80))
    title = st.text_input("Title", held.title, key=f"{key}-title", autocomplete="off")
    text = st.text_area("What people told us, in fresh words", held.text, key=f"{key}-text", height=150)
    views = st.text_area("Views differ: who sees it otherwise", held.views_differ, key=f"{key}-views", height=100)
    return Draft(title, text, views)


def _add(actor: Actor, chosen: Work, kind: ThemeKind, draft: Draft) -> str:
    with acting(actor, "added to the codebook", chosen.round_id, chosen.advisory_id) as session:
        codebook.add(session, actor, chosen.part_id, kind, draft, choosing.k())
    st.session_state["new-turn"] = st.session_state.get("new-turn", 0) + 1
    return "Added."
