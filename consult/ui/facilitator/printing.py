"""Which parts have a paper form: print it blank, print what a helper promises, begin a pile or go on with one."""

from dataclasses import dataclass, replace

import streamlit as st
from sqlmodel import Session

from consult import paper_entry
from consult.actors import Actor, Role
from consult.box import boxes
from consult.clock import has_passed
from consult.errors import NotAllowed
from consult.house import present
from consult.paper_entry import FEWEST_FORMS
from consult.recognising import WordsRefused
from consult.rounds import advisories, approvals, parts, typists
from consult.rounds.scripts import Script
from consult.rounds.tables import Part, PartState
from consult.tokens import PrivateWords
from consult.ui import say
from consult.ui.acting import reading
from consult.ui.facilitator import naming
from consult.ui.facilitator.sitting import At, Move, Sitting, form_press, here, key, press, typed
from consult.wording.catalogue_of_members import languages, said

_WORDS = "words"


@dataclass(frozen=True, slots=True)
class _Printed:
    """One part with a paper form; `is_own` where this actor wrote it, `why_not` why she can not type it in, if so."""

    part: Part
    title: str
    name: str
    is_own: bool
    scripts: dict[str, Script]
    why_not: str


def show(actor: Actor, _sitting: Sitting) -> None:
    """Show each part whose forms this actor may print."""
    say.plain(
        "The blank form has no name on it, no number and no code. Print as many as you need: one is like the next. "
        f"Filled forms are typed in here. They leave {FEWEST_FORMS} or more at a time, mixed."
    )
    found = _found(actor)
    if not found:
        say.plain(
            "No part has a paper form for you now. A form is there when a steward has approved its text, until its "
            "round closes. Its author names who types in paper."
        )
    for one in found:
        _show(actor, one)
    for round_id, title in {one.part.round_id: one.title for one in found if one.is_own}.items():
        naming.show(actor, round_id, title)
    say.subheading("When someone wants help to type")
    say.plain("Read the promise together with her, before she types her code. She chooses who helps.")
    for language in languages():
        say.new_tab(f"Print the helper's promise, {said('language.name', language)}", f"/sheet?language={language}")


def _show(actor: Actor, one: _Printed) -> None:
    say.subheading(one.name)
    for language in one.scripts:
        address = f"/form?part={one.part.id.hex}&language={language}"
        say.new_tab(f"Print the blank form, {said('language.name', language)}", address)
    if one.why_not:
        say.quiet(one.why_not)
        return
    ident = one.part.id.hex
    press("Begin a pile of filled forms", _begins(actor, one), name=f"begin-{ident}", main=True)
    with st.form(key(f"form-{ident}"), border=False):
        st.text_input("Or go on with a pile. Its six words", key=key(f"{_WORDS}-{ident}"), autocomplete="off")
        form_press("Go on", _takes_up(actor, one), name=f"go-on-{ident}")


def _begins(actor: Actor, one: _Printed) -> Move:
    def move(sitting: Sitting) -> Sitting:
        return _sat_down(sitting, one, At.WORDS, paper_entry.begin(present(), actor, one.part.id))

    return move


def _takes_up(actor: Actor, one: _Printed) -> Move:
    def move(sitting: Sitting) -> Sitting:
        tries = here().tries
        tries.check()
        try:
            words, pile = paper_entry.take_up(present(), actor, one.part.id, typed(f"{_WORDS}-{one.part.id.hex}"))
        except WordsRefused:
            tries.wrong()
            raise
        return replace(_sat_down(sitting, one, At.PILE, words), pile=pile)

    return move


def _sat_down(sitting: Sitting, one: _Printed, at: At, words: PrivateWords) -> Sitting:
    return Sitting(at=at, turn=sitting.turn, part_id=one.part.id, name=one.name, scripts=one.scripts, words=words)


def _found(actor: Actor) -> list[_Printed]:
    with reading() as session:
        names = {one.id: one.name for one in advisories.in_order(session)}
        listed = parts.of_advisories(session, frozenset(names))
        return [
            _printed(session, actor, part, names[part.advisory_id])
            for part in listed
            if typists.may_print(session, actor, part) and _has_form(session, part)
        ]


def _has_form(session: Session, part: Part) -> bool:
    box = boxes.get(session, part.box_id) if part.box_id else None
    return box is not None and box.state in boxes.HAS_TEXT and not has_passed(box.closes_on, present().clock)


def _printed(session: Session, actor: Actor, part: Part, advisory: str) -> _Printed:
    script = approvals.approved_script(session, part.id)
    scripts = {script.language: script}
    scripts |= {language: approvals.approved_script(session, part.id, language) for language in script.others}
    title = parts.title_of(session, part.round_id)
    is_own = actor.holds(Role.AUTHOR) and parts.author_of(session, part.round_id) == actor.account_id
    return _Printed(part, title, f"{title}, {advisory}", is_own, scripts, _why_not(session, actor, part))


def _why_not(session: Session, actor: Actor, part: Part) -> str:
    if not actor.holds(Role.FACILITATOR):
        return "You wrote this round, so someone whom you name below types in what people write."
    try:
        typists.require_typist(session, actor, part)
    except NotAllowed as refused:
        return refused.sentence
    works = part.state in {PartState.OPEN, PartState.PAUSED}
    return "" if works else "Forms can be typed in from the moment its cards work."
