"""What was counted and not yet released can be destroyed by a steward, and by nobody else."""

import streamlit as st

from consult import endings
from consult.actors import Actor
from consult.errors import ConsultError
from consult.house import present
from consult.rounds import parts, stewards
from consult.rounds.tables import Part, PartState
from consult.ui import say
from consult.ui.acting import reading


def show(actor: Actor) -> None:
    """List the counted parts of this steward of which nothing was released, each with a way to destroy its answers."""
    with reading() as session:
        found = [
            (part, parts.title_of(session, part.round_id))
            for part in parts.of_advisories(session, actor.advisories())
            if part.state is PartState.COUNTED and stewards.may_act(session, actor, part)
        ]
    if found:
        say.subheading("Counted, and not released")
    for part, title in found:
        with st.expander(say.label(f"Destroy the answers: {title}")):
            _one(actor, part, title)


def _one(actor: Actor, part: Part, title: str) -> None:
    say.plain(
        "Every full answer is deleted, with what readers made of it and the copy of the count. Nobody can read it any "
        f"more. Pay stands. There is no way back. Backups end within {present().settings.longest_copy_days} days."
    )
    typed = st.text_input(
        say.label(f"Type the title to confirm: {title}"), key=f"answers-title-{part.id}", autocomplete="off"
    )
    if st.button("Destroy the answers", key=f"answers-{part.id}"):
        try:
            endings.destroy_answers(present(), actor, part.id, typed)
        except ConsultError as refused:
            say.refusal(refused)
            return
        st.session_state["box_done"] = "The answers are destroyed."
        st.rerun()
