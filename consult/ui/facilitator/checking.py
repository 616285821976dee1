"""Before a form goes on the pile it is read once more, with what could point to a person marked."""

from dataclasses import replace

import streamlit as st

from consult import paper_entry
from consult.actors import Actor
from consult.errors import Refused
from consult.house import present
from consult.papers import Reply, fit
from consult.rounds.scripts import Kind, Question
from consult.ui import say
from consult.ui.facilitator.sitting import At, Move, Sitting, press
from consult.ui.member import marks as finder
from consult.ui.member import replies, ways
from consult.ui.member.marks import Mark
from consult.ui.member.walk import Walk

_LONG_LABEL = 40


def show(actor: Actor, sitting: Sitting) -> None:
    """Show the form, each mark with three choices, and the way onto the pile."""
    walk = sitting.form
    say.subheading("Is it as it stands on the paper?")
    say.plain(_found(walk))
    for number, question in enumerate(walk.questions, 1):
        _answer(walk, number, question)
    press("Change what I typed", lambda sitting: replace(sitting, at=At.FORM), name="change")
    again = sitting.before is not None
    press("Put it back on the pile" if again else "Put it on the pile", _puts(actor), name="put", main=True)
    if again:
        press("Leave it as it was", _away, name="away")
    else:
        press("Drop this form", _away, name="away")


def _found(walk: Walk) -> str:
    missed = "We can miss things, so look for yourself too."
    if not walk.paper:
        return "Nothing is typed in. A blank form counts like any other."
    if finder.are_any(walk):
        return (
            "Some words could point to a person. Whoever wrote them is not here to choose, so when in doubt, hide "
            f"them. {missed}"
        )
    return f"We looked for names, numbers and places. {missed}"


def _answer(walk: Walk, number: int, question: Question) -> None:
    reply = walk.reply(question)
    with st.container(gap="small"):
        say.subheading(f"{number}. {question.text}")
        if reply.is_blank:
            say.quiet("Left blank.")
            return
        _said(walk, question, reply)
        for at, mark in enumerate(finder.marks(walk, question)):
            _mark(question, at, mark)


def _said(walk: Walk, question: Question, reply: Reply) -> None:
    if reply.picks:
        say.items([question.options[at] for at in sorted(reply.picks)])
    if said := reply.words or reply.other:
        say.marked(said, [(one.start, one.end) for one in finder.findings(walk, question, said)])
    if question.kind is Kind.OPEN:
        say.quiet("The exact words may be used." if reply.quotable else "The exact words may not be used.")


def _mark(question: Question, at: int, mark: Mark) -> None:
    name = f"{question.key}-{at}"
    short = mark.words if len(mark.words) <= _LONG_LABEL else f"{mark.words[:_LONG_LABEL]}..."
    with st.container(key=f"paper-mark-{name}", gap="small"):
        say.reason(mark.words, mark.reason)
        with st.container(horizontal=True, gap="small"):
            press(f'Hide "{short}": {mark.hidden}', _replacing(question, mark.words, mark.hidden), name=f"hide-{name}")
            general = f'Make "{short}" general: {mark.general}'
            press(general, _replacing(question, mark.words, mark.general), name=f"general-{name}")
            press(f'Keep "{short}"', _keeping(question, mark.words), name=f"keep-{name}")


def _replacing(question: Question, words: str, by: str) -> Move:
    def move(sitting: Sitting) -> Sitting:
        walk = sitting.form
        reply = finder.put_in_place(walk.reply(question), words, by)
        if question.kind is Kind.OPEN:
            reply = replies.written(reply.words, reply.quotable)
        else:
            reply = replies.picked(question, reply.picks, reply.other)
        return replace(sitting, walk=ways.said(walk, question, reply))

    return move


def _keeping(question: Question, words: str) -> Move:
    return lambda sitting: replace(sitting, walk=ways.left_alone(sitting.form, question, words))


def _puts(actor: Actor) -> Move:
    def move(sitting: Sitting) -> Sitting:
        if finder.are_any(sitting.form):
            raise Refused("Choose for each marked word first: hide it, make it general, or keep it.")
        form = fit(sitting.form.questions, sitting.form.paper)
        house, at, words = present(), sitting.of_part, sitting.open_words
        if sitting.before is None:
            pile = paper_entry.add_form(house, actor, at, words, form)
        else:
            pile = paper_entry.change_form(house, actor, at, words, sitting.before, form)
        done = f"The form is on the pile. {len(pile.forms)} in all."
        return replace(sitting, at=At.PILE, pile=pile, walk=None, before=None, done=done)

    return move


def _away(sitting: Sitting) -> Sitting:
    return replace(sitting, at=At.PILE, walk=None, before=None)
