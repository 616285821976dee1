"""Who the stewards of an advisory are. A new one waits for the word of another; no administrator makes one alone."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

import streamlit as st

from consult import tokens
from consult.actors import Actor
from consult.clock import moment
from consult.errors import ConsultError
from consult.house import present
from consult.ids import AdvisoryId
from consult.people import grants, paper_codes
from consult.people.grants import GrantLine
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.steward import naming
from consult.ui.steward.log import choose


def show(actor: Actor) -> None:
    """Show the stewards of the actor's advisory, those who wait first, and the code on paper."""
    if done := st.session_state.pop("stewards_done", None):
        say.done(done)
    mine = choose(actor)
    if mine is None:
        return
    with reading() as session:
        lines = grants.stewards(session, present().clock, actor, mine)
    for line in sorted(lines, key=lambda line: line.from_when is not None):
        _line(actor, line)
    naming.show(actor, mine)
    _paper(actor, mine)


def _line(actor: Actor, line: GrantLine) -> None:
    rests = line.from_when is not None and line.from_when > present().clock.now()
    say.turn(line.who, "Steward", _sentence(line.from_when, rests=rests), _state(line, rests=rests))
    if line.account_id == actor.account_id or (line.from_when is not None and not rests):
        return
    if line.from_when is None and st.button(f"Yes, {line.who} is our steward", key=f"yes-{line.grant_id}"):
        _act(partial(_confirmed, actor, line))
    if st.button(f"No, not {line.who}", key=f"no-{line.grant_id}"):
        _act(partial(_refused, actor, line))


def _sentence(from_when: datetime | None, *, rests: bool) -> str:
    if from_when is None:
        return "An administrator named this account. It can do nothing until one of you says yes. Ask the person first."
    if rests:
        return f"The role begins on {moment(from_when)}. Until then you can still say no."
    return "Can approve, open the box, and agree to what leaves."


def _state(line: GrantLine, *, rests: bool) -> str:
    return "waits for you" if line.from_when is None else "rests" if rests else "in effect"


def _confirmed(actor: Actor, line: GrantLine) -> str:
    with acting(actor, f"said yes to a new steward, {line.who}", advisory_id=line.advisory_id) as session:
        begins = grants.confirm(session, present().clock, actor, line.grant_id)
    return f"{line.who} becomes a steward on {moment(begins)}."


def _refused(actor: Actor, line: GrantLine) -> str:
    with acting(actor, f"said no to a new steward, {line.who}", advisory_id=line.advisory_id) as session:
        grants.refuse(session, present().clock, actor, line.grant_id)
    return f"{line.who} does not become a steward."


def _paper(actor: Actor, advisory_id: AdvisoryId) -> None:
    say.subheading("A code on paper")
    say.plain(
        "If all stewards but a new one are gone, a code on paper lets her in, after 72 hours. Keep it where no "
        "administrator can read it. It works once. A new one ends the old one."
    )
    if shown := st.session_state.pop("paper_code", None):
        say.code(tokens.grouped(shown))
        say.note("Copy it by hand now. It is shown once and kept nowhere.")
    elif st.button("Make a code for paper"):
        _act(lambda: _made(actor, advisory_id))


def _made(actor: Actor, advisory_id: AdvisoryId) -> str:
    with acting(actor, "made a code on paper", advisory_id=advisory_id) as session:
        st.session_state["paper_code"] = paper_codes.make(session, actor, advisory_id)
    return "The code stands below."


def _act(act: Callable[[], str]) -> None:
    try:
        done = act()
    except ConsultError as refused:
        say.refusal(refused)
        return
    st.session_state["stewards_done"] = done
    st.rerun()
