"""Two readers of the same answers: begin a blind sample, code it alone, see how far both agree, settle the rest."""

import streamlit as st
from sqlmodel import Session

from consult.actors import Actor
from consult.errors import ConsultError
from consult.ids import SampleId
from consult.rounds import parts
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt, tell
from consult.ui.reader import blind_coding, care, choosing, settling
from consult.ui.reader.choosing import Work
from consult.words import reading as answers
from consult.words.pair import two_readers
from consult.words.pair.two_reader_tables import Sample
from consult.words.reading import ToRead


def show(actor: Actor) -> None:
    """Show the sample that is under way, or how to begin one; below it, what earlier ones found."""
    tell()
    if care.comes_first():
        return
    chosen = choosing.work(actor)
    if chosen is None or blind_coding.show(actor, chosen) or settling.show_one(actor, chosen):
        return
    with reading() as session:
        sample = two_readers.under_way(session, chosen.part_id)
        done = two_readers.compared(session, chosen.part_id)
        trouble = _trouble(session, chosen)
    if sample is not None:
        _under_way(actor, chosen, sample)
    elif trouble:
        say.plain(trouble)
    else:
        _begin(actor, chosen)
    for one in done:
        settling.show(actor, chosen, one)


def _trouble(session: Session, chosen: Work) -> str:
    try:
        two_readers.require_two(session, parts.part(session, chosen.part_id))
    except ConsultError as refused:
        return refused.sentence
    return ""


def _begin(actor: Actor, chosen: Work) -> None:
    say.subheading("Code the same answers, each alone")
    say.plain(
        "Both readers of this round get the same answers, drawn by chance. You do not see what the other one chose, "
        "nor what is proposed, until both are done. Then you see how far you agree, and settle the rest together."
    )
    with reading() as session:
        asked = answers.questions(session, actor, chosen.part_id, choosing.k())
        rooms = {one.key: two_readers.room_for(session, actor, chosen.part_id, one.key, choosing.k()) for one in asked}
    enough = [one for one in asked if rooms[one.key][0] >= two_readers.FEWEST]
    if not enough:
        say.plain(f"It needs {two_readers.FEWEST} open answers to one question. Read some more first.")
        return
    question: ToRead = st.selectbox("Question", enough, format_func=lambda one: f"{one.number}. {one.text}")
    there, placed = rooms[question.key]
    most = min(two_readers.MOST, there)
    size = st.number_input("How many answers", two_readers.FEWEST, most, min(20, most), key=f"size-{question.key}")
    say.quiet(f"{there} answers to it are open. More answers make a surer figure; 20 take about 15 minutes.")
    if there - placed < size:
        count = size - (there - placed)
        named = "1 of them has" if count == 1 else f"{count} of them have"
        say.quiet(f"If you draw {size}, {named} a place already. Do not look it up before you are both done.")
    if st.button("Draw the answers", type="primary"):
        attempt(lambda: _draw(actor, chosen, question, int(size)))


def _draw(actor: Actor, chosen: Work, question: ToRead, size: int) -> str:
    act = f"drew {size} answers to question {question.number} for two readers to code alone"
    with acting(actor, act, chosen.round_id, chosen.advisory_id) as session:
        two_readers.begin(session, actor, chosen.part_id, question.key, size, choosing.k())
    return "The answers are drawn. The other reader sees on her first page that they wait."


def _under_way(actor: Actor, chosen: Work, sample: Sample) -> None:
    say.subheading("Two readers code the same answers")
    with reading() as session:
        two = two_readers.readers(session, sample.id)
    me = next((one for one in two if one.account_id == actor.account_id), None)
    if me is None:
        say.plain("These answers were drawn for two readers, and one of them is not named any more. Stop it.")
    elif me.done:
        say.plain("You are done. The other reader is not yet. What each of you chose shows when both are.")
    else:
        say.plain("These answers wait for you. You code them alone; the other reader does the same.")
        if st.button("Code these answers", type="primary"):
            attempt(lambda: blind_coding.enter(actor, chosen, sample))
    with st.expander("Stop this"):
        say.plain("What both of you chose so far is deleted, and the answers are free again.")
        if st.checkbox("Yes, delete what was chosen", key=f"sure-{sample.id}") and st.button("Stop it now"):
            attempt(lambda: _stop(actor, chosen, sample.id))


def _stop(actor: Actor, chosen: Work, sample_id: SampleId) -> str:
    act = "stopped answers that two readers coded alone"
    with acting(actor, act, chosen.round_id, chosen.advisory_id) as session:
        two_readers.stop(session, actor, sample_id, choosing.k())
    return "It is stopped. Nothing that was chosen in it is left."
