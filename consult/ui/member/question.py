"""One question a page, in her own words or none: skip, back, break and stop are always one tap away."""

from collections.abc import Callable

import streamlit as st

from consult.house import House
from consult.papers import Reply
from consult.rounds.scripts import Kind, Question
from consult.ui import say
from consult.ui.member import doors, frame, replies, taps, ways
from consult.ui.member.texts import text
from consult.ui.member.walk import Step, Walk

Read = Callable[[], Reply]


def note(house: House, walk: Walk) -> None:
    """Say what the next question is about, with Skip as an equal button."""
    taps.button("question.back", ways.go_back, quiet=True)
    say.heading(text("note.title", number=walk.at + 1))
    say.plain(walk.question.note)
    with frame.side_by_side("note"):
        taps.button("note.continue", lambda walk: ways.to(walk, Step.QUESTION), main=True)
        taps.button("note.skip", lambda walk: _skip(house, walk), main=True)
    _pauses(house, walk, Reply)


def show(house: House, walk: Walk) -> None:
    """Ask the question she stands at."""
    question = walk.question
    taps.button("question.back", lambda walk: _store(house, walk, read(), ways.go_back), quiet=True)
    say.quiet(text("question.number", number=walk.at + 1, of=len(walk.questions)))
    say.heading(question.text)
    if question.hint:
        say.quiet(question.hint)
    read = _fields(question, walk.reply(question))
    with frame.side_by_side("answer"):
        taps.button("question.continue", lambda walk: _store(house, walk, read(), ways.go_on), main=True)
        taps.button("question.skip", lambda walk: _skip(house, walk), main=True)
    _pauses(house, walk, read)


def _pauses(house: House, walk: Walk, read: Read) -> None:
    with frame.side_by_side("pauses"):
        taps.button("question.break", lambda walk: _store(house, walk, read(), _break))
        if walk.changes:
            taps.button("question.cancel", ways.afresh)
        else:
            taps.button("question.stop", lambda walk: doors.stop(house, walk))


def _store(house: House, walk: Walk, reply: Reply, move: taps.Move) -> Walk:
    if walk.step is Step.QUESTION:
        walk = ways.said(walk, walk.question, reply)
    return doors.keep(house, move(walk))


def _skip(house: House, walk: Walk) -> Walk:
    return doors.keep(house, ways.go_on(ways.said(walk, walk.question, Reply())))


def _break(walk: Walk) -> Walk:
    return ways.aside(walk, Step.BREAK)


def _fields(question: Question, reply: Reply) -> Read:
    if question.kind is Kind.OPEN:
        return _written(reply)
    picked = _one(question, reply) if question.kind is Kind.CHOICE else _several(question, reply)
    other = _other(question, reply)
    return lambda: replies.picked(question, picked(), other())


def _written(reply: Reply) -> Read:
    key, quote = taps.field("answer"), taps.field("quote")
    st.text_area(
        text("question.field"),
        value=reply.words,
        key=key,
        height=190,
        label_visibility="collapsed",
        on_change="ignore",
    )
    st.radio(
        text("question.quote"),
        (True, False),
        index=0 if reply.quotable else None,
        key=quote,
        format_func=lambda may: text("question.quote_yes" if may else "question.quote_no"),
        on_change="ignore",
    )
    say.quiet(text("question.quote_unset"))
    return lambda: replies.written(taps.typed(key), st.session_state.get(quote))


def _one(question: Question, reply: Reply) -> Callable[[], list[int]]:
    key = taps.field("pick")
    st.radio(
        text("question.one"),
        range(len(question.options)),
        index=next(iter(reply.picks), None),
        key=key,
        format_func=lambda at: say.label(question.options[at]),
        on_change="ignore",
    )

    def read() -> list[int]:
        pick = st.session_state.get(key)
        return [] if pick is None else [int(pick)]

    return read


def _several(question: Question, reply: Reply) -> Callable[[], list[int]]:
    most = replies.most_picks(question)
    say.quiet(text("question.many" if most >= len(question.options) else "question.up_to", most=most))
    keys = [taps.field(f"tick{at}") for at in range(len(question.options))]
    with st.container(gap=None):
        for at, (key, option) in enumerate(zip(keys, question.options, strict=True)):
            st.checkbox(say.label(option), value=at in reply.picks, key=key, on_change="ignore")
    return lambda: [at for at, key in enumerate(keys) if st.session_state.get(key)]


def _other(question: Question, reply: Reply) -> Callable[[], str]:
    own = replies.other_option(question)
    if own is None:
        return str
    key = taps.field("other")
    say.quiet(text("question.other", option=question.options[own]))
    st.text_input(
        text("question.other_field"),
        value=reply.other,
        key=key,
        label_visibility="collapsed",
        autocomplete="off",
        on_change="ignore",
    )
    return lambda: taps.typed(key)
