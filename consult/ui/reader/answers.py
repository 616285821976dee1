"""Reading: a question at a time, ten answers at a time, and the steward sees that they were opened."""

import streamlit as st

from consult.actors import Actor
from consult.ids import BatchId
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt, tell
from consult.ui.reader import bench, care, choosing, one_answer, sorting
from consult.ui.reader.choosing import Work
from consult.words import reading as answers
from consult.words.reading import ToRead

_BATCH = "reading_batch"
SHOWN_EACH = 12


def show(actor: Actor) -> None:
    """Show the batch that is being read, or the questions with what is open and what waits."""
    tell()
    if care.comes_first():
        return
    if held := st.session_state.get(_BATCH):
        one_answer.show(actor, *held)
        return
    if at_bench := st.session_state.get(bench.HELD):
        bench.show(actor, *at_bench)
        return
    chosen = choosing.work(actor)
    if chosen is None:
        return
    say.note(
        "Write down what you hear in fresh words. People can be known by the way they write. "
        "Each time you open answers, the stewards of this advisory can see that you did."
    )
    with reading() as session:
        asked = answers.questions(session, actor, chosen.part_id, choosing.k())
    if not asked:
        say.plain("Nobody wrote words in this round. What people chose goes into the release by itself.")
    for question in asked:
        _question(actor, chosen, question)
    if asked and all(one.opened == one.answers and not one.unplaced for one in asked):
        say.plain("Every answer is read and has its place.")
        say.link("Go to the themes", "/themes")


def _question(actor: Actor, chosen: Work, asked: ToRead) -> None:
    say.subheading(f"{asked.number}. {asked.text}")
    say.plain(_how_far(asked))
    with st.container(horizontal=True):
        if asked.opened < asked.answers:
            left = asked.answers - asked.opened
            text = f"Open the next {answers.BATCH}" if left > answers.BATCH else f"Open the last {left}"
            if st.button(text, type="primary", key=f"open-{asked.key}"):
                attempt(lambda: _open(actor, chosen, asked))
        if st.button("Groups and themes", key=f"bench-{asked.key}"):
            attempt(lambda: bench.enter(actor, chosen, asked))
    _batches_again(actor, chosen, asked)
    sorting.show(actor, chosen, asked)


def _batches_again(actor: Actor, chosen: Work, asked: ToRead) -> None:
    """Show the batches that are open: a button each, or a list where there are many."""
    opened = {number: batch_id for batch_id, number in _batches(actor, chosen, asked.key)}
    if len(opened) > SHOWN_EACH:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            number = st.selectbox("Batch", list(opened), index=len(opened) - 1, key=f"which-{asked.key}", width=160)
            if st.button("Open it again", key=f"again-{asked.key}"):
                attempt(lambda: _again(actor, chosen, asked, opened[number], number))
        return
    with st.container(horizontal=True):
        for number, batch_id in opened.items():
            if st.button(f"Batch {number}", key=f"batch-{asked.key}-{number}"):
                attempt(lambda b=batch_id, n=number: _again(actor, chosen, asked, b, n))  # type: ignore[misc]


def _how_far(asked: ToRead) -> str:
    written = "1 answer" if asked.answers == 1 else f"{asked.answers} answers"
    opened = "all open" if asked.opened == asked.answers else f"{asked.opened} open"
    placed = f", {asked.unplaced} without a place" if asked.unplaced else ""
    return f"{written}, {opened}{placed}."


def _batches(actor: Actor, chosen: Work, question: str) -> list[tuple[BatchId, int]]:
    with reading() as session:
        found = answers.batches(session, actor, chosen.part_id, question, choosing.k())
        return [(batch.id, batch.number) for batch in found]


def _open(actor: Actor, chosen: Work, asked: ToRead) -> str:
    act = f"opened raw answers to question {asked.number}: the next {answers.BATCH} at most"
    with acting(actor, act, chosen.round_id, chosen.advisory_id) as session:
        batch_id = answers.open_batch(session, actor, chosen.part_id, asked.key, choosing.k())
    st.session_state[_BATCH] = (chosen, batch_id, asked.text)
    return ""


def _again(actor: Actor, chosen: Work, asked: ToRead, batch_id: BatchId, number: int) -> str:
    act = f"opened raw answers to question {asked.number}: batch {number} again"
    with acting(actor, act, chosen.round_id, chosen.advisory_id):
        st.session_state[_BATCH] = (chosen, batch_id, asked.text)
    return ""
