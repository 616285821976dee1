"""Someone may be in danger: a list to go through calmly, and a record that it happened. Nothing ticked is kept."""

from uuid import UUID

import streamlit as st

from consult.actors import Actor
from consult.rounds import approvals, parts
from consult.rounds.scripts import Script
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt
from consult.ui.reader import choosing, lines
from consult.ui.reader.choosing import Work
from consult.words.answers import acts
from consult.words.answers.acts import DECIDED, Decided

WHEN = ("It is now", "It is in the past", "I can not tell")
LOOK = ("a child", "a name", "a place", "a time")
STEPS = (
    "I took a breath. I know that I do not have to solve this alone.",
    "I looked at what is there: now or past, a child, a name, a place, a time.",
    "I know whom to call, and what each line has to report.",
    "I do not try to find out who wrote it, and I ask nobody who it was.",
    "I tell nobody what was said, in no meeting, file or message, unless the law asks me to.",
)
_REPORT = "C12"


def begin(actor: Actor, chosen: Work, answer_id: bytes) -> None:
    """Offer to open the list at this answer."""
    say.plain(
        "Stop for a moment, and breathe. A list opens that helps you through. The stewards of this advisory are told "
        "that it happened, and not what was said. A release waits until you and a steward are done."
    )
    if st.button("Open the list", key=f"danger-{answer_id.hex()}"):
        attempt(lambda: _begin(actor, chosen, answer_id))


def listed(actor: Actor, chosen: Work, act_id: UUID) -> None:
    """Show the list of one danger to its end."""
    script, contact = of_round(chosen)
    key = act_id.hex
    say.plain("1. Breathe. You did not cause this. A few minutes to think do no harm.")
    say.plain("2. Look at what is there. What you choose here helps you think; none of it is kept.")
    st.radio("When", WHEN, index=None, key=f"when-{key}", horizontal=True)
    with st.container(horizontal=True):
        for what in LOOK:
            st.checkbox(what.capitalize(), key=f"look-{key}-{what}")
    say.plain("3. Whom to call.")
    say.plain(f"In the house: {contact}." if contact else "In the house: the person who convenes this partnership.")
    lines.show(script, "Help lines to call for advice")
    say.plain("4. What may be reported, and what not.")
    say.plain(_report(script))
    say.plain(
        "You can pass on that an answer speaks of a danger, and the place and time if they stand in it. You can not "
        "pass on who wrote it: nobody knows, and nothing here can find out. Never try. Whoever wrote it trusted that."
    )
    say.plain("5. Go through these once more.")
    ticks = [st.checkbox(step, key=f"step-{key}-{place}") for place, step in enumerate(STEPS)]
    decided = st.radio("What did you do?", list(Decided), index=None, format_func=DECIDED.__getitem__, key=f"do-{key}")
    if st.button("I have gone through the list", key=f"done-{key}", type="primary"):
        attempt(lambda: _finish(actor, chosen, act_id, all(ticks), decided))


def of_round(chosen: Work) -> tuple[Script, str]:
    """Give the script that members were shown, and whom its round names as the person to ask."""
    with reading() as session:
        contact = parts.round_of(session, chosen.round_id).facts.get("contact", "")
        return approvals.approved_script(session, chosen.part_id), contact.rstrip(".")


def _report(script: Script) -> str:
    said = next((text for ident, _title, text in script.consent if ident == _REPORT), "")
    told = f"Members were told: {said}" if said else ""
    return f"{told} If a child may be in danger, ask the person named here at once what the law asks of you.".strip()


def _begin(actor: Actor, chosen: Work, answer_id: bytes) -> str:
    with acting(actor, "said that someone may be in danger", chosen.round_id, chosen.advisory_id) as session:
        acts.say_danger(session, actor, answer_id, choosing.k())
    return "The list is open. The stewards are told that it happened."


def _finish(actor: Actor, chosen: Work, act_id: UUID, ticked: bool, decided: Decided | None) -> str:
    with acting(actor, "went through the list for a danger", chosen.round_id, chosen.advisory_id) as session:
        acts.finish_list(session, actor, act_id, decided, choosing.k(), ticked=ticked)
    return "Your part is done. It closes when a steward says that she knows. Take a break now, if you can."
