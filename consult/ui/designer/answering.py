"""The fields of an answer: yes, partly, no, not ours; why; which roles; by when; what was weighed, who read first."""

from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from consult.clock import today
from consult.house import present
from consult.ui import say
from consult.ui.designer.desk import Desk
from consult.ui.release.pointing import points_to_nobody
from consult.words.given import plain
from consult.words.replies.decisions import Reply, Verdict, Whose
from consult.words.replies.standings import Stands

IN_A_MONTH = timedelta(days=30)
_READ_FIRST = "designer_read_first"


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: the answer, the role it waits for where one has to agree first, and that it points to nobody."""

    reply: Reply
    waits_for: str
    clear: bool
    waits: bool = False


def key_of(one: Stands) -> str:
    """Give what the names of this theme's fields begin with."""
    return f"answer-{one.release}-{one.theme}"


def day(written: str) -> date:
    """Read a day as a table keeps it."""
    return date.fromisoformat(written)


def remember(read_first: str) -> None:
    """Keep, for this visit, who read the summary first: it is mostly the same for the next theme."""
    st.session_state[_READ_FIRST] = read_first


def reply_of(one: Stands) -> Reply:
    """Give the answer that stands as it was typed."""
    said = one.decided
    if said is None:
        return Reply(None, "", "", None)
    asks = Whose(one.handed.organisation_id, one.handed.organisation) if one.handed else None
    weighed = tuple(said.weighed.splitlines()) or None
    return Reply(Verdict(said.verdict), said.reason, said.owner, day(said.by_when), said.read_first, weighed, asks)


def fields(desk: Desk, one: Stands, held: Reply) -> Typed:
    """Show the fields, filled with what is held, and give what is in them now."""
    key = key_of(one)
    verdicts = list(Verdict)
    index = verdicts.index(held.verdict) if held.verdict else None
    verdict = st.radio(
        "What will you do?", verdicts, index=index, format_func=lambda it: plain.SAYS[it], horizontal=True,
        key=f"{key}-verdict",
    )  # fmt: skip
    reason = st.text_area("Why, in plain words", held.reason, key=f"{key}-why", height=100)
    owner, by_when, asks = "", None, None
    if verdict is Verdict.NOT_OURS:
        asks = _whose(desk, held, key)
    else:
        owner = st.text_area(
            "Which role owns it (no name of a person)", "" if held.asks else held.owner, key=f"{key}-who", height=68
        )
        say.quiet("More than one role: one a line.")
        by_when = _by_when(held, key)
    read_first = st.text_area(
        "Which roles read the summary first, one a line",
        held.read_first or st.session_state.get(_READ_FIRST, ""),
        key=f"{key}-read",
        height=68,
    )
    weighed = _weighed(desk, one, held, key)
    waits = st.checkbox("Someone has to agree first. Keep this as a draft", key=f"{key}-waits")
    waits_for = st.text_input("Which role does it wait for", key=f"{key}-for", autocomplete="off") if waits else ""
    clear = points_to_nobody(f"{reason}\n{owner}\n{read_first}\n{waits_for}", f"{key}-clear")
    return Typed(Reply(verdict, reason, owner, by_when, read_first, weighed, asks), waits_for, clear, waits)


def _whose(desk: Desk, held: Reply, key: str) -> Whose | None:
    if not desk.others:
        say.note("No other organisation here can answer. An administrator can add one, with a designer in it.")
        return None
    ids = [other.organisation_id for other in desk.others]
    index = ids.index(held.asks.organisation_id) if held.asks and held.asks.organisation_id in ids else None
    asks: Whose | None = st.selectbox(
        "Whose is it?", desk.others, index=index, format_func=lambda it: it.name, key=f"{key}-whose"
    )
    say.quiet("It stays unanswered until they take it up, and the day stays. They see it on their first page.")
    return asks


def _by_when(held: Reply, key: str) -> date | None:
    now = today(present().clock)
    given = st.date_input("By when", value=held.by_when or now + IN_A_MONTH, format="YYYY-MM-DD", key=f"{key}-when")
    return given if isinstance(given, date) else None


def _weighed(desk: Desk, one: Stands, held: Reply, key: str) -> tuple[str, ...]:
    chosen = st.multiselect(
        "Themes you weighed",
        list(desk.themes),
        default=[number for number in held.weighed or (one.number,) if number in desk.themes],
        format_func=lambda number: f"{number} {desk.themes[number]}",
        key=f"{key}-weighed",
    )
    return tuple(chosen)
