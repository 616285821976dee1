"""Before anything is sent she sees all of it, can change or clear each part, and hears what could point to her."""

import streamlit as st

from consult.house import House
from consult.papers import Reply
from consult.rounds.scripts import Kind, Question
from consult.ui import say
from consult.ui.member import doors, frame, replies, taps, ways
from consult.ui.member import marks as finder
from consult.ui.member.marks import Mark
from consult.ui.member.texts import text
from consult.ui.member.walk import Step, Walk


def show(house: House, walk: Walk) -> None:
    """Show her answers, the marks in them, private words, and the two ways to end."""
    taps.button("question.back", ways.go_back, quiet=True)
    say.heading(text("check.title"))
    say.plain(text("check.intro"))
    say.plain(text(_found(walk)))
    for number, question in enumerate(walk.questions, 1):
        _answer(house, walk, number, question)
    if not walk.changes:
        _private_words(walk)
    _end(house, walk)


def _found(walk: Walk) -> str:
    if not walk.paper:
        return "check.blank"
    return "check.marked" if finder.are_any(walk) else "check.clean"


def _answer(house: House, walk: Walk, number: int, question: Question) -> None:
    reply = walk.reply(question)
    with st.container(gap="small"):
        say.subheading(text("list.numbered", number=number, question=question.text))
        _said(walk, question, reply)
        for at, mark in enumerate(finder.marks(walk, question)):
            _mark(house, question, at, mark)
        with frame.side_by_side(f"answer-{number}"):
            taps.button("check.change", lambda walk: ways.change(walk, number - 1), tag=str(number))
            if not reply.is_blank:
                taps.button("check.clear", lambda walk: _put(house, walk, question, Reply()), tag=str(number))


def _said(walk: Walk, question: Question, reply: Reply) -> None:
    if reply.is_blank:
        say.quiet(text("check.skipped"))
        return
    if question.kind is Kind.OPEN:
        _own_words(walk, question, reply.words)
        say.quiet(text("check.quotable" if reply.quotable else "check.not_quotable"))
        return
    if reply.picks:
        say.items([question.options[at] for at in sorted(reply.picks)])
    if reply.other:
        say.quiet(text("check.other"))
        _own_words(walk, question, reply.other)


def _own_words(walk: Walk, question: Question, said: str) -> None:
    say.marked(said, [(one.start, one.end) for one in finder.findings(walk, question, said)])


def _mark(house: House, question: Question, at: int, mark: Mark) -> None:
    tag = f"{question.key}-{at}"
    with st.container(key=f"mark-{question.key}-{at}", gap="small"):
        say.reason(mark.words, mark.reason)
        for key, by in (("check.hide", mark.hidden), ("check.general", mark.general)):
            taps.button(key, _replacing(house, question, mark.words, by), tag=tag, said=text(key, by=by))
        taps.button("check.keep", lambda walk: ways.left_alone(walk, question, mark.words), tag=tag)


def _replacing(house: House, question: Question, words: str, by: str) -> taps.Move:
    def move(walk: Walk) -> Walk:
        reply = finder.put_in_place(walk.reply(question), words, by)
        if question.kind is Kind.OPEN:
            reply = replies.written(reply.words, reply.quotable)
        else:
            reply = replies.picked(question, reply.picks, reply.other)
        return _put(house, walk, question, reply)

    return move


def _put(house: House, walk: Walk, question: Question, reply: Reply) -> Walk:
    return doors.keep(house, ways.said(walk, question, reply))


def _private_words(walk: Walk) -> None:
    say.subheading(text("words.title"))
    if walk.takes_back and walk.words:
        say.plain(text("words.yours"))
        say.pairs(walk.words)
        say.plain(text("words.write"))
        taps.button("words.undo", ways.without_words)
    elif walk.takes_back is False:
        say.plain(text("words.none"))
        taps.button("words.ask_again", doors.private_words)
    else:
        say.plain(walk.text.sentences["takeback"])
        if walk.keeps_place:
            say.plain(text("words.same"))
        with frame.side_by_side("words"):
            taps.button("words.yes_same" if walk.keeps_place else "words.yes", doors.private_words)
            taps.button("words.no", ways.without_words)


def _end(house: House, walk: Walk) -> None:
    say.subheading(text("check.send_title"))
    if walk.changes:
        say.plain(text("check.send_change_note"))
        taps.button("check.send_change", lambda walk: doors.send(house, walk), main=True)
        taps.button("question.cancel", ways.afresh, main=True)
    else:
        say.plain(text("check.send_once"))
        taps.button("check.send", lambda walk: doors.send(house, walk), main=True)
        taps.button("check.stop", lambda walk: doors.stop(house, walk), main=True)
    taps.button("check.break", lambda walk: ways.aside(walk, Step.BREAK))
