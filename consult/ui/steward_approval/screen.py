"""The screen on which a steward reads exactly what her members will see, and says yes or no to it."""

import streamlit as st

from consult import burden
from consult.actors import Actor
from consult.clock import in_words, today
from consult.errors import ConsultError
from consult.house import present
from consult.ids import PartId
from consult.rounds import checks, community, parts
from consult.rounds.rendering import in_other_languages, render
from consult.rounds.scripts import Script
from consult.rounds.tables import Advisory, Part, PartState, Round
from consult.ui import say
from consult.ui.acting import reading
from consult.ui.author import preview
from consult.ui.steward_approval import deciding, owed, phrases
from consult.wording.catalogue_of_members import catalogue, said

Asked = tuple[Round, Part, Advisory]


def show(actor: Actor) -> None:
    """Show the phrases of a fresh approval until they are written down, else what waits."""
    if phrases.are_held():
        phrases.show()
        return
    deciding.tell()
    asked = _asked(actor)
    if not asked:
        say.plain("Nothing waits for you. A text comes here when its author asks you to read it.")
        return
    chosen = _choose(asked)
    _one(actor, chosen)


def _asked(actor: Actor) -> dict[PartId, Asked]:
    with reading() as session:
        return {
            part.id: parts.whole(session, part.id)
            for part in parts.of_advisories(session, actor.advisories())
            if part.state in {PartState.WAITING, PartState.APPROVED}
        }


def _choose(asked: dict[PartId, Asked]) -> Asked:
    waiting = sorted(asked.values(), key=lambda one: one[1].state is not PartState.WAITING)
    if len(waiting) == 1:
        return waiting[0]
    names = {
        part.id: f"{round_.title}, {advisory.name}" + (" (approved)" if part.state is PartState.APPROVED else "")
        for round_, part, advisory in waiting
    }
    key = st.radio("Which one?", list(names), format_func=lambda one: say.label(names[one]), key="approve-which")
    return asked[key]


def _one(actor: Actor, one: Asked) -> None:
    round_, part, advisory = one
    reviewed = checks.review(round_, part, advisory, today(present().clock), owed.sentences(part))
    say.subheading(round_.title)
    spares = "1 spare card" if part.spares == 1 else f"{part.spares} spare cards"
    say.quiet(f"For the {advisory.name}. {part.seats} seats and {spares}.")
    with reading() as session:
        say.quiet(burden.minutes_in_words(session, advisory.id, today(present().clock)))
    if told := community.in_words(part, advisory):
        say.items(told)
    if part.state is PartState.APPROVED:
        say.note(
            "You or another steward approved this text. If a phrase was lost, approve it again: you get two new "
            "phrases, and the old ones open nothing."
        )
    try:
        script = render(round_, part, advisory)
    except ConsultError as refused:
        say.refusal(refused)
        return
    say.plain(
        f"Below is every sentence your members will see. They can answer from {in_words(script.opens_on)}; it closes "
        f"on {in_words(script.closes_on, minute=True)}, at the latest on {in_words(script.latest_close)}. "
        "If one letter of it is changed later, your approval is void."
    )
    preview.whole(script)
    preview.around(script)
    for language, other in in_other_languages(round_, part, advisory).items():
        _in(language, other)
    owed.show(actor, round_, part)
    deciding.show(actor, one, script, reviewed)


def _in(language: str, script: Script) -> None:
    name = said("language.name", language)
    say.subheading(f"The same in {name}")
    say.plain(f"Members can choose to read this. When you approve, you approve the {name} too.")
    waiting = catalogue(language).waiting
    if waiting:
        say.note(
            f"{waiting} of our own {name} sentences need review: nobody of the partnership has read them yet. If one "
            "of them is wrong, give the text back and say which."
        )
    with st.expander(f"Every sentence in {name}"):
        preview.whole(script)
    preview.around(script)
