"""It names a person: a reader chooses the words, sees how the answer will read, and masks them for good."""

import streamlit as st

from consult.actors import Actor
from consult.errors import BadText, ConsultError
from consult.house import present
from consult.masking import MASKED, mask_the_copy
from consult.ui import say
from consult.ui.acting import acting
from consult.ui.attempt import attempt
from consult.ui.reader import choosing
from consult.ui.reader.choosing import Work
from consult.words.answers import acts, masks


def begin(actor: Actor, chosen: Work, answer_id: bytes) -> None:
    """Offer to choose what is masked; from then on a release waits for it."""
    say.plain(
        "A name, a number, a place, anything by which someone could be known: the writer or another person. "
        "Nobody who reads the answer after you sees what you mask, and no quote has it."
    )
    if st.button("Choose what to mask", key=f"names-{answer_id.hex()}"):
        attempt(lambda: _begin(actor, chosen, answer_id))


def choose(actor: Actor, chosen: Work, answer_id: bytes, words: str) -> None:
    """Show what looks as if it pointed to someone, a field for other words, and the answer as it would read."""
    key = answer_id.hex()
    found = masks.offered(words)
    if found:
        say.marked(words, [(mark.start, mark.end) for mark in found])
    places = [
        place
        for place, mark in enumerate(found)
        if st.checkbox(
            say.label(f"{words[mark.start : mark.end]}: {mark.reason}"), value=True, key=f"mask-{key}-{mark.start}"
        )
    ]
    copied = st.text_area("Other words to mask, copied exactly, one piece a line", key=f"copy-{key}", height=80)
    _preview(words, places, copied.split("\n"))
    with st.container(horizontal=True):
        if st.button("Mask these words for good", key=f"hide-{key}", type="primary"):
            attempt(lambda: _mask(actor, chosen, answer_id, places, copied.split("\n")))
        if st.button("There is nothing to mask", key=f"none-{key}"):
            attempt(lambda: _nothing(actor, chosen, answer_id))


def _preview(words: str, places: list[int], copied: list[str]) -> None:
    if not places and not any(map(str.strip, copied)):
        return
    try:
        after = masks.masked(words, places, copied)
    except BadText as refused:
        say.refusal(refused)
        return
    say.quiet("It will read like this. There is no way back.")
    say.answer(after)


def _begin(actor: Actor, chosen: Work, answer_id: bytes) -> str:
    with acting(actor, "said that an answer names a person", chosen.round_id, chosen.advisory_id) as session:
        acts.say_names(session, actor, answer_id, choosing.k())
    return "Choose what to mask, below the answer."


def _mask(actor: Actor, chosen: Work, answer_id: bytes, places: list[int], copied: list[str]) -> str:
    with acting(actor, MASKED, chosen.round_id, chosen.advisory_id) as session:
        reached = masks.mask(session, actor, answer_id, places, copied, choosing.k())
    said = ["Masked, for good."]
    try:
        mask_the_copy(present(), chosen.part_id)
    except ConsultError:
        said.append("The copy of the count was busy; it follows within the hour.")
    if reached.themes:
        titles = ", ".join(f'"{title}"' for title in reached.themes)
        said.append(f"These said the same words, and were masked too; write them anew: {titles}.")
    if reached.in_check:
        said.append("A member check was begun with these words in it. A steward has to look before anything leaves.")
    return " ".join(said)


def _nothing(actor: Actor, chosen: Work, answer_id: bytes) -> str:
    with acting(actor, "found nothing to mask in one answer", chosen.round_id, chosen.advisory_id) as session:
        acts.names_nobody(session, actor, answer_id, choosing.k())
    return "Nothing was masked."
