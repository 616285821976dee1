"""A file that was made waits for the one who made it, at its own address; what it is for is on record."""

from collections.abc import Sequence

import streamlit as st

from consult.actors import Actor
from consult.clock import today
from consult.documents.handover import File, handover
from consult.house import present
from consult.people import acts
from consult.rounds import parts
from consult.ui import guard, say
from consult.words.given import exports
from consult.words.given.exports import Export, Form, What
from consult.words.given.memo import Source
from consult.words.leaving import releases

_MADE = "take_made"


def hand_over(made: Export) -> None:
    """Hold the file for this sign-in, until it is taken at its own address."""
    handover.hold(guard.token(), File(made.name, exports.MEDIA[made.form], made.body))
    st.session_state[_MADE] = (made.name, made.body.decode() if made.form is Form.TEXT else "")


def note(actor: Actor, found: Sequence[Source], what: What, for_what: str) -> None:
    """Keep what was made and what for, with a line in the log of each advisory it came from."""
    house = present()
    with house.database.writing() as session:
        for source in found:
            release = releases.by_number(session, source.number)
            advisory_id = parts.part(session, release.part_id).advisory_id
            acts.record(session, house.clock, actor, exports.act(source, what, for_what), release.round_id, advisory_id)
        exports.note(session, actor, found, what, for_what, today(house.clock))


def forget() -> None:
    """Show nothing of what was made before: the last press made nothing."""
    st.session_state.pop(_MADE, None)


def given() -> None:
    """Show what was made last on this visit: the way to it, and its words where they can be copied."""
    made = st.session_state.get(_MADE)
    if made is None:
        return
    name, text = made
    say.done(f"{name} is made, and it is on record. It waits ten minutes and is given once.")
    say.link("Take the file", "/file")
    if text:
        say.quiet("Or copy it from here:")
        st.code(text, language=None, wrap_lines=True)
