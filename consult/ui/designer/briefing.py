"""An evidence brief: asked for with its purpose, and made only where a steward said yes to that body and that day."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from consult.actors import Actor
from consult.clock import in_words, today
from consult.errors import ConsultError
from consult.house import present
from consult.rounds import parts
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt, tell
from consult.ui.designer import handing_over
from consult.ui.release.pointing import points_to_nobody
from consult.words.given import accesses, exports
from consult.words.given.accesses import Asked
from consult.words.given.exports import What
from consult.words.leaving import releases
from consult.words.replies.owner_tables import Access, AccessState

SAYS = {AccessState.ASKED: "waits for a steward", AccessState.GRANTED: "yes", AccessState.REFUSED: "no"}


def show(actor: Actor, rounds: Mapping[int, str]) -> None:
    """Show what was asked for, with the brief where it was granted, and the fields of a new request."""
    tell("brief")
    say.plain("A steward of the advisory says yes or no, for one body and one day. Until she says yes, it is no.")
    with reading() as session:
        listed = accesses.mine(session, actor)
    for row, number in listed:
        _asked(actor, row, f"{number}. {rounds.get(number, '')}", number)
    handing_over.given()
    say.subheading("Ask for a yes")
    _ask(actor, rounds)


def _asked(actor: Actor, row: Access, title: str, number: int) -> None:
    day = date.fromisoformat(row.meets_on)
    because = f" She wrote: {row.because}" if row.because else ""
    state = SAYS[AccessState(row.state)]
    say.turn(f"{row.body}, {in_words(day)}", title, f"{row.purpose}{because}", state, filled=state == "yes")
    may = row.state == AccessState.GRANTED and today(present().clock) <= day
    if may and st.button("Make the brief (PDF)", key=f"brief-{row.id.hex()}"):
        _make(actor, row.id, number)


def _make(actor: Actor, access_id: bytes, number: int) -> None:
    day = today(present().clock)
    try:
        with reading() as session:
            row = accesses.granted(session, actor, access_id, day)
            found = exports.sources(session, actor, exports.all_of(session, number), day, whole=True)
        made = exports.brief(found[0], row.body, date.fromisoformat(row.meets_on), row.purpose)
        handing_over.note(actor, found, What.BRIEF, row.purpose)
    except ConsultError as refused:
        say.refusal(refused)
        return
    handing_over.hand_over(made)


def _ask(actor: Actor, rounds: Mapping[int, str]) -> None:
    # Fresh fields after each request: a second press asks for nothing twice.
    turn = st.session_state.get("ask-turn", 0)
    number = st.selectbox(
        "Which release", list(rounds), format_func=lambda it: f"{it}. {rounds[it]}", key="ask-release"
    )
    body = st.text_input("Which body (a committee, a hearing, a summit)", key=f"ask-body-{turn}", autocomplete="off")
    meets_on = st.date_input("The day it meets", value=None, format="YYYY-MM-DD", key=f"ask-day-{turn}")
    why = st.text_area("What it is for", key=f"ask-why-{turn}", height=80)
    benefit = st.text_area("What good it does those who answered", key=f"ask-good-{turn}", height=80)
    people = st.text_area("Who will see it", key=f"ask-people-{turn}", height=80)
    ends_on = st.date_input("Until when they keep it", value=None, format="YYYY-MM-DD", key=f"ask-end-{turn}")
    clear = points_to_nobody(f"{body}\n{why}\n{benefit}\n{people}", f"ask-clear-{turn}")
    if st.button("Ask the steward", type="primary", key="ask-send"):
        asked = Asked(body, _day(meets_on), why, benefit, people, _day(ends_on))
        attempt(lambda: _send(actor, number, asked, clear), "brief")


def _send(actor: Actor, number: int, asked: Asked, clear: bool) -> str:
    with reading() as session:
        release = releases.by_number(session, number)
        advisory_id = parts.part(session, release.part_id).advisory_id
    with acting(actor, f"asked to bring release {number} before a body", release.round_id, advisory_id) as session:
        accesses.ask(session, actor, number, asked, today(present().clock), points_to_nobody=clear)
    st.session_state["ask-turn"] = st.session_state.get("ask-turn", 0) + 1
    return "Asked. A steward of the advisory finds it on her first page."


def _day(given: object) -> date | None:
    return given if isinstance(given, date) else None
