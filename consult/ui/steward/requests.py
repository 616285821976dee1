"""A steward says yes or no to each body that would be shown a release, and reads what was taken along and what for."""

from datetime import date

import streamlit as st

from consult.actors import Actor
from consult.clock import in_words
from consult.rounds import parts
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt, tell
from consult.words.given import accesses, exports
from consult.words.replies.owner_tables import Access, AccessState

SAYS = {AccessState.ASKED: "waits for you", AccessState.GRANTED: "a steward said yes", AccessState.REFUSED: "no"}
SHOWN = 50


def show(actor: Actor) -> None:
    """Show what waits, what was answered, and what was taken along."""
    tell()
    with reading() as session:
        asked = accesses.of_advisories(session, actor, actor.advisories())
        mine = [part.id for part in parts.of_advisories(session, actor.advisories())]
        taken = exports.of_parts(session, mine)
    if not asked:
        say.plain("Nobody asks to bring a release before a body. Until you say yes, nobody may.")
    for row, number in sorted(asked, key=lambda it: it[0].state != AccessState.ASKED):
        _one(actor, row, number)
    say.subheading("What was taken along")
    if not taken:
        say.plain("Nothing yet.")
        return
    say.table(
        ("What", "Release", "What for", "When"),
        tuple((row.form, str(number), row.purpose, _day(row.exported_on)) for row, number in taken[:SHOWN]),
    )


def _one(actor: Actor, row: Access, number: int) -> None:
    state = AccessState(row.state)
    say.turn(f"{row.body}, {_day(row.meets_on)}", f"Release {number}", row.purpose, SAYS[state],
             filled=state is AccessState.ASKED)  # fmt: skip
    say.items(
        (f"What good it does: {row.benefit}", f"Who will see it: {row.people}", f"Kept until: {_day(row.ends_on)}")
    )
    if row.because:
        say.quiet(f"You or another steward wrote: {row.because}")
    key = row.id.hex()
    if state is not AccessState.GRANTED and st.button("Yes, for this body and this day", key=f"yes-{key}"):
        attempt(lambda: _answer(actor, row, number, "", grants=True))
    with st.expander("Take the yes back" if state is AccessState.GRANTED else "No"):
        because = st.text_area("Why not, in a sentence for who asked", key=f"why-{key}", height=80)
        if st.button("Say no", key=f"no-{key}"):
            attempt(lambda: _answer(actor, row, number, because, grants=False))


def _answer(actor: Actor, row: Access, number: int, because: str, *, grants: bool) -> str:
    act = f"said {'yes' if grants else 'no'} to bringing release {number} before a body"
    with acting(actor, act, row.round_id, row.advisory_id) as session:
        accesses.answer(session, actor, row.id, grants=grants, because=because)
    return "You said yes, for this body and this day alone." if grants else "You said no. Who asked reads why."


def _day(written: str) -> str:
    return in_words(date.fromisoformat(written))
