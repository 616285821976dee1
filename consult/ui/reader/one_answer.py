"""One answer on the page, large, and where it goes: themes, other things we heard, or nothing said."""

from collections.abc import Sequence

import streamlit as st

from consult.actors import Actor
from consult.errors import ConsultError
from consult.house import present
from consult.ids import BatchId, ThemeId
from consult.ui import say
from consult.ui.acting import reading
from consult.ui.reader import choosing, next_proposed, quoting, three_acts, writing
from consult.ui.reader.choosing import Work
from consult.words import codebook
from consult.words import reading as answers
from consult.words.reading import Read
from consult.words.tables import Theme, ThemeKind

_AT = "reading_at"


def show(actor: Actor, chosen: Work, batch_id: BatchId, question: str) -> None:
    """Show the answer this reader stands at, with the ways on."""
    with reading() as session:
        found = answers.read(session, actor, batch_id, choosing.k())
        themes = codebook.codebook(session, chosen.part_id)
    at = min(st.session_state.get(_AT, 0), len(found) - 1)
    say.quiet(f"{question}\nAnswer {at + 1} of {len(found)}")
    say.answer(found[at].words)
    _place(actor, chosen, found[at], themes, is_last=at == len(found) - 1)
    _walk(at, len(found))
    with st.expander("Add a theme, or a line of other things we heard"):
        writing.add(actor, chosen)
    with st.expander("Use exact words of this answer"):
        quoting.choose(actor, chosen, found[at], [theme for theme in themes if theme.kind == ThemeKind.THEME])
    three_acts.show(actor, chosen, found[at])


def _place(actor: Actor, chosen: Work, answer: Read, themes: Sequence[Theme], *, is_last: bool) -> None:
    offered = next_proposed.offer(actor, chosen, answer)
    ticked: list[ThemeId] = []
    key = answer.id.hex()
    for kind, title in ((ThemeKind.THEME, "Themes"), (ThemeKind.OTHER, "Other things we heard")):
        mine = [theme for theme in themes if theme.kind == kind]
        if mine:
            say.quiet(title)
        for theme in mine:
            text = next_proposed.label(theme, offered)
            if st.checkbox(text, value=theme.id in {*answer.themes, *offered.themes}, key=f"in-{key}-{theme.id}"):
                ticked.append(theme.id)
    blank = st.checkbox("It says nothing (blank, or only thanks)", value=answer.blank, key=f"blank-{key}")
    next_proposed.show(actor, chosen, offered, lambda found: _keep(actor, answer, found, blank=False, is_last=is_last))
    if not (ticked or blank):
        say.quiet("It has no place yet.")
    if st.button("Keep and end this batch" if is_last else "Keep and go on", type="primary", shortcut="Ctrl+Enter"):
        _keep(actor, answer, ticked, blank, is_last)


def _keep(actor: Actor, answer: Read, ticked: list[ThemeId], blank: bool, is_last: bool) -> None:
    try:
        # No line in the log: hundreds of these would bury the lines that say when answers were opened.
        with present().database.writing() as session:
            codebook.place(session, actor, answer.id, ticked, choosing.k(), blank=blank)
    except ConsultError as refused:
        say.refusal(refused)
        return
    if is_last:
        _leave()
    _go(st.session_state.get(_AT, 0) + 1)


def _walk(at: int, answers_here: int) -> None:
    with st.container(horizontal=True):
        if at and st.button("Back", shortcut="Left"):
            _go(at - 1)
        if at < answers_here - 1 and st.button("Next, leave it for now", shortcut="Right"):
            _go(at + 1)
        if st.button("All questions"):
            _leave()


def _go(at: int) -> None:
    st.session_state[_AT] = at
    st.rerun()


def _leave() -> None:
    st.session_state.pop("reading_batch", None)
    st.session_state.pop(_AT, None)
    st.rerun()
