"""Coding alone: one answer on the page, the themes there were at the start, and nothing of the other reader."""

import streamlit as st

from consult.actors import Actor
from consult.errors import ConsultError
from consult.house import present
from consult.ids import SampleId
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt
from consult.ui.reader import choosing, placing, three_acts
from consult.ui.reader.choosing import Work
from consult.ui.reader.placing import Placing
from consult.words import codebook
from consult.words.pair import settling, two_readers
from consult.words.pair.two_reader_tables import Sample
from consult.words.pair.two_readers import Blind
from consult.words.reader.bench_tables import NOTHING
from consult.words.reading import Read

_HELD, _AT = "blind_sample", "blind_at"


def enter(actor: Actor, chosen: Work, sample: Sample) -> str:
    """Begin, or go on, with the answers of a sample; the stewards see that they were opened."""
    with acting(
        actor, "opened raw answers that two readers code alone", chosen.round_id, chosen.advisory_id
    ) as session:
        found = two_readers.mine(session, actor, sample.id, choosing.k())
    placing.begin_anew()
    st.session_state[_HELD] = sample.id
    st.session_state[_AT] = next((at for at, one in enumerate(found) if not one.chosen), 0)
    return ""


def show(actor: Actor, chosen: Work) -> bool:
    """Show the answer she stands at, if she is coding a sample; say whether she is."""
    sample_id: SampleId | None = st.session_state.get(_HELD)
    if sample_id is None:
        return False
    try:
        with reading() as session:
            found = two_readers.mine(session, actor, sample_id, choosing.k())
            known = set(two_readers.themes(session, sample_id))
            themes = [theme for theme in codebook.codebook(session, chosen.part_id) if theme.id in known]
    except ConsultError as refused:
        say.refusal(refused)
        return leave()
    at = min(st.session_state.get(_AT, 0), len(found) - 1)
    if at < 0:
        return leave()
    coded = sum(bool(one.chosen) for one in found)
    say.quiet(f"You code these alone. {coded} of {len(found)} are coded.\nAnswer {at + 1} of {len(found)}")
    say.answer(found[at].words)
    mine = read(found[at])
    placed = placing.show(mine, themes, frozenset(), frozenset())
    if st.button("Keep and go on", type="primary", shortcut="Ctrl+Enter"):
        _keep(actor, sample_id, placed, at, len(found))
    _walk(at, len(found))
    if coded == len(found) and st.button("I am done with all of them", type="primary"):
        attempt(lambda: _finish(actor, chosen, sample_id))
    three_acts.show(actor, chosen, mine)
    return True


def read(one: Blind) -> Read:
    """Give an answer of a sample as the boxes know it, with this reader's own choices in place of the shared ones."""
    return Read(one.id, one.words, one.chosen - {NOTHING}, NOTHING in one.chosen)


def leave() -> bool:
    """Go back to the overview; gives False, for "she is not coding"."""
    st.session_state.pop(_HELD, None)
    st.session_state.pop(_AT, None)
    placing.begin_anew()
    return False


def _keep(actor: Actor, sample_id: SampleId, placed: Placing, at: int, most: int) -> None:
    chosen = {*placed.ticked, *({NOTHING} if placed.blank else ())}
    try:
        # No line in the log, as for any other coding.
        with present().database.writing() as session:
            two_readers.code(session, actor, sample_id, placed.answer.id, chosen, choosing.k())
    except ConsultError as refused:
        say.refusal(refused)
        return
    placing.forget(placed.answer)
    st.session_state[_AT] = min(at + 1, most - 1)
    st.rerun()


def _finish(actor: Actor, chosen: Work, sample_id: SampleId) -> str:
    act = "was done with answers that two readers code alone"
    with acting(actor, act, chosen.round_id, chosen.advisory_id) as session:
        both = settling.finish(session, actor, sample_id, choosing.k())
    leave()
    if both:
        return "Both of you are done. What you chose alike has its place; the rest can be settled below."
    return "You are done. It waits for the other reader now."


def _walk(at: int, most: int) -> None:
    with st.container(horizontal=True):
        if at and st.button("Back", shortcut="Left"):
            _go(at - 1)
        if at < most - 1 and st.button("Next, leave it for now", shortcut="Right"):
            _go(at + 1)
        if st.button("Leave it for now, what I kept is kept"):
            leave()
            st.rerun()


def _go(at: int) -> None:
    placing.begin_anew()
    st.session_state[_AT] = at
    st.rerun()
