"""What those who asked were told: one release at a time, with an answer owed to each theme."""

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from consult.actors import Actor
from consult.clock import today
from consult.errors import ConsultError
from consult.house import present
from consult.ui import say
from consult.ui.acting import reading
from consult.ui.attempt import tell
from consult.ui.designer import deciding
from consult.ui.designer import desk as desks
from consult.ui.designer.deciding import Case
from consult.ui.designer.desk import Desk
from consult.ui.release import preview
from consult.words.given import plain
from consult.words.leaving import releases
from consult.words.replies import drafted, standings
from consult.words.replies.standings import Stands


def show(actor: Actor) -> None:
    """Show the newest release that waits for an answer, or the one that was chosen."""
    day = today(present().clock)
    with reading() as session:
        found = [releases.content_of(one) for one in releases.released(session)]
        themes = standings.of_all(session, day)
    names: dict[int, str] = {one["number"]: f"{one['number']}. {one['title']}" for one in found}
    if not names:
        say.heading("Releases")
        say.plain("Nothing was released yet. Themes come here when a steward has released them.")
        return
    tell()
    desk = desks.of(actor, {one.number: one.title for one in themes})
    number = _first(list(names), themes, desk)
    if len(names) > 1:
        number = st.selectbox(
            "Release", list(names), index=list(names).index(number), format_func=names.__getitem__,
            key="results-which",
        )  # fmt: skip
    _one(desk, number, themes)


def _first(numbers: list[int], themes: tuple[Stands, ...], desk: Desk) -> int:
    """Give the release that was asked for, or one that waits for this organisation, or one that waits, or the last."""
    asked = st.query_params.get("release", "")
    if asked.isdecimal() and int(asked) in numbers:
        return int(asked)
    mine = [one.release for one in themes if one.waits_for == desk.mine.name]
    return (*mine, *(one.release for one in themes if not one.is_answered), *numbers)[0]


def _one(desk: Desk, number: int, themes: tuple[Stands, ...]) -> None:
    stands = {one.theme: one for one in themes if one.release == number}
    try:
        with reading() as session:
            content = releases.read(session, number)
            drafts = drafted.of_release(session, desk.actor, number, of=desk.mine.organisation_id)
            round_id = releases.by_number(session, number).round_id
    except ConsultError as refused:
        say.refusal(refused)
        return

    def answer(theme: Mapping[str, Any]) -> None:
        one = stands.get(theme["number"])
        if one is not None:
            deciding.show(desk, Case(content, one, drafts.get(one.theme), round_id))

    say.heading(content["heading"])
    waits = any(not one.is_answered for one in stands.values())
    say.state("withdrawn" if content.get("withdrawn") else _state(stands.values()), filled=waits)
    preview.show(content, answer)
    _to_copy(content)


def _state(stands: Iterable[Stands]) -> str:
    listed = list(stands)
    if any(one.standing is standings.Standing.OVERDUE for one in listed):
        return "answer overdue"
    return "answered" if all(one.is_answered for one in listed) else "waits for an answer"


def _to_copy(content: Mapping[str, Any]) -> None:
    say.subheading("As plain text")
    say.quiet("To copy into a document, with its numbers and limits.")
    with st.expander("Show the text"):
        st.code(plain.release(content), language=None, wrap_lines=True)
    say.link("As a file, for a meeting or a newsletter", "/take")
    say.link("The public page of this release", f"/outcomes/{content['number']}")
