"""Step 2: the questions, eight at most; the closing pair is added to every round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from consult.errors import BadText
from consult.rounds import drafts, questions
from consult.rounds.checks import names_in
from consult.rounds.questions import Written
from consult.ui import say
from consult.ui.author import found, saving
from consult.ui.author.typed import Typed
from consult.ui.author.words import KINDS
from consult.wording import language, lint, signs
from consult.wording.catalogue import closing_pair
from consult.wording.filling import fill

if TYPE_CHECKING:
    from consult.ui.author.writing import Desk

NEW_OPTIONS = {"open": (), "choice": ("Yes", "No", "Not sure"), "multi": ("Something else", "Not sure")}


def show(desk: Desk) -> None:
    """Show each question with its fields, then how to add one."""
    listed = list(desk.round.questions)
    say.plain(f"{len(listed)} of {questions.MOST_QUESTIONS}. After them come the two that end every round:")
    say.items(tuple(asked["text"] for asked in closing_pair()))
    written: list[Written] = []
    broken = False
    for number, one in enumerate(listed, 1):
        with st.expander(say.label(f"Question {number}: {one['text'] or 'not written yet'}"), key=f"open-{one['key']}"):
            try:
                written.append(fields(desk.typed, one, number, {**desk.round.facts}, names_in(desk.round)))
            except BadText as refused:
                say.refusal(refused)
                written.append(one)
                broken = True
            _moves(desk, number - 1)
    if written != listed:
        say.quiet("Not saved yet.")
    if listed and st.button("Save", type="primary", key="save-questions", disabled=broken):
        _write(desk, written)
    _add(desk)


def fields(typed: Typed, one: Written, number: int, facts: dict[str, str], names: tuple[str, ...]) -> Written:
    """Ask for one question, lint it as it was typed, and give it as it would be kept. BadText when it can not be."""
    key = one["key"]
    kind = typed.one_of(f"{key}-type", "Answered", KINDS, one["type"]) or one["type"]
    text = typed.line(f"{key}-text", "Question", one["text"], "20 words at most. Words in {braces} are filled in.")
    hint = typed.line(f"{key}-help", "Hint", one["help"])
    options: list[str] = []
    picks: int | None = None
    if kind != "open":
        kept = "\n".join(one["options"])
        options = typed.text(f"{key}-options", "Options, one a line", kept, 'Each has "Not sure".').splitlines()
    if kind in {"multi", questions.FROM_THEMES}:
        picks = typed.number(f"{key}-picks", "How many may be picked (0: any)", one.get("max_picks") or 0, 20) or None
    note = typed.line(f"{key}-note", "Note on the page before, if it may be hard", one.get("note", ""))
    _lint(f"Question {number}", kind, text, hint, options, note, facts, names)
    return questions.written(key, kind, text, hint, options, picks, note)


def _lint(
    where: str,
    kind: str,
    text: str,
    hint: str,
    options: list[str],
    note: str,
    facts: dict[str, str],
    names: tuple[str, ...],
) -> None:
    if not text.strip():
        return
    listed = tuple(option.strip() for option in options)
    all_of_it = "\n".join((text, hint, note, *options))
    found.show(
        [
            *lint.check(fill(text, facts), where, kind=kind, hint=hint, options=listed, note=note, names=names),
            *language.check(all_of_it, where),
            *signs.check(all_of_it, where),
        ],
        with_place=False,
    )


def _moves(desk: Desk, at: int) -> None:
    listed = list(desk.round.questions)
    key = listed[at]["key"]
    up, down, out = st.columns(3)
    if up.button("Move up", key=f"up-{key}", disabled=at == 0):
        listed[at - 1], listed[at] = listed[at], listed[at - 1]
        _write(desk, listed)
    if down.button("Move down", key=f"down-{key}", disabled=at == len(listed) - 1):
        listed[at + 1], listed[at] = listed[at], listed[at + 1]
        _write(desk, listed)
    if out.button("Take it out", key=f"out-{key}"):
        _write(desk, listed[:at] + listed[at + 1 :])


def _add(desk: Desk) -> None:
    say.subheading("Add a question")
    kinds = {kind: words for kind, words in KINDS.items() if kind in NEW_OPTIONS}
    kind = desk.typed.one_of("new-type", "Answered", kinds, "open")
    if st.button("Add", key="add-question"):
        listed = list(desk.round.questions)
        key = questions.next_key(listed)
        _write(desk, [*listed, questions.written(key, kind or "open", "", "", NEW_OPTIONS[kind or "open"])])


def _write(desk: Desk, listed: list[Written]) -> None:
    """Write the list as it is given; fields that were typed and not saved stay as they were typed."""
    if saving.save(
        desk.actor,
        desk.round.id,
        lambda session: drafts.set_questions(session, desk.actor, desk.round.id, listed),
    ):
        st.rerun()
