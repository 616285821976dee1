"""Step 4: which advisories are asked, with how many seats, and what each adds, leaves out or reads first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import streamlit as st
from sqlmodel import Session

from consult import burden
from consult.clock import today
from consult.errors import BadText
from consult.house import present
from consult.ids import AdvisoryId, PartId
from consult.rounds import advisories, chances, community, drafts, questions
from consult.rounds.checks import FEWEST_SEATS, names_in
from consult.rounds.tables import Advisory, AdvisoryKind, Part
from consult.ui import say
from consult.ui.acting import reading
from consult.ui.author import asking, found, saving
from consult.ui.author.typed import Typed
from consult.ui.author.words import STATES
from consult.wording.catalogue import add_ons

if TYPE_CHECKING:
    from consult.ui.author.writing import Desk


def show(desk: Desk) -> None:
    """Show each part, then the advisories that can still be asked."""
    for part, advisory in desk.parts:
        with st.container(border=False, key=f"part-{part.id}"):
            say.subheading(advisory.name)
            say.state(STATES[part.state])
            if part.remark:
                say.note(f"Its steward wrote: {part.remark}")
            with reading() as session:
                say.quiet(burden.minutes_in_words(session, advisory.id, today(present().clock)))
            _part(desk, part, advisory)
    _ask_another(desk)


def _part(desk: Desk, part: Part, advisory: Advisory) -> None:
    typed, own = desk.typed, str(part.id)
    left, right = st.columns(2)
    with left:
        seats = typed.number(f"{own}-seats", "Seats", part.seats, drafts.MOST_TYPED, "One for each member.")
    with right:
        spares = typed.number(f"{own}-spares", "Spare cards", part.spares, 50, "For cards that get lost.")
    _chance(seats)
    changes: dict[str, object] = {
        "seats": seats,
        "spares": spares,
        "intro": typed.text(f"{own}-intro", "Read first by this advisory", part.intro, "Can stay empty."),
        "benefit": typed.line(f"{own}-benefit", "What good may come, for them", part.benefit, "Can stay empty."),
    }
    changes |= _community(desk, part, advisory)
    found.under(str(changes["intro"]), "Opening")
    found.under(str(changes["benefit"]), "What good may come")
    try:
        changes |= _questions(desk, part)
    except BadText as refused:
        say.refusal(refused)
    if any(getattr(part, name) != value for name, value in changes.items()):
        say.quiet("Not saved yet.")
    if st.button("Save", type="primary", key=f"save-{own}"):
        _save(desk, part, changes)
    if not part.remark and st.button(say.label(f"Do not ask the {advisory.name}"), key=f"drop-{own}"):
        _drop(desk, part)


def _community(desk: Desk, part: Part, advisory: Advisory) -> dict[str, object]:
    """Ask what a cultural advisory's part has to say: who was asked, and whether its review body has to look."""
    typed, own = desk.typed, str(part.id)
    given: dict[str, object] = {}
    if advisory.kind is AdvisoryKind.CULTURAL:
        hint = "Stewards read this before they approve; members do not."
        label = "Who of this community was asked about this round, and how"
        given["engagement"] = typed.text(f"{own}-engagement", label, part.engagement, hint)
    if advisory.asks_ethics_watch:
        said, _, reference = part.ethics_watch.partition(": ")
        answers = {community.NO: "No", community.YES: "Yes"}
        chosen = typed.one_of(f"{own}-ethics", community.QUESTION, answers, said)
        if chosen == community.YES:
            number = typed.line(f"{own}-reference", "Reference number of its review", reference)
            chosen = f"{chosen}: {number.strip()}" if number.strip() else chosen
        given["ethics_watch"] = chosen or ""
    return given


def _chance(seats: int) -> None:
    if not seats:
        return
    enough = present().settings.k
    say.quiet(f"A box is opened when {enough} or more people said something. The chance of that:")
    say.table(("When", "It opens"), chances.in_words(enough, seats))
    if seats < FEWEST_SEATS:
        say.note(f"Has to change. A part has {FEWEST_SEATS} seats at least.")
    elif seats < chances.FEW_SEATS:
        say.note(f"Under {chances.FEW_SEATS} seats the steward has to agree to a box of its own.")


def _questions(desk: Desk, part: Part) -> dict[str, object]:
    common = {one["key"]: one["text"] for one in desk.round.questions}
    left_out = desk.typed.some_of(f"{part.id}-left", "Common questions it does not ask", common, part.left_out)
    sets = {one["key"]: one["title"] for one in add_ons()}
    stored = [key for key in sets if any(one["key"].startswith(f"{key}-") for one in part.add_on)]
    hint = "Drafts, until its steward approves."
    chosen = desk.typed.some_of(f"{part.id}-sets", "Questions of its own", sets, stored, hint)
    add_on = _own_questions(desk, part, chosen)
    count = len(common) - len(left_out) + len(add_on)
    if count > questions.MOST_QUESTIONS:
        say.note(f"Has to change. These are {count} questions, {questions.MOST_QUESTIONS} at most: leave some out.")
    return {"left_out": left_out, "add_on": add_on}


def _own_questions(desk: Desk, part: Part, chosen: list[str]) -> list[questions.Written]:
    """Show each question of the chosen sets, as its advisory may want it in other words."""
    kept = {one["key"]: one for one in part.add_on}
    drafted = [
        asked
        for one in add_ons()
        if one["key"] in chosen
        for asked in questions.from_template(one["questions"], f"{one['key']}-")
    ]
    names, own = names_in(desk.round), Typed(str(part.id))
    written = []
    for number, asked in enumerate(drafted, len(desk.round.questions) - len(part.left_out) + 1):
        stored = kept.get(asked["key"], asked)
        with st.expander(say.label(f"Question {number}: {stored['text']}"), key=f"open-{part.id}-{asked['key']}"):
            written.append(asking.fields(own, stored, number, desk.round.facts, names))
    return written


def _ask_another(desk: Desk) -> None:
    asked = {advisory.id for _part_, advisory in desk.parts}
    with reading() as session:
        others = {one.id: one.name for one in advisories.in_order(session) if one.id not in asked}
    if not others:
        if not asked:
            say.plain("There is no advisory yet. An administrator adds them.")
        return
    say.subheading("Ask an advisory")
    chosen: AdvisoryId | None = desk.typed.one_of("new-part", "Advisory", others, None)
    if st.button("Ask", key="add-part") and chosen is not None:

        def _add(session: Session) -> Iterable[PartId]:
            drafts.add_part(session, desk.actor, desk.round.id, chosen)
            return ()

        desk.typed.forget("new-part")
        if saving.save(desk.actor, desk.round.id, _add):
            st.rerun()


def _save(desk: Desk, part: Part, changes: dict[str, object]) -> None:
    if saving.save(
        desk.actor,
        desk.round.id,
        lambda session: (part.id,) if drafts.change_part(session, desk.actor, part.id, changes) else (),
    ):
        st.rerun()


def _drop(desk: Desk, part: Part) -> None:
    def _write(session: Session) -> Iterable[PartId]:
        drafts.drop_part(session, desk.actor, part.id)
        return ()

    if saving.save(desk.actor, desk.round.id, _write):
        st.rerun()
