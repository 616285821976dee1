"""The opened answers of a question, a page at a time, in order of likeness; several are ticked and moved at once."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from consult.actors import Actor
from consult.house import present
from consult.ids import BatchId, ThemeId
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt
from consult.ui.reader import bench_hands, choosing, one_answer
from consult.ui.reader.bench_themes import label
from consult.ui.reader.choosing import Work
from consult.words.reader import bench, bench_pages
from consult.words.reader.bench_pages import Lying, Page, Wish
from consult.words.reading import ToRead
from consult.words.tables import Theme

WHERE = "hands"
_AT, _OF = "bench-page", "bench-page-of"


def show(actor: Actor, chosen: Work, wish: Wish, themes: Sequence[Theme], asked: ToRead) -> None:
    """Show the filters, a page of what they leave, and what can be done with the answers that are ticked."""
    if not asked.opened:
        say.plain("No answer to this question is open yet. Open the first ten at the question.")
        return
    wish = _filtered(wish)
    if st.session_state.get(_OF) != wish:
        st.session_state[_OF], st.session_state[_AT] = wish, 0
    with reading() as session:
        page = bench_pages.page(session, actor, chosen.part_id, wish, st.session_state.get(_AT, 0), choosing.k())
    say.quiet(_found(page, asked))
    if not page.found:
        return
    hands = st.container()
    _walk(page)
    first = page.number * bench_pages.PAGE + 1
    ticked = [one for place, one in enumerate(page.answers, first) if _answer(actor, chosen, one, themes, place, asked)]
    with hands:
        bench_hands.show(actor, chosen, ticked, themes, wish.theme)


def _filtered(wish: Wish) -> Wish:
    said = st.text_input("Words in the answer", key="bench-said", autocomplete="off")
    unplaced = st.checkbox("Only those without a place", key="bench-unplaced")
    return replace(wish, said=said or "", unplaced=unplaced)


def _found(page: Page, asked: ToRead) -> str:
    many = "1 answer" if page.found == 1 else f"{page.found:,} answers"
    pages = f" Page {page.number + 1} of {page.pages:,}." if page.pages > 1 else ""
    return f"{many} of {asked.opened:,} open.{pages}" if page.found else "No open answer is like that."


def _walk(page: Page) -> None:
    if page.pages == 1:
        return
    with st.container(horizontal=True):
        if st.button("Page before", key="bench-back", shortcut="Left", disabled=page.number == 0):
            _go(page.number - 1)
        if st.button("Next page", key="bench-next", shortcut="Right", disabled=page.number + 1 == page.pages):
            _go(page.number + 1)


def _go(number: int) -> None:
    st.session_state[_AT] = number
    st.rerun()


def _answer(actor: Actor, chosen: Work, one: Lying, themes: Sequence[Theme], place: int, asked: ToRead) -> bool:
    key = one.read.id.hex()
    with st.container(border=True):
        say.answer(one.read.words)
        say.quiet(_place(one, themes))
        for theme in themes:
            if theme.id in one.proposed:
                _proposed(actor, chosen, one, theme)
        with st.container(horizontal=True, vertical_alignment="center"):
            ticked = st.checkbox(f"Tick answer {place}", key=f"tick-{bench_hands.turn()}-{key}")
            if st.button("On its own", key=f"alone-{key}"):
                attempt(lambda: _alone(actor, chosen, one.read.id, asked), WHERE)
    return ticked


def _place(one: Lying, themes: Sequence[Theme]) -> str:
    if one.aside:
        return "It is set aside."
    if one.read.blank:
        return "It says nothing."
    held = [label(theme) for theme in themes if theme.id in one.read.themes]
    return f"Under: {'; '.join(held)}." if held else "It has no place yet."


def _proposed(actor: Actor, chosen: Work, one: Lying, theme: Theme) -> None:
    text = f"Proposed, as like answers stand there: {label(theme)}"
    if st.button(say.label(text), key=f"proposed-{one.read.id.hex()}-{theme.id}", wrap=True):
        attempt(lambda: _put(actor, chosen, one.read.id, theme.id), WHERE)


def _alone(actor: Actor, chosen: Work, answer_id: bytes, asked: ToRead) -> str:
    """Go to one answer in its batch, with everything that can be done there; "To the bench" leads back."""
    with reading() as session:
        batch, place = bench_pages.batch_of(session, actor, answer_id, choosing.k())
    act = f"opened raw answers to question {asked.number}: batch {batch.number} again"
    with acting(actor, act, chosen.round_id, chosen.advisory_id):
        one_answer.stand(chosen, BatchId(batch.id), asked.text, place)
    return ""


def _put(actor: Actor, chosen: Work, answer_id: bytes, theme_id: ThemeId) -> str:
    with present().database.writing() as session:
        bench.move(session, actor, chosen.part_id, [answer_id], choosing.k(), into=theme_id)
    return "Put under the theme."
