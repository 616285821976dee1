"""A theme written anew: what was typed outlives a refusal, and another reader's words are never written over unseen."""

import streamlit as st

from consult.actors import Actor
from consult.ids import ThemeId
from consult.ui import say
from consult.ui.acting import acting
from consult.ui.attempt import attempt
from consult.ui.reader import choosing, writing
from consult.ui.reader.choosing import Work
from consult.words import codebook
from consult.words.codebook import Draft
from consult.words.reader.steps import ChangedMeanwhile
from consult.words.tables import Theme, ThemeKind

_SEEN, _TURN = "rewriting-seen", "rewriting-turn"
Seen = tuple[int, Draft]


def change(actor: Actor, chosen: Work, theme: Theme) -> None:
    """Show the fields of a theme that is there, to write it anew or take it out."""
    show(actor, chosen, theme)
    if st.button("Take it out", key=f"drop-{theme.id}"):
        attempt(lambda: _drop(actor, chosen, theme))
    say.quiet("How it stood before is kept.")


def show(actor: Actor, chosen: Work, theme: Theme, where: str = "") -> None:
    """Show the fields and the button; a newer version from elsewhere does not wipe what was typed."""
    now = Draft(theme.title, theme.text, theme.views_differ)
    # Keyed by the theme and not by its version: other fields would be empty of what she typed.
    turn = st.session_state.get(f"{_TURN}-{theme.id}", 0)
    seen: Seen = st.session_state.setdefault(f"{_SEEN}-{theme.id}", (theme.version, now))
    draft = writing.fields(ThemeKind(theme.kind), now, f"theme-{theme.id}-{turn}")
    if seen[0] != theme.version:
        if draft in (seen[1], now):
            _begin_anew(theme.id)
            st.rerun()
        _theirs(theme)
    if st.button("Keep the change", key=f"keep-{theme.id}"):
        attempt(lambda: _change(actor, chosen, theme, draft, seen[0]), where)


def _theirs(theme: Theme) -> None:
    say.note("This theme was changed while you were writing. It now reads:")
    say.plain("\n".join(filter(None, (theme.title, theme.text, theme.views_differ))))
    say.quiet("What you typed stands above. Press again to keep yours; theirs stays in the history.")
    if st.button("Take theirs", key=f"theirs-{theme.id}"):
        _begin_anew(theme.id)
        st.rerun()


def _change(actor: Actor, chosen: Work, theme: Theme, draft: Draft, seen: int) -> str:
    try:
        with acting(actor, "changed the codebook", chosen.round_id, chosen.advisory_id) as session:
            codebook.change(session, actor, theme.id, draft, choosing.k(), seen=seen)
    except ChangedMeanwhile:
        # From the next press on it is known what is written over.
        now = Draft(theme.title, theme.text, theme.views_differ)
        st.session_state[f"{_SEEN}-{theme.id}"] = (theme.version, now)
        raise
    _begin_anew(theme.id)
    return "The change is kept."


def _begin_anew(theme_id: ThemeId) -> None:
    st.session_state.pop(f"{_SEEN}-{theme_id}", None)
    st.session_state[f"{_TURN}-{theme_id}"] = st.session_state.get(f"{_TURN}-{theme_id}", 0) + 1


def _drop(actor: Actor, chosen: Work, theme: Theme) -> str:
    with acting(actor, "took something out of the codebook", chosen.round_id, chosen.advisory_id) as session:
        codebook.drop(session, actor, theme.id, choosing.k())
    return "It is out of the codebook. Its history is kept."
