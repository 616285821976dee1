"""A new steward waits for another steward, or has the advisory's code on paper. No administrator can help her."""

import streamlit as st

from consult.actors import Actor
from consult.clock import moment
from consult.errors import ConsultError
from consult.house import present
from consult.people import accounts, acts, grants, paper_codes
from consult.people.grants import GrantLine
from consult.rounds import advisories
from consult.ui import say
from consult.ui.acting import reading


def show(actor: Actor) -> bool:
    """Show the actor's own roles that are not in effect yet, a steward's or a reader's; say whether there are any."""
    with reading() as session:
        lines = grants.waiting_of(session, present().clock, actor)
        names = {found.id: found.name for found in advisories.in_order(session)}
        reads_from = accounts.reads_from(session, present().clock, actor.account_id)
    for line in lines:
        name = names.get(line.advisory_id, "an advisory") if line.advisory_id else "an advisory"
        say.subheading(f"Steward of {name}")
        if line.from_when is not None:
            say.plain(f"Your role begins on {moment(line.from_when)}.")
        else:
            _with_paper(actor, line)
    if reads_from is not None:
        say.subheading("Reader")
        say.plain(f"You have a new first password, so your role rests until {moment(reads_from)}.")
    return bool(lines) or reads_from is not None


def _with_paper(actor: Actor, line: GrantLine) -> None:
    say.plain("Your role waits for another steward of this advisory. She says yes on her page Stewards.")
    with st.form(f"paper-{line.grant_id}", border=False):
        typed = st.text_input("Is there no other steward? Type the code on paper", autocomplete="off", max_chars=40)
        pressed = st.form_submit_button("Use this code")
    if not pressed:
        return
    house = present()
    try:
        with house.database.writing() as session:
            paper_codes.confirm_with(session, house.clock, actor, line.grant_id, typed)
            acts.record(session, house.clock, actor, "used the code on paper", advisory_id=line.advisory_id)
    except ConsultError as refused:
        say.refusal(refused)
        return
    st.rerun()
