"""Undo, always at the same place of the bench: what was done last, and one press to take it back."""

from collections.abc import Callable

import streamlit as st

from consult.actors import Actor
from consult.house import present
from consult.ui import say
from consult.ui.acting import reading
from consult.ui.attempt import attempt
from consult.ui.reader import choosing
from consult.ui.reader.choosing import Work
from consult.words.reader import undoing
from consult.words.reader.undoing import Last


def show(
    actor: Actor, chosen: Work, where: str, afterwards: Callable[[bytes | None], None] = lambda _one: None
) -> None:
    """
    Show the button that takes back this reader's last act at the part, and how many more there are.

    `afterwards` is told the answer that it was about, if it was one.
    """
    with reading() as session:
        last = undoing.newest(session, actor, chosen.part_id, choosing.k())
    said = f"Undo: {last.kind}" if last else "Nothing to undo"
    if st.button(said, key=f"undo-{where}", disabled=last is None, shortcut="U", wrap=True) and last:
        attempt(lambda: _undo(actor, chosen, last, afterwards), where)
    if last and last.steps > 1:
        say.quiet(f"{last.steps} steps can be undone, the last one first.")


def _undo(actor: Actor, chosen: Work, last: Last, afterwards: Callable[[bytes | None], None]) -> str:
    # No line in the log, as for each place that an answer gets: the history of themes has what changed in them.
    with present().database.writing() as session:
        done = undoing.undo(session, actor, chosen.part_id, choosing.k(), last.kind)
    afterwards(last.answer)
    return f"Undone: {done}."
