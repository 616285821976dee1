"""The bench: the opened answers of one question beside the groups they fall into and the themes made of them."""

import streamlit as st

from consult.actors import Actor
from consult.errors import ConsultError
from consult.ids import SortingId
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import tell
from consult.ui.reader import bench_answers, bench_groups, bench_themes, bench_undo, choosing, sorting
from consult.ui.reader.choosing import Work
from consult.words import codebook
from consult.words import reading as answers
from consult.words.reader import bench_groups as heard
from consult.words.reader.bench_pages import Wish
from consult.words.reading import ToRead

HELD = "bench"
WHERE = "bench"


def enter(actor: Actor, chosen: Work, asked: ToRead) -> str:
    """Go to the bench of a question; the stewards see that answers opened before are read again."""
    act = f"opened the bench of question {asked.number}: answers that were opened before"
    with acting(actor, act, chosen.round_id, chosen.advisory_id):
        st.session_state[HELD] = (chosen, asked.key)
    return ""


def show(actor: Actor, chosen: Work, question: str) -> None:
    """Show the bench of one question: groups and themes on the left, answers on the right, undo above."""
    try:
        with reading() as session:
            everything = answers.questions(session, actor, chosen.part_id, choosing.k())
            themes = codebook.codebook(session, chosen.part_id)
            counts = heard.counts(session, actor, chosen.part_id, question, choosing.k())
    except ConsultError as refused:
        # The answers were deleted meanwhile, or another reader was named: the bench leads nowhere any more.
        st.session_state.pop(HELD, None)
        say.refusal(refused)
        return
    asked = next(one for one in everything if one.key == question)
    say.subheading(f"{asked.number}. {asked.text}")
    with st.container(horizontal=True):
        if st.button("All questions", key="bench-leave"):
            st.session_state.pop(HELD, None)
            st.rerun()
        bench_undo.show(actor, chosen, WHERE)
    tell(WHERE)
    left, right = st.columns([2, 3], gap="large")
    with left:
        held = sorting.show(actor, chosen, asked)
        group = None
        if held.used:
            sorting.finer(actor, chosen, asked, held.used, under_way=held.under_way)
            group = bench_groups.show(actor, chosen, SortingId(held.used.id), themes)
        theme = bench_themes.show(actor, chosen, question, themes, counts)
    with right:
        bench_answers.show(actor, chosen, Wish(question, group, theme.id if theme else None), themes, asked)
