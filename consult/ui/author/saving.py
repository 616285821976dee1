"""Saving a draft: written whole or not at all, and an approval it touches is void with its keys."""

from collections.abc import Callable, Iterable

import streamlit as st
from sqlmodel import Session

from consult import opening
from consult.actors import Actor
from consult.errors import ConsultError
from consult.house import present
from consult.ids import PartId, RoundId
from consult.ui import say
from consult.ui.acting import acting

_DONE = "author_done"
VOIDED = " Its approval is void: a steward has to read it again."


def tell() -> None:
    """Say what the last press did, once."""
    if done := st.session_state.pop(_DONE, None):
        say.done(done)


def save(
    actor: Actor,
    round_id: RoundId,
    write: Callable[[Session], Iterable[PartId]],
    act: str = "changed a round",
    done: str = "Saved.",
) -> bool:
    """
    Write, and destroy the keys of each approval that the change voided, in one transaction.

    Says whether it was saved; a refusal is shown where it happened and has changed nothing.
    """
    house = present()
    try:
        with acting(actor, act, round_id) as session:
            voided = tuple(write(session))
            for part_id in voided:
                opening.void(house, session, part_id)
    except ConsultError as refused:
        say.refusal(refused)
        return False
    st.session_state[_DONE] = done + (VOIDED if voided else "")
    return True
