"""Step 3: when a round opens, closes and is answered, what it pays, and the calendar all the way to the decision."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import streamlit as st

from consult.clock import in_words, today
from consult.dollars import AMOUNTS_CENTS
from consult.house import present
from consult.rounds import dates, drafts
from consult.rounds.checks import MOST_MINUTES
from consult.rounds.rendering import dollars
from consult.ui import say
from consult.ui.author import saving

if TYPE_CHECKING:
    from consult.ui.author.writing import Desk

LABELS = {
    "opens_on": "Opens on",
    "closes_on": "Closes on",
    "latest_close": "Latest possible close",
    "themes_by": "What you heard is shared by",
    "decisions_by": "Decisions by",
    "delete_by": "Full answers deleted by, backups included",
}


def show(desk: Desk) -> None:
    """Show dates, calendar, minutes and amount."""
    say.plain("Every date means 11:59 pm in Nova Scotia.")
    changes: dict[str, object] = {}
    names = list(LABELS)
    # A row at a time, so that a phone and a reader's voice have them in the order of the calendar.
    for row in zip(names[::2], names[1::2], strict=True):
        for name, column in zip(row, st.columns(2), strict=True):
            with column:
                changes[name] = desk.typed.day(name, LABELS[name], getattr(desk.round, name))
    st.button("Propose the other dates from the opening", on_click=_propose, args=(desk,), key="propose")
    _calendar(desk, changes)
    changes |= _pay(desk)
    if any(getattr(desk.round, name) != value for name, value in changes.items()):
        say.quiet("Not saved yet.")
    if st.button("Save", type="primary", key="save-dates") and saving.save(
        desk.actor,
        desk.round.id,
        lambda session: drafts.change(session, desk.actor, desk.round.id, changes),
    ):
        st.rerun()


def _calendar(desk: Desk, changes: dict[str, object]) -> None:
    if None in changes.values():
        say.note("Set all six dates to see the calendar to the decision.")
        return
    calendar = dates.Calendar(**changes)  # type: ignore[arg-type]
    copies = desk.round.longest_copy_days
    for sentence in dates.problems(calendar, today(present().clock), copies):
        say.note(f"Has to change. {sentence}")
    for sentence in dates.warnings(calendar):
        say.note(f"Look again. {sentence}")
    say.subheading("The calendar")
    say.table(("Day", "What happens"), tuple((in_words(day), said) for day, said in dates.lines(calendar, copies)))


def _pay(desk: Desk) -> dict[str, object]:
    say.subheading("Time and pay")
    hint = f"{MOST_MINUTES} at most. The same for everyone, and shown before they start."
    minutes = desk.typed.number("minutes", "Minutes it takes", desk.round.minutes, 120, hint)
    amounts = {cents: dollars(cents) for cents in AMOUNTS_CENTS}
    cents = desk.typed.one_of("amount_cents", "Each member gets", amounts, desk.round.amount_cents)
    if cents and minutes and cents * 60 < desk.round.floor_cents_hour * minutes:
        say.note("Has to change. This is less than a living wage for the time it takes.")
    return {"minutes": minutes, "amount_cents": cents}


def _propose(desk: Desk) -> None:
    """Fill the other dates in from the opening date that was typed, or from next week."""
    opens_on = st.session_state.get(f"{desk.round.id}-opens_on") or today(present().clock) + timedelta(weeks=1)
    proposed = dates.propose(opens_on, desk.round.longest_copy_days)
    for name in LABELS:
        desk.typed.put(name, getattr(proposed, name))
