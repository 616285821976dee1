"""The screen on which a steward opens her box, gives it more time, destroys it unread, or pauses a round."""

from collections.abc import Callable

import streamlit as st

from consult import count_child, counting, endings, opening
from consult.actors import Actor
from consult.box import boxes
from consult.box.tables import Box, BoxState
from consult.clock import has_passed, in_words
from consult.errors import ConsultError
from consult.house import present
from consult.rounds import parts
from consult.rounds.tables import Part
from consult.ui import say
from consult.ui.acting import reading
from consult.ui.steward import counted, told

STEPS = {
    "unwrapped": "The phrase fits. One moment.",
    "shut": "The box is shut. No one can send any more. One moment.",
    "opened": "The papers are open and mixed. One moment.",
    "committed": "The answers are in one heap. The envelopes, seats and codes are gone. One moment.",
    "settled": "The keys are destroyed.",
}


def show(actor: Actor) -> None:
    """Show what waits for this steward: closed boxes first, then the open ones."""
    # A place that is always there: were it to come and go, what is unfolded below would fold.
    with st.container():
        if done := st.session_state.pop("box_done", None):
            say.done(done)
    told.point_to(actor)
    closed, running = _boxes_of(actor)
    if not closed and not running:
        say.plain("No box waits for you. A box comes here when a round you approved is open.")
    for part, box, title in closed:
        _closed(actor, part, box, title)
    for part, box, title in running:
        _running(actor, part, box, title)
    counted.show(actor)


def _boxes_of(actor: Actor) -> tuple[list[tuple[Part, Box, str]], list[tuple[Part, Box, str]]]:
    closed: list[tuple[Part, Box, str]] = []
    running: list[tuple[Part, Box, str]] = []
    clock = present().clock
    with reading() as session:
        for part in parts.of_advisories(session, actor.advisories()):
            box = boxes.get(session, part.box_id) if part.box_id else None
            if box is None or box.state not in boxes.COUNTABLE:
                continue
            is_closed = box.state is BoxState.COUNTING or has_passed(box.closes_on, clock)
            (closed if is_closed else running).append((part, box, parts.title_of(session, part.round_id)))
    return closed, running


def _closed(actor: Actor, part: Part, box: Box, title: str) -> None:
    say.subheading(title)
    say.plain(f"Closed on {in_words(box.closes_on, minute=True)}. Nobody has read anything.")
    say.plain(
        "Type the six words of the opening phrase, yours or the one on paper. The box opens once. "
        "After that the envelopes, the cards and the keys are destroyed."
    )
    with st.form(f"open-{part.id}", border=False):
        phrase = st.text_input("Opening phrase", type="password", autocomplete="off", key=f"phrase-{part.id}")
        pressed = st.form_submit_button("Open the box", type="primary")
    if pressed:
        _count(actor, part, phrase)
    if box.state is not BoxState.COUNTING:
        _other_ways(actor, part, box, title)


def _count(actor: Actor, part: Part, phrase: str) -> None:
    place = st.empty()

    def tell(step: str) -> None:
        with place:
            say.plain(STEPS.get(step, "One moment."))

    try:
        counted = count_child.count(present(), actor, part.id, phrase, tell)
    except ConsultError as refused:
        place.empty()
        say.refusal(refused)
        return
    st.session_state["box_done"] = _result(counted)
    st.rerun()


def _result(counted: counting.CountedRound) -> str:
    if counted.purged_unread:
        return f"Fewer than {present().settings.k} papers had words on them. The box was destroyed unread. Pay stands."
    left = counted.left_out
    many = "1 envelope did not open and was" if left == 1 else f"{left} envelopes did not open and were"
    out = f" {many} left out." if left else ""
    return f"The box is open. Its answers are in one heap, and the keys are destroyed.{out} Tear up the phrase."


def _other_ways(actor: Actor, part: Part, box: Box, title: str) -> None:
    if box.closes_on == box.earliest_close and not has_passed(box.latest_close, present().clock):
        with st.expander("Give it more time"):
            say.plain(f"This works once. The approval covers {in_words(box.latest_close)} at the latest.")
            key, form = f"until-{part.id}", "YYYY-MM-DD"
            until = st.date_input("New closing date", value=box.latest_close, format=form, key=key)
            if st.button("Give it more time", key=f"extend-{part.id}"):
                _act(lambda: endings.extend(present(), actor, part.id, until), "The round is open again.")
    with st.expander("Destroy it unread"):
        say.plain("Nobody will ever read these answers. Pay stands. There is no way back.")
        typed = st.text_input(
            say.label(f"Type the title to confirm: {title}"), key=f"title-{part.id}", autocomplete="off"
        )
        if st.button("Destroy the box unread", key=f"purge-{part.id}"):
            _act(lambda: endings.purge_unread(present(), actor, part.id, typed), "The box was destroyed unread.")


def _running(actor: Actor, part: Part, box: Box, title: str) -> None:
    is_paused = box.state is BoxState.PAUSED
    say.subheading(title)
    say.state("paused" if is_paused else "open", filled=not is_paused)
    say.plain(f"It closes on {in_words(box.closes_on, minute=True)}. Until then no one can open the box.")
    if is_paused:
        say.plain("Members see a kind notice and the way to their pay code.")
        if st.button("Let members answer again", key=f"resume-{part.id}"):
            _act(lambda: opening.resume(present(), actor, part.id), "The round is open again.")
    elif st.button("Pause this round", key=f"pause-{part.id}"):
        _act(lambda: opening.pause(present(), actor, part.id), "The round is paused.")


def _act(act: Callable[[], None], done: str) -> None:
    try:
        act()
    except ConsultError as refused:
        say.refusal(refused)
        return
    st.session_state["box_done"] = done
    st.rerun()
