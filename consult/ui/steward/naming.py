"""What an advisory is called: its own stewards say, and no program or administrator does."""

import streamlit as st

from consult.actors import Actor
from consult.ids import AdvisoryId
from consult.rounds import advisories
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt, tell


def show(actor: Actor, advisory_id: AdvisoryId) -> None:
    """Show the name in a field of its own, with what a new name does to texts that wait."""
    say.subheading("What this advisory is called")
    tell("naming")
    with reading() as session:
        name = advisories.get(session, advisory_id).name
    typed = st.text_input("Name", name, max_chars=80, autocomplete="off", key=f"name-{advisory_id}-{name}")
    say.quiet(
        "Members read this name. Texts that are open keep the one they were approved with; a text that was approved "
        "and is not open yet has to be approved again."
    )
    if st.button("Use this name", disabled=not typed.strip() or typed.strip() == name):
        attempt(lambda: _named(actor, advisory_id, typed), "naming")
    _ethics(actor, advisory_id)


def _ethics(actor: Actor, advisory_id: AdvisoryId) -> None:
    with reading() as session:
        asks = advisories.get(session, advisory_id).asks_ethics_watch
    say.plain(
        "Each round of yours says whether Mi'kmaw Ethics Watch has to review it."
        if asks
        else "Rounds of yours do not say whether Mi'kmaw Ethics Watch has to review them."
    )
    if st.button("Do not ask that" if asks else "Ask that of each round", key=f"ethics-{advisory_id}"):
        attempt(lambda: _asked(actor, advisory_id, not asks), "naming")


def _asked(actor: Actor, advisory_id: AdvisoryId, wanted: bool) -> str:
    act = "asked each round about Mi'kmaw Ethics Watch" if wanted else "asks no round about Mi'kmaw Ethics Watch"
    with acting(actor, act, advisory_id=advisory_id) as session:
        advisories.ask_ethics_watch(session, actor, advisory_id, asks=wanted)
    return "Each round is asked from now on." if wanted else "No round is asked any more."


def _named(actor: Actor, advisory_id: AdvisoryId, typed: str) -> str:
    with acting(actor, "gave the advisory another name", advisory_id=advisory_id) as session:
        advisories.rename(session, actor, advisory_id, typed)
    return "That is its name now."
