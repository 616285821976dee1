"""One round while it is written, a step at a time; what was typed in one step is there when she comes back."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from consult.actors import Actor
from consult.errors import ConsultError
from consult.ids import RoundId
from consult.rounds import advisories, drafts, parts
from consult.rounds.tables import Advisory, Part, Round
from consult.ui import say
from consult.ui.acting import reading
from consult.ui.author import about, ask, asked_for, asking, other_languages, people, saving, when, whom
from consult.ui.author.typed import Typed

STEPS = {
    "about": "1 About",
    "questions": "2 Questions",
    "dates": "3 Dates and pay",
    "whom": "4 Advisories",
    "languages": "5 Languages",
    "people": "6 Readers",
    "ask": "7 Check",
}
_STEP = "write-step"


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on an author's desk: her round, its parts with their advisories, and what she typed."""

    actor: Actor
    round: Round
    parts: tuple[tuple[Part, Advisory], ...]
    typed: Typed

    @property
    def is_open(self) -> bool:
        """Say whether a part has begun, so that the common text stands."""
        return any(part.state in parts.STARTED for part, _advisory in self.parts)


SHOWN: dict[str, Callable[[Desk], None]] = {
    "about": about.show,
    "questions": asking.show,
    "dates": when.show,
    "whom": whom.show,
    "languages": other_languages.show,
    "people": people.show,
    "ask": ask.show,
}


def show(actor: Actor) -> None:
    """Show the step that the address names."""
    try:
        desk = _desk(actor, RoundId(asked_for.uuid("round")))
    except ConsultError as refused:
        say.heading("Write a round")
        say.refusal(refused)
        say.link("Rounds", "/rounds")
        return
    say.heading(desk.round.title or "A round without a title")
    if desk.is_open:
        say.note("A part of this round is open. Its text stands as it was approved.")
    step = _step()
    SHOWN[step](desk)
    saving.tell()
    _next(step)


def _desk(actor: Actor, round_id: RoundId) -> Desk:
    with reading() as session:
        round_ = drafts.own(session, actor, round_id)
        held = tuple((part, advisories.get(session, part.advisory_id)) for part in parts.of_round(session, round_id))
    return Desk(actor, round_, held, Typed(str(round_id)))


def _step() -> str:
    if _STEP not in st.session_state:
        asked = st.query_params.get("step", "about")
        st.session_state[_STEP] = asked if asked in STEPS else "about"
    step = st.radio(
        "Step", list(STEPS), format_func=STEPS.__getitem__, key=_STEP, horizontal=True, label_visibility="collapsed"
    )
    st.query_params["step"] = step
    return str(step)


def _next(step: str) -> None:
    listed = list(STEPS)
    if step == listed[-1]:
        return
    following = listed[listed.index(step) + 1]
    st.button(f"Go on: {STEPS[following][2:]}", on_click=_go, args=(following,), key="write-next")


def _go(step: str) -> None:
    st.session_state[_STEP] = step
