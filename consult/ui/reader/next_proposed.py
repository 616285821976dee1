"""What is proposed for the answer on the page, beside how often proposals were right; off with one switch."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from consult import learn_child
from consult.actors import Actor
from consult.house import present
from consult.ids import ThemeId
from consult.ui import say
from consult.ui.acting import reading
from consult.ui.reader import choosing
from consult.ui.reader.choosing import Work
from consult.words.learned import hit_rate, proposals
from consult.words.learned.learning_tables import Learning, Met
from consult.words.learned.proposals import Offer
from consult.words.reading import Read
from consult.words.suggesting.limits import CODED_ENOUGH
from consult.words.tables import Theme

_OFFER = "proposed_offer"
# Two people on a comparable survey: F1 .74 to .88 (docs/benchmarks.md, "Themes").
TWO_PEOPLE = "Two people who code the same answers reach about 0.74 to 0.88."


@dataclass(frozen=True, slots=True)
class _Standing:
    on: bool
    coded: int
    learning: Learning | None


def offer(actor: Actor, chosen: Work, answer: Read) -> Offer:
    """Give what is proposed for this answer. It stays the same as long as she stands at it."""
    learn_child.tend(present(), chosen.part_id)
    held = st.session_state.get(_OFFER)
    if held is None or held[0] != answer.id:
        held = (answer.id, Offer() if answer.placed else _met(actor, answer))
        st.session_state[_OFFER] = held
    given: Offer = held[1]
    return Offer() if answer.placed else given


def label(theme: Theme, given: Offer) -> str:
    """Give the label of a theme's box: one that is proposed says so in a word."""
    text = say.label(theme.title or theme.text)
    return f"{text} (proposed)" if theme.id in given.themes else text


def show(actor: Actor, chosen: Work, given: Offer, accept: Callable[[list[ThemeId]], None]) -> None:
    """Show that something is proposed and the key that accepts it, how often it was right, and the switch."""
    with reading() as session:
        now = _Standing(
            proposals.are_on(session, actor, chosen.part_id),
            proposals.coded(session, chosen.part_id),
            proposals.learned(session, actor, chosen.part_id, choosing.k()),
        )
        seen = hit_rate.so_far(session, actor, chosen.part_id, choosing.k())
        unseen = hit_rate.so_far(session, actor, chosen.part_id, choosing.k(), Met.KEPT_BACK)
    if given.made:
        _proposed(given, accept)
        say.quiet(hit_rate.in_short(seen))
    with st.expander("Proposals"):
        say.plain(_what_they_are(now))
        if now.learning is not None:
            say.plain(hit_rate.in_words(seen))
            if unseen.answers:
                say.plain(hit_rate.in_words(unseen, was_seen=False))
        wanted = st.toggle("Show proposals", value=now.on, key=f"proposals-{chosen.part_id}")
        if wanted != now.on:
            _switch(actor, chosen, on=wanted)


def _proposed(given: Offer, accept: Callable[[list[ThemeId]], None]) -> None:
    if not given.themes:
        say.quiet("Proposed: no theme. It looks like answers that you found to say nothing.")
        return
    say.quiet("Proposed from what was coded before. Nothing is kept until you keep it.")
    if st.button("Accept as proposed", shortcut="a"):
        accept(list(given.themes))


def _what_they_are(now: _Standing) -> str:
    if now.learning is None:
        if now.coded < CODED_ENOUGH:
            have = "1 has" if now.coded == 1 else f"{now.coded} have"
            return f"Proposals begin when {CODED_ENOUGH} answers have a place. {have} one now."
        return "Proposals are being made. They come with the next answers."
    figure = f"{now.learning.agreement:.2f}"
    return (
        f"A machine learned from {now.learning.coded} answers that have a place, by {now.learning.path}. Tried on "
        f"those, it agrees with you to {figure} of 1 (F1). {TWO_PEOPLE} The next answers to open are those it learns "
        "most from."
    )


def _met(actor: Actor, answer: Read) -> Offer:
    with reading() as session:
        if not proposals.is_there(session, actor, answer.id, choosing.k()):
            return Offer()
    with present().database.writing() as session:
        return proposals.meet(session, actor, answer.id, choosing.k())


def _switch(actor: Actor, chosen: Work, *, on: bool) -> None:
    with present().database.writing() as session:
        proposals.switch(session, actor, chosen.part_id, choosing.k(), on=on)
    st.session_state.pop(_OFFER, None)
    st.rerun()
