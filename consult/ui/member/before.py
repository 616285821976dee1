"""What to know before she starts: the way out and its limits, the round in short, all questions, a free choice."""

import re

import streamlit as st

from consult.house import House
from consult.rounds.scripts import Kind, Question, Script
from consult.ui import say
from consult.ui.member import doors, frame, money, shared, taps, ways
from consult.ui.member.replies import most_picks
from consult.ui.member.texts import sentences as shipped
from consult.ui.member.texts import text
from consult.ui.member.walk import Step, Walk
from consult.wording.catalogue_of_members import ENGLISH

# The last text names the two buttons; here they stand below it and can be tapped.
_BUTTONS = re.compile(r"(\s*\[[^\]]+\])+$")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z0-9\"'])")


def know(_house: House, walk: Walk) -> None:
    """Show what Leave does, what is lost, how to come back, and what stays behind."""
    sentences = walk.text.sentences
    say.heading(text("know.title"))
    say.items(one_by_one(sentences["interruption"]))
    say.items((*one_by_one(sentences["no_js"]), text("know.tab"), text("know.account"), text("know.switcher")))
    shared.note()
    if walk.script and (walk.script.others or walk.script.language != ENGLISH):
        say.note(text("know.language"))
    if walk.language != walk.text.language:
        say.note(shipped(walk.language)["know.only"])
    if walk.stopped_before:
        say.note(text("know.stopped"))
    taps.button("know.continue", lambda walk: ways.to(walk, Step.BRIEF), main=True)
    taps.button("know.kept", lambda walk: ways.to(walk, Step.KEPT))


def one_by_one(said: str) -> list[str]:
    """Cut a text at the ends of its sentences, so that each can stand on a line; no letter changes."""
    return _SENTENCE_END.split(said.strip())


def brief(_house: House, walk: Walk) -> None:
    """Show what members read before they answer: promise, brief, minutes and amount."""
    script = walk.text
    say.heading(text("brief.title"))
    for part in (script.promise, script.brief, facts(script)):
        say.plain(part)
    money.notes(script)
    taps.button("brief.continue", lambda walk: ways.to(walk, Step.FACTS), main=True)
    taps.button("brief.list", lambda walk: ways.aside(walk, Step.LIST))


def facts(script: Script) -> str:
    """Give number of questions, minutes and amount in one sentence."""
    many = len(script.questions)
    asked = text("brief.question") if many == 1 else text("brief.questions")
    return text("brief.facts", questions=asked)


def everything(_house: House, walk: Walk) -> None:
    """Show all questions, and their options, before anyone has said yes to anything."""
    say.heading(text("list.title"))
    say.plain(text("list.intro"))
    for number, question in enumerate(walk.questions, 1):
        with st.container(gap="small"):
            say.subheading(text("list.numbered", number=number, question=question.text))
            _beside(question)
    frame.prints()
    taps.button("list.back", ways.return_from_aside, main=True)


def _beside(question: Question) -> None:
    for part in (question.note, question.hint):
        if part:
            say.quiet(part)
    if question.options:
        most = most_picks(question)
        many = "list.picks_many" if most >= len(question.options) else "list.picks_up_to"
        say.quiet(text("list.picks_one" if question.kind is Kind.CHOICE else many, most=most))
        say.items(question.options)


def key_facts(_house: House, walk: Walk) -> None:
    """Show the first layer of consent, in at most 120 words, and two equal answers."""
    say.heading(text("facts.title"))
    say.items(one_by_one(walk.text.key_facts))
    taps.button("facts.all", lambda walk: ways.to(walk, Step.FULL))
    taps.button("facts.list", lambda walk: ways.aside(walk, Step.LIST))
    _choose()
    frame.prints()


def full(_house: House, walk: Walk) -> None:
    """Show the second layer: all of the consent as it was approved, and the same two answers."""
    say.heading(text("full.title"))
    for _ident, title, said in walk.text.consent:
        with st.container(gap="small"):
            say.subheading(title)
            say.plain(_BUTTONS.sub("", said))
    _choose()
    taps.button("full.back", lambda walk: ways.to(walk, Step.FACTS))
    frame.prints()


def _choose() -> None:
    with frame.side_by_side("choose"):
        taps.button("facts.yes", doors.start, main=True)
        taps.button("facts.no", ways.gone, main=True)


def gone(_house: House, _walk: Walk) -> None:
    """Leave, as she chose. The words stand here for a browser that does not go."""
    say.heading(text("gone.title"))
    say.plain(text("gone.said"))
    frame.away()
