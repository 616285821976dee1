"""One paper form is typed in as it stands, question by question on one page, in the words of whoever wrote it."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from consult.actors import Actor
from consult.errors import BadText
from consult.papers import Reply
from consult.rounds.scripts import MAX_OTHER, MAX_WRITTEN, Kind, Question
from consult.ui import say
from consult.ui.facilitator.sitting import At, Sitting, key, press, typed
from consult.ui.member import replies, ways
from consult.wording.catalogue_of_members import languages, said

Read = Callable[[], Reply]
_OTHER = frozenset(said("screen.question.other_field", language) for language in languages())
_QUOTED = ("Yes, you may use my exact words", "No, or nothing ticked")


def show(_actor: Actor, sitting: Sitting) -> None:
    """Show a field for every question of the form."""
    walk = sitting.form
    say.subheading("Type in a form")
    say.plain(
        "Type what stands there, word for word. Do not mend, shorten or guess. Leave blank what is blank, and what "
        "you can not read. What you type here is not kept until it is on the pile."
    )
    reads = [_question(number, question, walk.reply(question)) for number, question in enumerate(walk.questions, 1)]

    def move(sitting: Sitting) -> Sitting:
        filled = sitting.form
        for number, (question, read) in enumerate(zip(filled.questions, reads, strict=True), 1):
            filled = ways.said(filled, question, _numbered(number, read))
        return replace(sitting, at=At.CHECK, walk=filled)

    press("Look for names in it", move, name="look", main=True)
    press("Drop this form", lambda sitting: replace(sitting, at=At.PILE, walk=None, before=None), name="drop")


def _numbered(number: int, read: Read) -> Reply:
    try:
        return read()
    except BadText as refused:
        raise BadText(f"Question {number}: {refused.sentence}") from None


def _question(number: int, question: Question, reply: Reply) -> Read:
    with st.container(gap="small"):
        say.subheading(f"{number}. {question.text}")
        if question.kind is Kind.OPEN:
            return _written(number, question, reply)
        picked = _one(number, question, reply) if question.kind is Kind.CHOICE else _several(question, reply)
        return _with_other(number, question, reply, picked)


def _written(number: int, question: Question, reply: Reply) -> Read:
    name, quote = f"words-{question.key}", f"quote-{question.key}"
    st.text_area(
        f"What is written at question {number}, {MAX_WRITTEN:,} characters at most",
        value=reply.words,
        key=key(name),
        height=120,
        on_change="ignore",
    )
    st.radio(
        f"Exact words of question {number}",
        _QUOTED,
        index=0 if reply.quotable else 1,
        key=key(quote),
        horizontal=True,
        on_change="ignore",
    )
    return lambda: replies.written(typed(name), typed(quote) == _QUOTED[0])


def _one(number: int, question: Question, reply: Reply) -> Callable[[], list[int]]:
    name = f"pick-{question.key}"
    st.radio(
        f"What is ticked at question {number}",
        range(len(question.options)),
        index=next(iter(reply.picks), None),
        key=key(name),
        format_func=lambda at: say.label(question.options[at]),
        on_change="ignore",
    )

    def read() -> list[int]:
        pick = st.session_state.get(key(name))
        return [] if pick is None else [int(pick)]

    return read


def _several(question: Question, reply: Reply) -> Callable[[], list[int]]:
    names = [f"tick-{question.key}-{at}" for at in range(len(question.options))]
    with st.container(gap=None):
        for at, (name, option) in enumerate(zip(names, question.options, strict=True)):
            st.checkbox(say.label(option), value=at in reply.picks, key=key(name), on_change="ignore")
    return lambda: [at for at, name in enumerate(names) if st.session_state.get(key(name))]


def _with_other(number: int, question: Question, reply: Reply, picked: Callable[[], list[int]]) -> Read:
    name = f"other-{question.key}"
    own = _OTHER & set(question.options)
    if own:
        st.text_input(
            f"What is written beside it at question {number}, {MAX_OTHER} characters at most",
            value=reply.other,
            key=key(name),
            autocomplete="off",
            on_change="ignore",
        )
    return lambda: _fitted(question, picked(), typed(name), own)


def _fitted(question: Question, picks: list[int], other: str, own: frozenset[str]) -> Reply:
    """Words beside the boxes tick "Something else" where nothing else stands against it."""
    reply = replies.picked(question, picks, other)
    at = next((at for at, option in enumerate(question.options) if option in own), None)
    if not reply.other or at is None or (reply.picks and question.kind is Kind.CHOICE):
        return reply
    return replies.picked(question, reply.picks | {at}, other)
