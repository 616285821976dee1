"""A round as a member walks through it, page by page, from the text she would be shown. Nothing is kept."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from consult.rounds.rendering import dollars
from consult.rounds.scripts import MAX_WRITTEN, OTHER_OPTION, SAID_IN_A_VISIT, Kind, Question, Script
from consult.ui import say
from consult.wording.filling import fill

CONSENT_BUTTONS = " [Yes, start] [No, leave]"
_AT = "preview-page"
PHONE = 560


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the walk: its name in the list, and how it is shown."""

    name: str
    show: Callable[[], None]


def pages(script: Script, *, with_foot: bool = True) -> tuple[Page, ...]:
    """Give the pages of a script in the order a member meets them; the foot of question pages can be left out."""
    asked = [
        page
        for number, question in enumerate(script.questions, 1)
        for page in _asked(script, question, number, with_foot=with_foot)
    ]
    return (
        Page("Before you start", lambda: _landing(script)),
        Page("All of it", lambda: _consent(script)),
        Page("All the questions", lambda: _all_questions(script)),
        Page("Keep your place", lambda: _said("Keep your place", script, "keep_place")),
        *asked,
        Page("Private words", lambda: _said("Private words", script, "takeback")),
        Page("Sent", lambda: _sent(script)),
    )


def walk(script: Script) -> None:
    """Show one page and the ways on and back."""
    listed = pages(script)
    at = min(int(st.session_state.get(_AT, 0)), len(listed) - 1)
    say.quiet(f"Page {at + 1} of {len(listed)}: {listed[at].name}")
    with st.container(key="preview", border=True, width=PHONE):
        listed[at].show()
    back, on = st.columns(2, width=PHONE)
    back.button("Back", key="preview-back", disabled=at == 0, on_click=_turn, args=(at - 1,), width="stretch")
    last = at == len(listed) - 1
    on.button("Next page", key="preview-next", disabled=last, on_click=_turn, args=(at + 1,), width="stretch")


def whole(script: Script) -> None:
    """Show every sentence of the script on one page, for who has to answer for it."""
    for page in pages(script, with_foot=False):
        with st.container(border=True, width=PHONE):
            page.show()
    with st.container(border=True, width=PHONE):
        say.subheading("On each question page")
        _foot(script)
    with st.container(border=True, width=PHONE):
        say.subheading("On pages now and then")
        shown = {"keep_place", "takeback", "after", "honorarium", "income", "not_help_now"}
        for key, text in script.sentences.items():
            if key not in shown:
                say.plain(text)
    with st.container(border=True, width=PHONE):
        say.subheading("On every page")
        _help_lines(script)


def around(script: Script) -> None:
    """Show, folded, every heading, button, hint and refusal that members meet around the questions."""
    gaps = dict.fromkeys(SAID_IN_A_VISIT, "…")
    with st.expander("The sentences around the questions"):
        say.quiet("Headings, buttons and hints, in the order of the visit. … stands for what a visit fills in.")
        say.items([fill(said, gaps) for said in dict.fromkeys(script.screens.values())])


def _turn(to: int) -> None:
    st.session_state[_AT] = to


def _landing(script: Script) -> None:
    say.subheading(script.title)
    say.quiet(script.advisory)
    say.note(script.promise)
    say.plain(f"You get {dollars(script.amount_cents)}. It takes about {script.minutes} minutes.")
    say.plain(script.brief)
    say.subheading("Key facts")
    say.plain(script.key_facts)


def _consent(script: Script) -> None:
    for _ident, title, text in script.consent:
        say.subheading(title)
        say.plain(text.removesuffix(CONSENT_BUTTONS))
    say.quiet("Two buttons of one size: Yes, start. No, leave.")


def _all_questions(script: Script) -> None:
    say.subheading("All the questions")
    for number, question in enumerate(script.questions, 1):
        say.plain(f"{number}. {question.text}")


def _asked(script: Script, question: Question, number: int, *, with_foot: bool) -> tuple[Page, ...]:
    name = f"Question {number} of {len(script.questions)}"
    page = Page(name, lambda: _question(script, question, name, with_foot=with_foot))
    if not question.note:
        return (page,)
    return (Page(f"Before question {number}", lambda: _note(question)), page)


def _note(question: Question) -> None:
    say.subheading("Before the next question")
    say.note(question.note)
    say.quiet("Two buttons of one size: Go on. Skip this question.")


def _question(script: Script, question: Question, name: str, *, with_foot: bool) -> None:
    say.quiet(name)
    say.subheading(question.text)
    if question.hint:
        say.plain(question.hint)
    if question.kind is Kind.OPEN:
        say.quiet(f"Room for {MAX_WRITTEN:,} characters. Below it: may we use your exact words? Nothing is ticked.")
    else:
        picks = "Pick one." if question.kind is Kind.CHOICE else "Pick any number."
        say.quiet(f"Pick up to {question.max_picks}." if question.max_picks else picks)
        own = script.screens.get("question.other_field", OTHER_OPTION)
        other = f"{own}, with room for a few words"
        say.items(tuple(other if one == own else one for one in question.options))
    if with_foot:
        _foot(script)


def _foot(script: Script) -> None:
    say.quiet(script.sentences["not_help_now"])
    say.quiet("Buttons: Continue, Skip, Take a break, Stop and be paid.")


def _said(title: str, script: Script, key: str) -> None:
    say.subheading(title)
    say.plain(script.sentences[key])


def _sent(script: Script) -> None:
    say.subheading("Your pay code")
    say.plain(script.sentences["after"])
    say.plain(script.sentences["honorarium"])
    say.plain(script.sentences["income"])


def _help_lines(script: Script) -> None:
    for line in script.help_lines:
        hours = f", {line['hours']}" if line["hours"] else ""
        say.plain(f"{line['name']}: {line['number']} ({line['how']}{hours}). {line['note']} {line['says']}")
