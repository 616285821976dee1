"""What the decider of a round still owes from before, and a steward's written word to ask all the same."""

import streamlit as st

from consult import owing
from consult.actors import Actor
from consult.house import present
from consult.rounds import owed_agreements
from consult.rounds.tables import Part, Round
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt, tell


def sentences(part: Part) -> tuple[str, ...]:
    """Give what keeps this part from approval."""
    with reading() as session:
        return owing.sentences(session, present().clock, part)


def show(actor: Actor, round_: Round, part: Part) -> None:
    """Show what is overdue, what a steward wrote, and the field for it. Nothing where every answer was given."""
    clock = present().clock
    with reading() as session:
        told = owing.told(session, clock, round_.decider)
        others = owing.others(session, clock, round_.decider)
        agreed = owed_agreements.standing(session, part, round_.decider)
    tell("owed")
    if others:
        say.quiet(f"Others who owe answers: {', '.join(others)}. Is one of them the same as {round_.decider}?")
    if not told:
        return
    say.subheading("Answers that are overdue")
    say.plain(told[0])
    if agreed is not None:
        say.note(f"A steward agreed: {agreed.words}")
        with st.expander("Write it anew"):
            _ask(actor, part)
        return
    _ask(actor, part)


def _ask(actor: Actor, part: Part) -> None:
    words = st.text_area("Why you agree to ask all the same", key=f"owed-{part.id}", height=100)
    say.quiet("The author and the other stewards read this. It is written into the log that you agreed.")
    if st.button("I agree to ask all the same", key=f"owed-yes-{part.id}"):
        attempt(lambda: _agree(actor, part, words), "owed")


def _agree(actor: Actor, part: Part, words: str) -> str:
    act = "agreed to a round whose decider owes answers"
    with acting(actor, act, part.round_id, part.advisory_id) as session:
        owing.agree(session, actor, part.id, words)
    return "Kept. The text can be approved although answers are overdue."


def note(round_: Round, part: Part) -> None:
    """Tell the author what the decider owes, and what a steward wrote about it."""
    with reading() as session:
        told = owing.told(session, present().clock, round_.decider)
        agreed = owed_agreements.standing(session, part, round_.decider)
    for sentence in told:
        say.note(sentence if agreed is None else f"{sentence}\nA steward agreed: {agreed.words}")
