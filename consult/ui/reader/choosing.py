"""Which part a reader works on: only the rounds that name her, only after the count."""

from dataclasses import dataclass

import streamlit as st
from sqlmodel import Session

from consult.actors import Actor
from consult.clock import in_words
from consult.house import present
from consult.ids import AdvisoryId, PartId, RoundId
from consult.rounds import advisories, approvals, assignments, parts
from consult.rounds.tables import Part, PartState
from consult.ui import say
from consult.ui.acting import reading
from consult.words.reading import READABLE


@dataclass(frozen=True, slots=True)
class Work:
    """A part that can be read, by its ids and the words that tell it from others."""

    part_id: PartId
    round_id: RoundId
    advisory_id: AdvisoryId
    name: str


def k() -> int:
    """Give the number under which nothing is read or printed."""
    return present().settings.k


def work(actor: Actor) -> Work | None:
    """Give the part this reader chose; None, with a sentence on the page, where there is nothing to read."""
    found = _open_to(actor)
    for sentence in _deleted(actor):
        say.quiet(sentence)
    if not found:
        say.plain(
            "There is nothing to read yet. Answers come here when you are named as a reader of a round, "
            "the round has closed, and its steward has opened the box."
        )
        return None
    if len(found) == 1:
        say.quiet(found[0].name)
        return found[0]
    names = {one.part_id: one.name for one in found}
    ids = list(names)
    kept = st.session_state.get("reading_part")
    chosen = st.selectbox("Round", ids, index=ids.index(kept) if kept in ids else 0, format_func=names.__getitem__)
    st.session_state["reading_part"] = chosen
    return next(one for one in found if one.part_id == chosen)


def _open_to(actor: Actor) -> list[Work]:
    with reading() as session:
        found = [
            part
            for round_id in assignments.rounds_read_by(session, actor.account_id)
            for part in parts.of_round(session, round_id)
            if part.state in READABLE and part.erased_on is None
        ]
        # What still has to be read stands first.
        found.sort(key=lambda part: part.state is not PartState.COUNTED)
        return [Work(part.id, part.round_id, part.advisory_id, _name(session, part)) for part in found]


def _deleted(actor: Actor) -> list[str]:
    """Say of each round whose full answers are deleted when that was."""
    with reading() as session:
        return [
            f"{_name(session, part)}: the full answers were deleted on {in_words(part.erased_on)}."
            for round_id in assignments.rounds_read_by(session, actor.account_id)
            for part in parts.of_round(session, round_id)
            if part.erased_on is not None
        ]


def _name(session: Session, part: Part) -> str:
    title = parts.title_of(session, part.round_id)
    asked_until = in_words(approvals.approved_script(session, part.id).closes_on)
    return f"{title}, {advisories.get(session, part.advisory_id).name}, open until {asked_until}"
