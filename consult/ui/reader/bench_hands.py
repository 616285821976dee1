"""What is done with the answers that are ticked: put, moved, taken out, split off, heard as one thing of their own."""

from collections.abc import Sequence

import streamlit as st

from consult.actors import Actor
from consult.errors import Refused
from consult.house import present
from consult.ids import ThemeId
from consult.ui import say
from consult.ui.acting import acting
from consult.ui.attempt import attempt, tell
from consult.ui.reader import choosing, writing
from consult.ui.reader.bench_themes import label
from consult.ui.reader.choosing import Work
from consult.words.codebook import Draft
from consult.words.reader import bench
from consult.words.reader.bench_pages import Lying
from consult.words.reader.bench_tables import NOTHING
from consult.words.tables import Theme, ThemeKind

WHERE = "hands"
_TURN = "tick-turn"


def turn() -> int:
    """Give a number that changes when ticks have been acted on, so that they are empty again."""
    return int(st.session_state.get(_TURN, 0))


def show(actor: Actor, chosen: Work, ticked: Sequence[Lying], themes: Sequence[Theme], of: ThemeId | None) -> None:
    """Show where the ticked answers can go; `of` is the theme whose answers are on the page, if it is one."""
    tell(WHERE)
    ids = [one.read.id for one in ticked]
    by_id = {theme.id: label(theme) for theme in themes if theme.id != of}
    by_id[NOTHING] = "It says nothing"
    into = st.selectbox(
        "Put ticked answers under", list(by_id), None, by_id.__getitem__, key=f"into-{of}", placeholder="Choose one"
    )
    with st.container(horizontal=True):
        if st.button("Put them there", key="hands-put", type="primary", shortcut="Ctrl+Enter"):
            attempt(lambda: _move(actor, chosen, ids, _where(into), None), WHERE)
        if of is not None and st.button("Move them there", key="hands-move", shortcut="M"):
            attempt(lambda: _move(actor, chosen, ids, _where(into), of), WHERE)
        if of is not None and st.button("Take them out of this theme", key="hands-out"):
            attempt(lambda: _move(actor, chosen, ids, None, of), WHERE)
    with st.expander("Write a new theme, or one thing we heard, for the ticked answers"):
        _write(actor, chosen, ids, themes, of)
    say.quiet(
        "Nothing is ticked." if not ids else "1 answer is ticked." if len(ids) == 1 else f"{len(ids)} are ticked."
    )


def _write(actor: Actor, chosen: Work, ids: list[bytes], themes: Sequence[Theme], of: ThemeId | None) -> None:
    kind = st.radio(
        "What is it?", list(writing.KINDS), format_func=writing.KINDS.__getitem__, key="hands-kind", horizontal=True
    )
    draft = writing.fields(kind, Draft(), f"hands-{st.session_state.get('hands-turn', 0)}")
    out_of = next((theme for theme in themes if theme.id == of), None)
    if out_of and kind is ThemeKind.THEME and st.button("Split them off into it", key="hands-split"):
        attempt(lambda: _split(actor, chosen, ids, draft, out_of), WHERE)
    if st.button("Put them under it", key="hands-gather"):
        attempt(lambda: _gather(actor, chosen, ids, draft, kind), WHERE)


def _where(into: ThemeId | None) -> ThemeId:
    if into is None:
        raise Refused("Choose where they go.")
    return into


def _move(actor: Actor, chosen: Work, ids: list[bytes], into: ThemeId | None, out_of: ThemeId | None) -> str:
    # No line in the log: hundreds of these would bury the lines that say when answers were opened.
    with present().database.writing() as session:
        bench.move(session, actor, chosen.part_id, ids, choosing.k(), into=into, out_of=out_of)
    _done()
    return "Done: 1 answer." if len(ids) == 1 else f"Done: {len(ids)} answers."


def _split(actor: Actor, chosen: Work, ids: list[bytes], draft: Draft, theme: Theme) -> str:
    with acting(actor, "split a theme", chosen.round_id, chosen.advisory_id) as session:
        bench.split(session, actor, theme.id, ids, draft, choosing.k(), seen=theme.version)
    _done(written=True)
    return "The theme is split. The ticked answers stand under the new one."


def _gather(actor: Actor, chosen: Work, ids: list[bytes], draft: Draft, kind: ThemeKind) -> str:
    with acting(actor, "added to the codebook", chosen.round_id, chosen.advisory_id) as session:
        bench.gather(session, actor, chosen.part_id, kind, ids, draft, choosing.k())
    _done(written=True)
    return "Added. The ticked answers stand under it."


def _done(*, written: bool = False) -> None:
    st.session_state[_TURN] = turn() + 1
    if written:
        st.session_state["hands-turn"] = st.session_state.get("hands-turn", 0) + 1
