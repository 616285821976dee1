"""The screen on which an approved part is opened: its cards leave once, and are confirmed whole or made anew."""

from collections.abc import Callable, Mapping
from uuid import UUID

import streamlit as st

from consult import opening
from consult.actors import Actor, Role
from consult.box import boxes
from consult.box.tables import Box, BoxState
from consult.clock import in_words
from consult.errors import ConsultError
from consult.house import present
from consult.opening import Sheet
from consult.rounds import advisories, parts, printed, takers
from consult.rounds.tables import Part, Round
from consult.ui import cards, say
from consult.ui.acting import reading

_DONE = "opening_done"
ANEW = "anew"
BARRED = (
    "A part that waits is not shown to you: who takes the cards of a round is no steward or desk, does not read it and "
    "sets no money aside for it."
)


def show(actor: Actor) -> None:
    """Show each part whose cards this actor may take."""
    # A place that is always there: were it to come and go, what is unfolded below would fold.
    with st.container():
        if done := st.session_state.pop(_DONE, None):
            say.done(done)
    waiting, is_barred = ready(actor, st.query_params.get("part", ""))
    if not waiting:
        say.plain("No part waits to be opened. A part comes here when its steward has approved it.")
    if is_barred:
        say.quiet(BARRED)
    for round_, part, name, box in waiting:
        say.subheading(f"{round_.title}, {name}")
        (_confirm if box.state is BoxState.SHEET else _open)(actor, part, box)


def ready(actor: Actor, asked: str = "") -> tuple[list[tuple[Round, Part, str, Box]], bool]:
    """Give the parts whose cards this actor may take, the asked one first, and whether one waits that she may not."""
    found, is_barred = [], False
    with reading() as session:
        names = {one.id: one.name for one in advisories.in_order(session)}
        for part in parts.of_advisories(session, frozenset(names)):
            box = boxes.get(session, part.box_id) if part.box_id else None
            if box is None or box.state not in {BoxState.APPROVED, BoxState.SHEET}:
                continue
            if takers.may_take(session, actor, part):
                found.append((parts.round_of(session, part.round_id), part, names[part.advisory_id], box))
            elif actor.holds(Role.FACILITATOR):
                is_barred = True
    return sorted(found, key=lambda one: str(one[1].id) != asked), is_barred


def _open(actor: Actor, part: Part, box: Box) -> None:
    say.plain(
        f"This makes {box.seats} cards at once, and never one more. The sheet leaves once, for the printer. "
        "Nobody is admitted before you say that it is whole."
    )
    say.plain(f"It closes on {in_words(box.closes_on, minute=True)}, at the latest on {in_words(box.latest_close)}.")
    said = _languages(part)
    if st.button("Open this part and take the cards", type="primary", key=f"open-{part.id}"):
        _take(lambda: opening.open_part(present(), actor, part.id), said)


def _confirm(actor: Actor, part: Part, box: Box) -> None:
    say.note(f"The sheet with {box.seats} cards was made. No card works yet.")
    say.plain("Count the cards. Is each one there, and can each be read?")
    if st.button("The sheet is whole", type="primary", key=f"whole-{part.id}"):
        _act(
            lambda: opening.confirm_sheet(present(), actor, part.id),
            "The part is open. Its cards work from now on.",
        )
    say.plain(f'If it did not come out whole, make it anew. The old cards will never work. Type "{ANEW}" first.')
    typed = st.text_input(f"Type {ANEW}", key=f"type-{part.id}", autocomplete="off")
    said = _languages(part)
    if st.button("Make it anew", key=f"anew-{part.id}"):
        if typed.strip().casefold() == ANEW:
            _take(lambda: opening.remake_sheet(present(), actor, part.id), said)
        else:
            say.note(f'Type "{ANEW}" to make the sheet anew.')


def _languages(part: Part) -> dict[str, str]:
    """Give the languages the cards will be in, each with where and when they are paid."""
    with reading() as session:
        places = printed.places(session, part.id)
    return cards.choose(places, str(part.id))


def _take(make: Callable[[], Sheet], places: Mapping[str, str]) -> None:
    """Make the sheet and show its link once. The codes go to the printer and stay nowhere."""
    try:
        sheet = make()
    except ConsultError as refused:
        say.refusal(refused)
        return
    cards.hand_over(sheet, places)
    st.button("I have printed it", key=f"printed-{UUID(int=len(sheet.codes))}")


def _act(act: Callable[[], None], done: str) -> None:
    try:
        act()
    except ConsultError as refused:
        say.refusal(refused)
        return
    st.session_state[_DONE] = done
    st.rerun()
