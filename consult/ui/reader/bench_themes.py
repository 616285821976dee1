"""One theme at a time: its answers, its words, two put together."""

from collections.abc import Mapping, Sequence

import streamlit as st

from consult.actors import Actor
from consult.ids import ThemeId
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt
from consult.ui.reader import bench_groups as shown
from consult.ui.reader import choosing, listing, rewriting
from consult.ui.reader.choosing import Work
from consult.words.reader import bench, bench_groups
from consult.words.tables import Theme

WHERE = "bench"


def show(
    actor: Actor, chosen: Work, question: str, themes: Sequence[Theme], counts: Mapping[ThemeId, int]
) -> Theme | None:
    """Show the list of themes and, of the one that is chosen, what can be done with it; gives that one."""
    if not themes:
        say.quiet("There is no theme yet. Make one of a group, or tick answers and write it.")
        return None
    by_id = {theme.id: theme for theme in themes}

    names = {theme.id: f"{label(theme)} ({counts.get(theme.id, 0)})" for theme in themes}
    theme_id = listing.choose("Theme", "All answers", names, "bench-theme")
    if theme_id is None:
        return None
    theme = by_id[theme_id]
    with reading() as session:
        found = bench_groups.ends_of_theme(session, actor, theme.id, question, choosing.k())
    shown.ends(found, "theme")
    with st.expander("Write it anew"):
        rewriting.show(actor, chosen, theme, WHERE)
    others = [one for one in themes if one.id != theme.id]
    if others:
        with st.expander("Put it together with another theme"):
            _merge(actor, chosen, theme, others)
    return theme


def label(theme: Theme) -> str:
    """Give what a theme is called in a list."""
    return theme.title or theme.text


def _merge(actor: Actor, chosen: Work, theme: Theme, others: Sequence[Theme]) -> None:
    by_id = {one.id: one for one in others}
    into = st.selectbox(
        "The theme that stays", list(by_id), format_func=lambda one: label(by_id[one]), key=f"merge-{theme.id}"
    )
    say.quiet("Its words stay. All answers and quotes of both stand under it; the other's words stay in its history.")
    if st.button("Put them together", key=f"merge-do-{theme.id}"):
        attempt(lambda: _together(actor, chosen, theme, by_id[into]), WHERE)


def _together(actor: Actor, chosen: Work, theme: Theme, kept: Theme) -> str:
    with acting(actor, "put two themes together", chosen.round_id, chosen.advisory_id) as session:
        bench.merge(session, actor, theme.id, kept.id, choosing.k(), seen=(theme.version, kept.version))
    return "The two are one theme now."
