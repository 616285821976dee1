"""What leaves with those who asked: which themes, in which form, and what for; each is on record."""

from collections.abc import Mapping

import streamlit as st

from consult.actors import Actor
from consult.clock import today
from consult.errors import ConsultError
from consult.house import present
from consult.ui import say
from consult.ui.acting import reading
from consult.ui.designer import briefing, handing_over
from consult.ui.release.pointing import points_to_nobody
from consult.words.given import exports, library
from consult.words.given.exports import Form, What
from consult.words.leaving import content, releases

ANOTHER = "Another purpose"
SAYS = {
    What.MEMO: "A memo: stories, quotes, answers",
    What.MEETING: "A meeting pack: themes, answers, room to write",
    What.NEWSLETTER: "A block for a newsletter: what anyone may read",
    What.TABLE: "A table for a spreadsheet",
    What.BRIEF: "An evidence brief for one body, on one day",
}
FORMS = {Form.TEXT: "Plain text, to copy", Form.WORD: "Word (.docx)", Form.PDF: "PDF", Form.CSV: "CSV"}


def show(actor: Actor) -> None:
    """Ask what is needed, of which themes, in which form and what for; then make it."""
    with reading() as session:
        shelved = library.shelves(session, actor, today(present().clock))
        left = [releases.content_of(one) for one in releases.released(session)]
    rounds = {one["number"]: one["title"] for one in left if not one.get("withdrawn")}
    titles = {one.stands.number: one.stands.title for one in shelved}
    if not titles:
        say.plain("Nothing was released yet. Themes come here when a steward has released them.")
        return
    say.note(content.NOT_FOR)
    what = st.radio("What do you need?", list(What), format_func=SAYS.__getitem__, key="take-what") or What.MEMO
    if what is What.BRIEF:
        briefing.show(actor, rounds)
        return
    chosen, whole = _which(titles, {number: title for number, title in rounds.items() if _has(titles, number)})
    forms = exports.FORMS[what]
    form = forms[0]
    if len(forms) > 1:
        form = st.radio("In which form?", forms, format_func=FORMS.__getitem__, horizontal=True, key="take-form")
    for_what, clear = purpose("take")
    if st.button("Make it", type="primary", key="take-make"):
        _make(actor, what, form, chosen, for_what, whole=whole, clear=clear)
    handing_over.given()


def purpose(key: str) -> tuple[tuple[str, str], bool]:
    """Ask what it is for; gives what was picked, what was typed, and that it points to nobody."""
    picked = st.radio(
        "What is it for? This is written down.", [*exports.PURPOSES, ANOTHER], index=None, key=f"{key}-purpose",
        format_func=lambda it: f"{it[0].upper()}{it[1:]}",
    )  # fmt: skip
    if picked != ANOTHER:
        return (picked or "", ""), False
    typed = st.text_input("Which purpose", key=f"{key}-own", autocomplete="off", max_chars=exports.PURPOSE_MOST)
    return ("", typed), points_to_nobody(typed, f"{key}-clear")


def _which(titles: Mapping[str, str], rounds: Mapping[int, str]) -> tuple[list[str], bool]:
    ways = ("A whole release", "Some themes")
    if st.radio("How much of it?", ways, horizontal=True, key="take-much") == ways[0]:
        number = st.selectbox(
            "Which release", list(rounds), format_func=lambda it: f"{it}. {rounds[it]}", key="take-release"
        )
        return [one for one in titles if one.split(".")[0] == str(number)], True
    chosen = st.multiselect(
        "Which themes", list(titles), format_func=lambda it: f"{it} {titles[it]}", key="take-themes"
    )
    return list(chosen), False


def _has(titles: Mapping[str, str], number: int) -> bool:
    return any(one.split(".")[0] == str(number) for one in titles)


def _make(
    actor: Actor, what: What, form: Form, chosen: list[str], for_what: tuple[str, str], *, whole: bool, clear: bool
) -> None:
    house = present()
    try:
        said = exports.purpose(*for_what, points_to_nobody=clear)
        with reading() as session:
            found = exports.sources(session, actor, chosen, today(house.clock), whole=whole)
        made = exports.written(what, form, found, said, today(house.clock), house.settings.site_address.rstrip("/"))
        handing_over.note(actor, found, what, said)
    except ConsultError as refused:
        handing_over.forget()
        say.refusal(refused)
        return
    handing_over.hand_over(made)
