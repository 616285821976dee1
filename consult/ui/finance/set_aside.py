"""Finance sets the money of a part aside before it opens: seats, spares included, times the amount."""

from collections.abc import Callable
from uuid import UUID

import streamlit as st

from consult import burden
from consult.actors import Actor
from consult.dollars import in_dollars
from consult.errors import ConsultError
from consult.house import present
from consult.money import funds
from consult.money.funds import FundShown
from consult.money.months import month_now
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.finance import asking
from consult.ui.finance.asking import Asked, parts_with_money

_DONE = "set_aside_done"


def show(actor: Actor) -> None:
    """Show what waits for money, then what has it."""
    # A place that is always there: were it to come and go, what is unfolded below would fold.
    with st.container():
        if done := st.session_state.pop(_DONE, None):
            say.done(done)
    month = month_now(present().clock)
    with reading() as session:
        waiting, held = parts_with_money(session, actor, month)
        listed = funds.shown(session, actor, month)
    if not waiting:
        say.plain("Nothing waits for money. A part comes here when its steward has approved it.")
    elif not listed:
        say.plain("There is no fund yet. Make one first.")
        say.link("Funds", "/funds")
    for asked in waiting:
        _waiting(actor, asked, listed)
    if held:
        say.subheading("Set aside")
        say.table(
            ("Round", "Advisory", "Set aside"),
            tuple((one.title, one.advisory, in_dollars(one.held_cents)) for one in held),
        )
        say.note("This does not change while a round is open. It leaves this list after the month of its count.")
    for asked in (one for one in held if one.may_go_back):
        _held(actor, asked)


def _waiting(actor: Actor, asked: Asked, listed: list[FundShown]) -> None:
    say.subheading(f"{asked.title}, {asked.advisory}")
    amount = in_dollars(asked.amount_cents)
    needed = in_dollars(asked.needed_cents)
    say.plain(f"{asked.seats} seats, spares included, at {amount} each: {needed}. It can not open before.")
    if not listed:
        return
    names = {fund.fund_id: say.label(f"{fund.name}, {in_dollars(fund.sums.free_cents)} free") for fund in listed}
    fund_id = st.radio("Fund", list(names), format_func=lambda key: names.get(key, ""), key=f"fund-of-{asked.box_id}")
    accepts = _year(asked)
    if st.button(f"Set {needed} aside", type="primary", key=f"aside-{asked.box_id}"):
        _act(lambda: _set_aside(actor, asked, fund_id, accepts))


def _year(asked: Asked) -> bool:
    """Say what one person could be paid this year once it comes near the sum; past it, ask for finance's yes."""
    if asked.most_cents < burden.WARN_CENTS:
        return False
    most = in_dollars(asked.most_cents)
    say.note(
        f"With this part one person who holds a card of every round could be paid {most} for {asked.year}. "
        "Nobody can know whether anyone does. Tax rules and income assistance may count it."
    )
    if asked.most_cents <= burden.MOST_CENTS:
        return False
    return st.checkbox(f"I accept that one person could be paid {most}.", key=f"accept-{asked.box_id}")


def _set_aside(actor: Actor, asked: Asked, fund_id: UUID, accepts: bool) -> str:
    act = "set the money of a part aside"
    if accepts:
        act += f", and accepted that one person could be paid {in_dollars(asked.most_cents)} for {asked.year}"
    with acting(actor, act, asked.round_id) as session:
        asking.set_aside(session, actor, asked, fund_id, month_now(present().clock), is_accepted=accepts)
    return f"{in_dollars(asked.needed_cents)} is set aside for {asked.title}, {asked.advisory}."


def _held(actor: Actor, asked: Asked) -> None:
    with st.expander(say.label(f"Put it back: {asked.title}, {asked.advisory}")):
        say.plain("The cards are not made yet, so this money can go back to its fund. The part then waits again.")
        if st.button("Put it back", key=f"back-{asked.box_id}"):
            _act(lambda: _put_back(actor, asked))


def _put_back(actor: Actor, asked: Asked) -> str:
    with acting(actor, "put the money of a part back", asked.round_id) as session:
        funds.put_back(session, asked.box_id, month_now(present().clock))
    return f"{in_dollars(asked.held_cents)} is back in its fund."


def _act(act: Callable[[], str]) -> None:
    try:
        st.session_state[_DONE] = act()
    except ConsultError as refused:
        say.refusal(refused)
        return
    st.rerun()
