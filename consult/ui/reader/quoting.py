"""Exact words: asked for one answer at a time, chosen by one person, cleared by another."""

from collections.abc import Sequence

import streamlit as st

from consult.actors import Actor
from consult.ids import ThemeId
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt
from consult.ui.reader import choosing
from consult.ui.reader.choosing import Work
from consult.words import quotes
from consult.words.reading import Read
from consult.words.tables import Quote, Theme

_ASKED = "quote_asked"


def choose(actor: Actor, chosen: Work, answer: Read, themes: Sequence[Theme]) -> None:
    """Ask whether the words of this one answer may be used; only then offer to choose some."""
    mine = {theme.id: theme.title for theme in themes if theme.id in answer.themes}
    if st.session_state.get(_ASKED) != answer.id:
        say.plain("Fresh words come first. Ask only where nothing says it better.")
        if st.button("Ask whether we may use exact words of this answer"):
            attempt(lambda: _ask(actor, chosen, answer))
        return
    with reading() as session:
        may = quotes.may_quote(session, actor, answer.id, choosing.k())
    if not may:
        say.plain(quotes.NotQuotable.sentence)
    elif not mine:
        say.plain("We may. Put the answer under a theme first, and keep that.")
    else:
        say.plain("We may. Copy the words from the answer, in one piece. A second person clears them.")
        _fields(actor, chosen, answer, mine)


def _fields(actor: Actor, chosen: Work, answer: Read, mine: dict[ThemeId, str]) -> None:
    key = answer.id.hex()
    theme_id = st.radio("Under which theme?", list(mine), format_func=lambda one: say.label(mine[one]), key=f"qt-{key}")
    text = st.text_area("Exact words", key=f"qw-{key}", height=80)
    if st.button("Choose these words", key=f"qc-{key}"):
        attempt(lambda: _choose(actor, chosen, answer, theme_id, text))


def clear(actor: Actor, chosen: Work, quote: Quote, theme: str) -> None:
    """Show one quote that waits for its second person, with what in it could point to somebody."""
    say.quiet(theme)
    found = quotes.marks(quote)
    say.marked(quote.text, [(mark.start, mark.end) for mark in found])
    for mark in found:
        say.reason(quote.text[mark.start : mark.end], mark.reason)
    if quote.cleared_by:
        say.state("cleared", filled=True)
    elif quote.asked_by == actor.account_id:
        say.state("waits for a second person")
    else:
        text = "I looked at each mark. None points to a person." if found else "I read it. It points to nobody."
        ticked = st.checkbox(text, key=f"ok-{quote.id}")
        if st.button("Clear this quote", key=f"clear-{quote.id}", type="primary", disabled=not ticked):
            attempt(lambda: _clear(actor, chosen, quote))
    if st.button("Take it away", key=f"away-{quote.id}"):
        attempt(lambda: _take_away(actor, chosen, quote))


def _ask(actor: Actor, chosen: Work, answer: Read) -> str:
    with acting(actor, "asked whether one answer may be quoted", chosen.round_id, chosen.advisory_id) as session:
        quotes.may_quote(session, actor, answer.id, choosing.k())
    st.session_state[_ASKED] = answer.id
    return ""


def _choose(actor: Actor, chosen: Work, answer: Read, theme_id: ThemeId, text: str) -> str:
    with acting(actor, "chose exact words", chosen.round_id, chosen.advisory_id) as session:
        quotes.choose(session, actor, answer.id, theme_id, text, choosing.k())
    return "Chosen. A second person clears it."


def _clear(actor: Actor, chosen: Work, quote: Quote) -> str:
    with acting(actor, "cleared exact words", chosen.round_id, chosen.advisory_id) as session:
        quotes.clear(session, actor, quote.id, choosing.k(), points_to_nobody=True)
    return "Cleared."


def _take_away(actor: Actor, chosen: Work, quote: Quote) -> str:
    with acting(actor, "took exact words away", chosen.round_id, chosen.advisory_id) as session:
        quotes.take_away(session, actor, quote.id, choosing.k())
    return "Taken away."
