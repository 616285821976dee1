"""The desk's screen: one field, one answer that can be read a metre away, and nobody is paid twice by a slip."""

from dataclasses import dataclass
from typing import Literal, cast

import streamlit as st

from consult.actors import Actor
from consult.dollars import in_dollars
from consult.errors import ConsultError
from consult.house import present
from consult.money import desk
from consult.money.desk import CodeState, Standing
from consult.money.months import month_now
from consult.tokens import grouped, read_code
from consult.ui import guard, say
from consult.ui.desk import asking

_SEEN = "desk_seen"


@dataclass(frozen=True, slots=True)
class Seen:
    """The code on the screen and what the desk was told of it."""

    code: str
    standing: Standing


def show(actor: Actor) -> None:
    """Ask for a code, or show the answer to the one that was asked for."""
    seen = cast("Seen | None", st.session_state.get(_SEEN))
    if seen is None:
        asking.field("Look it up", _look_up)
        return
    say.code(grouped(seen.code))
    _ANSWERS[seen.standing.state](actor, seen)


def _look_up(typed: str) -> None:
    standing = asking.look_up(typed, guard.token())
    st.session_state[_SEEN] = Seen(read_code(typed), standing)
    st.rerun()


def _good(actor: Actor, seen: Seen) -> None:
    say.verdict(f"Good. {in_dollars(seen.standing.amount_cents)}")
    say.plain('Press "Paid" first. When the screen says paid, hand over the cash.')
    # Not as the button's act: that would run before the guard of the page.
    if st.button("Paid", type="primary", width="stretch"):
        _pay(actor, seen)
    _another("Do not pay now", "secondary")


def _pay(actor: Actor, seen: Seen) -> None:
    """Pay the code on the screen. A second tap finds the answer in its place, and no button."""
    house = present()
    try:
        with house.database.writing() as session:
            month = month_now(house.clock)
            standing = desk.pay(session, actor, house.pepper, seen.code, guard.token(), month=month)
    except ConsultError as refused:
        say.refusal(refused)
        return
    st.session_state[_SEEN] = Seen(seen.code, standing)
    st.rerun()


def _paid(_actor: Actor, seen: Seen) -> None:
    say.verdict(f"Paid. Hand over the cash. {in_dollars(seen.standing.amount_cents)}")
    _another("Next code")


def _just_paid(_actor: Actor, seen: Seen) -> None:
    say.verdict("You have just paid this one.")
    amount = in_dollars(seen.standing.amount_cents)
    say.plain(f"It is on record. If the {amount} is not handed over yet, hand it over now, once.")
    _another("Next code")


def _not_good(_actor: Actor, _seen: Seen) -> None:
    say.verdict("Not good.")
    say.plain("It was used already, or it is not good. This screen can not say more. Do not hand over cash.")
    _another("Try another code")


def _another(label: str, kind: Literal["primary", "secondary"] = "primary") -> None:
    st.button(label, type=kind, width="stretch", on_click=lambda: st.session_state.pop(_SEEN, None))


_ANSWERS = {
    CodeState.GOOD: _good,
    CodeState.PAID: _paid,
    CodeState.JUST_PAID: _just_paid,
    CodeState.NOT_GOOD: _not_good,
}
