"""The three acts under a raw answer, and a note that whoever reads can stop and be helped too."""

import streamlit as st

from consult.actors import Actor
from consult.ids import PartId
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt
from consult.ui.reader import care, choosing, danger, masking, placing
from consult.ui.reader.choosing import Work
from consult.words.answers import acts
from consult.words.answers.act_tables import ActKind, AnswerAct
from consult.words.answers.asides import REASONS, Reason
from consult.words.reading import Read
from consult.words.tables import Answer


def show(actor: Actor, chosen: Work, answer: Read) -> None:
    """Show the acts of one answer: what is open stands unfolded, what could be begun is folded."""
    with reading() as session:
        at = acts.at(session, actor, answer.id, choosing.k())
    with st.expander("Someone may be in danger", expanded=at.danger is not None and not at.danger.is_listed):
        if at.danger is None:
            danger.begin(actor, chosen, answer.id)
        elif at.danger.is_listed:
            say.plain("You went through the list. It closes when a steward says that she knows.")
        else:
            danger.listed(actor, chosen, at.danger.id)
    with st.expander("It names a person", expanded=at.names is not None):
        if at.names is None:
            masking.begin(actor, chosen, answer.id)
        else:
            masking.choose(actor, chosen, answer.id, answer.words)
    with st.expander("Set it aside", expanded=at.aside is not None):
        _aside(actor, chosen, answer, at.aside)
    care.support(*danger.of_round(chosen))


def still_open(actor: Actor, chosen: Work) -> None:
    """Show what was begun and waits for a reader, wherever the answer is: a list, words to mask."""
    for act, words in _open_to(actor, chosen.part_id):
        if act.kind == ActKind.DANGER:
            with st.expander("Someone may be in danger: the list is not finished"):
                danger.listed(actor, chosen, act.id)
        elif act.answer_id is not None:
            with st.expander("An answer names a person: nothing is masked yet"):
                say.answer(words)
                masking.choose(actor, chosen, act.answer_id, words)


def _open_to(actor: Actor, part_id: PartId) -> list[tuple[AnswerAct, str]]:
    with reading() as session:
        found = acts.open_to(session, actor, part_id, choosing.k())
        named = [(act, session.get(Answer, act.answer_id) if act.kind == ActKind.NAMES else None) for act in found]
        return [(act, answer.words if answer else "") for act, answer in named]


def _aside(actor: Actor, chosen: Work, answer: Read, aside: AnswerAct | None) -> None:
    key = answer.id.hex()
    if aside is not None:
        say.plain(f"Set aside: {REASONS[Reason(aside.reason)]}.")
        say.state("agreed" if aside.steward_id else "waits for steward", filled=aside.steward_id is not None)
        if st.button("Take that back", key=f"back-{key}"):
            attempt(lambda: _take_back(actor, chosen, answer))
        return
    say.plain(
        "Only for what is no answer at all. Anger, harm and things you do not agree with are answers: they have a "
        "place. A steward reads this one and says yes or no. A release says that answers were set aside."
    )
    reason = st.radio("Why", list(Reason), index=None, format_func=REASONS.__getitem__, key=f"why-{key}")
    if st.button("Set it aside", key=f"aside-{key}"):
        attempt(lambda: _set_aside(actor, chosen, answer, reason))


def _set_aside(actor: Actor, chosen: Work, answer: Read, reason: Reason | None) -> str:
    with acting(actor, "set an answer aside", chosen.round_id, chosen.advisory_id) as session:
        acts.set_aside(session, actor, answer.id, reason, choosing.k())
    placing.forget(answer)
    return "It is set aside, and waits for a steward's yes."


def _take_back(actor: Actor, chosen: Work, answer: Read) -> str:
    with acting(actor, "took a setting-aside back", chosen.round_id, chosen.advisory_id) as session:
        acts.take_back(session, actor, answer.id, choosing.k())
    placing.forget(answer)
    return "It is an answer to be read again."
