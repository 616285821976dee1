"""The author names who types in the paper of her round; she never does so herself."""

import streamlit as st

from consult.actors import Actor, Role
from consult.errors import Refused
from consult.house import present
from consult.ids import AccountId, RoundId
from consult.people import accounts, grants
from consult.rounds import assignments
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.facilitator.sitting import Move, Sitting, key, press


def show(actor: Actor, round_id: RoundId, title: str) -> None:
    """Show who types in paper in this round, and how to name one or take one back."""
    with reading() as session:
        held = [one for one in assignments.of_round(session, round_id) if one.role is Role.FACILITATOR]
        names = accounts.names_of(session, frozenset(one.account_id for one in held))
        listed = dict(grants.holders(session, present().clock, Role.FACILITATOR))
    say.subheading(f"Who types in paper: {title}")
    say.plain(
        "Whoever types in a form reads it, and is no reader, steward, desk or finance of the round after that. You "
        "wrote it, so you do not type."
    )
    for one in held:
        name = names.get(one.account_id, "An account that is gone")
        press(f"Take {name} back", _takes_back(actor, round_id, one.account_id), name=f"untype-{one.account_id}")
    free = {
        account_id: name for account_id, name in listed.items() if account_id not in {one.account_id for one in held}
    }
    free.pop(actor.account_id, None)
    if not free:
        say.quiet("There is no other facilitator. An administrator makes an account with that role.")
        return
    field = f"typist-{round_id}"
    st.selectbox("Facilitator", tuple(free), index=None, key=key(field), format_func=lambda one: say.label(free[one]))
    press("Name this person", _names(actor, round_id, field), name=f"name-{round_id}")


def _names(actor: Actor, round_id: RoundId, field: str) -> Move:
    def move(sitting: Sitting) -> Sitting:
        chosen: AccountId | None = st.session_state.get(key(field))
        if chosen is None:
            raise Refused("Choose who types in paper first.")
        with acting(actor, "named who types in paper", round_id) as session:
            assignments.assign(session, actor, round_id, chosen, Role.FACILITATOR)
        return Sitting(turn=sitting.turn, done="Named. The page Paper forms now has this round for that person.")

    return move


def _takes_back(actor: Actor, round_id: RoundId, account_id: AccountId) -> Move:
    def move(sitting: Sitting) -> Sitting:
        with acting(actor, "took back who types in paper", round_id) as session:
            assignments.take_back(session, actor, round_id, account_id, Role.FACILITATOR)
        return Sitting(turn=sitting.turn, done="Taken back.")

    return move
