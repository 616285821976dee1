"""A theme that others called yours: take it up with a day, or say why it is not yours either."""

from datetime import date

import streamlit as st

from consult.clock import in_words, today
from consult.house import present
from consult.ids import RoundId
from consult.ui import say
from consult.ui.acting import acting
from consult.ui.attempt import attempt
from consult.ui.designer import answering
from consult.ui.designer.desk import Desk
from consult.ui.release.pointing import points_to_nobody
from consult.words.replies import handing
from consult.words.replies.standings import Stands


def show(desk: Desk, one: Stands, round_id: RoundId) -> None:
    """Show the two ways."""
    key = f"take-{one.release}-{one.theme}"
    since = in_words(date.fromisoformat(one.handed.handed_on)) if one.handed else ""
    say.subheading(f"Is {one.number} yours?")
    say.plain(f"It waits for {desk.mine.name} since {since}. Nobody answers it in your place.")
    by_when = st.date_input(
        "You answer it by", value=today(present().clock) + answering.IN_A_MONTH, format="YYYY-MM-DD", key=f"{key}-when"
    )
    if st.button("We take it up", type="primary", key=f"{key}-yes"):
        attempt(lambda: _take(desk, one, by_when if isinstance(by_when, date) else None, round_id))
    with st.expander("It is not ours either"):
        reason = st.text_area("Why it is not yours, in plain words", key=f"{key}-why", height=100)
        clear = points_to_nobody(reason, f"{key}-clear")
        if st.button("Give it back", key=f"{key}-no"):
            attempt(lambda: _give_back(desk, one, reason, clear, round_id))


def _take(desk: Desk, one: Stands, by_when: date | None, round_id: RoundId) -> str:
    with acting(desk.actor, f"took up theme {one.number}", round_id) as session:
        handing.take_up(session, desk.actor, desk.mine, one.release, one.theme, by_when, today(present().clock))
    return f"{one.number} is yours now. Everyone can read that you took it up, and by when you answer."


def _give_back(desk: Desk, one: Stands, reason: str, clear: bool, round_id: RoundId) -> str:
    with acting(desk.actor, f"gave theme {one.number} back", round_id) as session:
        handing.give_back(session, desk.actor, desk.mine, one.release, one.theme, reason, points_to_nobody=clear)
    return f"{one.number} is back with those who asked. Everyone can read your reason."
