"""An answer to one theme: yes, partly, no, not ours; why, who, and by when."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import streamlit as st

from consult.actors import Actor
from consult.clock import today
from consult.house import present
from consult.ids import RoundId
from consult.ui import say
from consult.ui.acting import acting
from consult.ui.attempt import attempt
from consult.ui.release.pointing import points_to_nobody
from consult.words import decisions, plain
from consult.words.decisions import Reply, Verdict
from consult.words.tables import Decision

_IN_A_MONTH = timedelta(days=30)


def show(
    actor: Actor, content: Mapping[str, Any], theme: Mapping[str, Any], decided: Decision | None, round_id: RoundId
) -> None:
    """Show the answer that stands, or the fields for one."""
    key = f"{content['number']}.{theme['number']}"
    if decided is not None:
        say.note("\n".join([f"Answer to {key}", *plain.decision(decided, content)]))
        with st.expander(f"Change the answer to {key}"):
            _fields(actor, content, theme, decided, round_id)
        return
    say.note(f"Your answer to {key} is due by {content['decisions_by']}.")
    _fields(actor, content, theme, None, round_id)


def _fields(
    actor: Actor, content: Mapping[str, Any], theme: Mapping[str, Any], held: Decision | None, round_id: RoundId
) -> None:
    key = f"answer-{content['number']}-{theme['number']}"
    now = today(present().clock)
    verdicts = list(Verdict)
    index = verdicts.index(Verdict(held.verdict)) if held else None
    verdict = st.radio(
        "What will you do?", verdicts, index=index, format_func=lambda one: plain.SAYS[one], horizontal=True,
        key=f"{key}-verdict",
    )  # fmt: skip
    reason = st.text_area("Why, in plain words", held.reason if held else "", key=f"{key}-why", height=100)
    owner = st.text_input(
        "Which role owns it (no name of a person)", held.owner if held else "", key=f"{key}-who", autocomplete="off"
    )
    by_when = st.date_input(
        "By when", value=date.fromisoformat(held.by_when) if held else now + _IN_A_MONTH,
        format="YYYY-MM-DD", key=f"{key}-when",
    )  # fmt: skip
    clear = points_to_nobody(f"{reason}\n{owner}", f"{key}-clear")
    if st.button("Answer this theme", key=f"{key}-send", type="primary"):
        reply = Reply(verdict, reason, owner, by_when if isinstance(by_when, date) else None)
        attempt(lambda: _decide(actor, content, theme, reply, clear, now, round_id))


def _decide(
    actor: Actor, content: Mapping[str, Any], theme: Mapping[str, Any], reply: Reply, clear: bool, now: date,
    round_id: RoundId,
) -> str:  # fmt: skip
    number = content["number"]
    with acting(actor, f"answered theme {number}.{theme['number']}", round_id) as session:
        decisions.decide(session, actor, number, theme["number"], reply, now, points_to_nobody=clear)
        left = decisions.undecided(session, number)
    if left:
        return f"Kept. {len(left)} more to answer: {', '.join(f'{number}.{one}' for one in left)}."
    return "Kept. Every theme has its answer, and all of it can be read on the public page."
