"""Step 1: what a round is about, what can change, who decides, and what members read first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from consult.rounds import drafts, facts
from consult.rounds.checks import LONGEST_BRIEF_WORDS, names_in
from consult.rounds.rendering import places_of
from consult.ui import say
from consult.ui.author import found, saving
from consult.ui.author.words import LEVELS
from consult.wording.catalogue import promises

if TYPE_CHECKING:
    from consult.ui.author.writing import Desk

TALL = 260


def show(desk: Desk) -> None:
    """Show the fields, and what the language check finds under each."""
    round_, typed = desk.round, desk.typed
    changes: dict[str, object] = {
        "title": typed.line("title", "Title", round_.title, _TITLE),
        "level": _level(desk),
    }
    kept: dict[str, str] = {}
    names = names_in(round_)
    for field in _fields(desk):
        stored = getattr(round_, field.name) if field.name in facts.COLUMNS else round_.facts.get(field.name, "")
        text = (typed.text if field.long else typed.line)(field.name, field.label, stored, field.hint)
        found.under(text, field.label, names)
        (changes if field.name in facts.COLUMNS else kept)[field.name] = text
    changes["brief"] = typed.text("brief", "Brief", round_.brief, _BRIEF, TALL)
    found.under(str(changes["brief"]), "Brief", names, with_grade=True)
    changes["facts"] = kept
    _save(desk, changes)


_TITLE = "Seen by people who pass by: name the thing, not the people."
_BRIEF = (
    f"What members read before they answer: {LONGEST_BRIEF_WORDS} words at most, grade 6 or lower. "
    "Words in {braces} are filled in from the fields above."
)


def _fields(desk: Desk) -> tuple[facts.Field, ...]:
    waiting = places_of(desk.round).union(*(places_of(desk.round, part) for part, _advisory in desk.parts))
    return facts.asked_for(waiting)


def _level(desk: Desk) -> str:
    level = desk.typed.one_of("level", "How much can members change?", LEVELS, desk.round.level)
    if level:
        say.quiet(f'Members read: "{promises()[level]}"')
    return str(level or "")


def _save(desk: Desk, changes: dict[str, object]) -> None:
    stored = {**{name: getattr(desk.round, name) for name in changes if name != "facts"}}
    kept = changes["facts"]
    assert isinstance(kept, dict)
    same = all(changes[name] == value for name, value in stored.items()) and all(
        desk.round.facts.get(name, "") == text for name, text in kept.items()
    )
    if not same:
        say.quiet("Not saved yet.")
    if st.button("Save", type="primary", key="save-about"):
        given = {name: text for name, text in kept.items() if text.strip() or name in desk.round.facts}
        if saving.save(
            desk.actor,
            desk.round.id,
            lambda session: drafts.change(session, desk.actor, desk.round.id, {**changes, "facts": given}),
        ):
            st.rerun()
