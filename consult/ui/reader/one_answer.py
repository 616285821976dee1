"""One answer on the page, large, and where it goes: themes, other things we heard, or nothing said."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from consult.actors import Actor
from consult.errors import ConsultError
from consult.ids import BatchId, ThemeId
from consult.ui import say
from consult.ui.acting import reading
from consult.ui.reader import bench_undo, choosing, next_proposed, placing, quoting, three_acts, writing
from consult.ui.reader.choosing import Work
from consult.ui.reader.placing import Placing
from consult.words import codebook
from consult.words import reading as answers
from consult.words.reader import bench_pages
from consult.words.reading import Read
from consult.words.tables import Theme, ThemeKind

_AT = "reading_at"


def stand(chosen: Work, batch_id: BatchId, question: str, at: int) -> None:
    """Go to one answer of an opened batch, from another screen; whoever leads there writes the line of the log."""
    st.session_state["reading_batch"] = (chosen, batch_id, question)
    st.session_state[_AT] = at


def show(actor: Actor, chosen: Work, batch_id: BatchId, question: str) -> None:
    """Show the answer this reader stands at, with the ways on."""
    try:
        with reading() as session:
            found = answers.read(session, actor, batch_id, choosing.k())
            themes = codebook.codebook(session, chosen.part_id)
            alike = bench_pages.proposals(session, [one.id for one in found if not one.placed])
    except ConsultError as refused:
        # The answers were deleted meanwhile, or another reader was named: what was held leads nowhere any more.
        _forget()
        say.refusal(refused)
        return
    at = min(st.session_state.get(_AT, 0), len(found) - 1)
    say.quiet(f"{question}\nAnswer {at + 1} of {len(found)}")
    say.answer(found[at].words)
    _place(actor, chosen, found[at], themes, alike.get(found[at].id, frozenset()), is_last=at == len(found) - 1)
    _walk(at, len(found))
    bench_undo.show(actor, chosen, "", lambda moved: _undone(found, moved))
    with st.expander("Add a theme, or a line of other things we heard"):
        writing.add(actor, chosen)
    with st.expander("Use exact words of this answer"):
        quoting.choose(actor, chosen, found[at], [theme for theme in themes if theme.kind == ThemeKind.THEME])
    three_acts.show(actor, chosen, found[at])


def _place(
    actor: Actor, chosen: Work, answer: Read, themes: Sequence[Theme], alike: frozenset[ThemeId], *, is_last: bool
) -> None:
    offered = next_proposed.offer(actor, chosen, answer)
    placed = placing.show(answer, themes, frozenset(offered.themes), alike)
    next_proposed.show(
        actor, chosen, offered, lambda found: _keep(actor, replace(placed, ticked=frozenset(found)), is_last)
    )
    if st.button("Keep and end this batch" if is_last else "Keep and go on", type="primary", shortcut="Ctrl+Enter"):
        _keep(actor, placed, is_last)


def _keep(actor: Actor, placed: Placing, is_last: bool) -> None:
    try:
        placing.keep(actor, placed)
    except ConsultError as refused:
        say.refusal(refused)
        return
    if is_last:
        _leave()
    _go(st.session_state.get(_AT, 0) + 1)


def _undone(found: Sequence[Read], moved: bytes | None) -> None:
    """Stand at the answer whose place was taken back, where it is in this batch; its ticks are as they are kept."""
    placing.begin_anew()
    for at, answer in enumerate(found):
        if answer.id == moved:
            placing.forget(answer)
            st.session_state[_AT] = at


def _walk(at: int, answers_here: int) -> None:
    with st.container(horizontal=True):
        if at and st.button("Back", shortcut="Left"):
            _go(at - 1)
        if at < answers_here - 1 and st.button("Next, leave it for now", shortcut="Right"):
            _go(at + 1)
        if st.button("To the bench" if st.session_state.get("bench") else "All questions"):
            _leave()


def _go(at: int) -> None:
    st.session_state[_AT] = at
    st.rerun()


def _leave() -> None:
    _forget()
    st.rerun()


def _forget() -> None:
    st.session_state.pop("reading_batch", None)
    st.session_state.pop(_AT, None)
