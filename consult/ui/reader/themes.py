"""The codebook: every theme with how it is backed, what is copied, what could point to someone, and its history."""

import streamlit as st

from consult.actors import Actor
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt, tell
from consult.ui.reader import choosing, deficits, made, quoting, rewriting, tagging, three_acts, writing
from consult.ui.reader.choosing import Work
from consult.words import codebook, fresh, quotes, readiness
from consult.words import reading as answers
from consult.words.tables import Theme, ThemeKind


def show(actor: Actor) -> None:
    """Show the themes, the other things we heard, and fields for a new one."""
    tell()
    chosen = choosing.work(actor)
    if chosen is None:
        return
    with reading() as session:
        part = answers.as_reader(session, actor, chosen.part_id, choosing.k())
        themes = codebook.codebook(session, chosen.part_id)
        behind = {theme.id: codebook.behind(session, theme.id) for theme in themes}
        copied = readiness.copied(session, part, themes)
        waiting = quotes.of_part(session, actor, chosen.part_id, choosing.k())
    three_acts.still_open(actor, chosen)
    if not themes:
        say.plain("There is no theme yet. Read some answers first, then write down what you hear.")
    for kind, title in ((ThemeKind.THEME, "Themes"), (ThemeKind.OTHER, "Other things we heard")):
        mine = [theme for theme in themes if theme.kind == kind]
        if mine:
            say.subheading(title)
        for theme in mine:
            _theme(actor, chosen, theme, behind[theme.id], copied[theme.id])
    with st.expander("Add a theme, or a line of other things we heard", expanded=not themes):
        writing.add(actor, chosen)
    if waiting:
        say.subheading("Exact words")
        for quote, title in waiting:
            quoting.clear(actor, chosen, quote, title)
    say.link("Put it before the steward", "/propose")


def _theme(actor: Actor, chosen: Work, theme: Theme, behind: int, copied: tuple[str, ...]) -> None:
    answered = "1 answer" if behind == 1 else f"{behind} answers"
    label = theme.title or theme.text
    with st.expander(f"{say.label(label)} ({answered})", key=f"fold-{theme.id}"):
        for run in copied:
            say.note(f'Copied from an answer: "{run}". Write it fresh ({fresh.RUN} words in a row or more).')
        _marks(actor, chosen, theme)
        deficits.show(theme)
        rewriting.change(actor, chosen, theme)
        tagging.show(actor, chosen, theme)
        made.of_theme(actor, (chosen.round_id, chosen.advisory_id), theme)


def _marks(actor: Actor, chosen: Work, theme: Theme) -> None:
    text, found = codebook.marks(theme)
    if not found or theme.cleared:
        return
    say.marked(text, [(mark.start, mark.end) for mark in found])
    for mark in found:
        say.reason(text[mark.start : mark.end], mark.reason)
    if st.button("I looked at each mark. None points to a person.", key=f"marks-{theme.id}"):
        attempt(lambda: _clear(actor, chosen, theme))


def _clear(actor: Actor, chosen: Work, theme: Theme) -> str:
    with acting(actor, "cleared marks in the codebook", chosen.round_id, chosen.advisory_id) as session:
        codebook.clear_marks(session, actor, theme.id, choosing.k())
    return "Cleared. If the words change, you are asked again."
