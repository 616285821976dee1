"""After a backup was put back, finance sees the most that could be paid twice, and says whether pay goes on."""

import streamlit as st

from consult.actors import Actor
from consult.dollars import in_dollars
from consult.money import restores
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt, tell


def show(actor: Actor) -> None:
    """Show what waits for finance; nothing where no backup was put back."""
    tell("restored")
    with reading() as session:
        most = restores.waiting_cents(session)
    if most is None:
        return
    say.subheading("A backup was put back")
    say.plain(
        f"What was paid after it was made is not known here any more. At most {in_dollars(most)} could be paid twice. "
        "Until you accept that, no desk pays and no paused round goes on. Ask the desks what they paid since."
    )
    if st.button(f"I accept that up to {in_dollars(most)} could be paid twice", type="primary"):
        attempt(lambda: _accepted(actor), "restored")


def _accepted(actor: Actor) -> str:
    with acting(actor, "accepted what could be paid twice after a restore") as session:
        restores.accept(session, actor)
    return "Desks pay again. Each steward lets her own round go on."
