"""Finance puts money into funds; it sees what is free, and of members no more than ended months."""

from collections.abc import Callable

import streamlit as st

from consult.actors import Actor
from consult.dollars import in_dollars, read_dollars
from consult.errors import ConsultError
from consult.house import present
from consult.money import funds
from consult.money.funds import FundShown
from consult.money.months import month_now
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.finance import restored

LONGEST_AMOUNT = 20
HEADS = ("Fund", "Put in", "Free", "Set aside", "For codes")
_DONE = "funds_done"
_TURN = "funds_turn"


def show(actor: Actor) -> None:
    """Show each fund with what can be done to it, then the form for a new one."""
    # A place that is always there: were it to come and go, what is unfolded below would fold.
    with st.container():
        if done := st.session_state.pop(_DONE, None):
            say.done(done)
    restored.show(actor)
    with reading() as session:
        listed = funds.shown(session, actor, month_now(present().clock))
    if not listed:
        say.plain("There is no fund yet. Make one, then put money in it.")
    if listed:
        say.table(HEADS, tuple(_line(fund) for fund in listed))
        say.note(
            "Free is what you can set aside today. What a count returns, and what desks pay, "
            "shows when its month has ended: sooner, it would tell how many people took part."
        )
    for fund in listed:
        _fund(actor, fund)
    _new(actor, is_first=not listed)


def _line(fund: FundShown) -> tuple[str, ...]:
    sums = fund.sums
    cents = (sums.received_cents, sums.free_cents, sums.set_aside_cents, sums.codes_cents)
    return (fund.name, *(in_dollars(part) for part in cents))


def _fund(actor: Actor, fund: FundShown) -> None:
    with (
        st.expander(say.label(f"{fund.name}: put money in, or take it out")),
        st.form(f"fund-{fund.fund_id}-{_turn()}", border=False),
    ):
        typed = st.text_input("Amount in dollars", max_chars=LONGEST_AMOUNT, autocomplete="off")
        puts = st.form_submit_button("Put in", type="primary")
        takes = st.form_submit_button("Take out")
    if puts:
        _act(lambda: _receive(actor, fund, typed))
    if takes:
        _act(lambda: _withdraw(actor, fund, typed))


def _receive(actor: Actor, fund: FundShown, typed: str) -> str:
    cents = read_dollars(typed)
    with acting(actor, f"put {in_dollars(cents)} into a fund") as session:
        funds.receive(session, actor, fund.fund_id, cents, month_now(present().clock))
    return f"{in_dollars(cents)} is in {fund.name}."


def _withdraw(actor: Actor, fund: FundShown, typed: str) -> str:
    cents = read_dollars(typed)
    with acting(actor, f"took {in_dollars(cents)} out of a fund") as session:
        funds.withdraw(session, actor, fund.fund_id, cents, month_now(present().clock))
    return f"{in_dollars(cents)} is out of {fund.name}."


def _new(actor: Actor, *, is_first: bool) -> None:
    with st.expander("Make a fund", expanded=is_first), st.form(f"fund-new-{_turn()}", border=False):
        name = st.text_input("Name of the fund", max_chars=funds.LONGEST_NAME, autocomplete="off")
        pressed = st.form_submit_button("Make it")
    if pressed:
        _act(lambda: _add(actor, name))


def _add(actor: Actor, name: str) -> str:
    with acting(actor, "made a fund") as session:
        funds.add(session, actor, name)
    return "The fund is made. It is empty."


def _act(act: Callable[[], str]) -> None:
    """Do it, say so, and give the forms new keys, so that a second tap finds nothing to send again."""
    try:
        done = act()
    except ConsultError as refused:
        say.refusal(refused)
        return
    st.session_state[_DONE] = done
    st.session_state[_TURN] = _turn() + 1
    st.rerun()


def _turn() -> int:
    return int(st.session_state.get(_TURN, 0))
