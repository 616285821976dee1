"""The rounds an author writes: where each stands, and how to begin one."""

import streamlit as st

from consult.actors import Actor
from consult.clock import today
from consult.errors import ConsultError
from consult.house import present
from consult.ids import PartId, RoundId
from consult.rounds import advisories, drafts, parts
from consult.rounds.tables import Round
from consult.ui import addresses, say
from consult.ui.acting import acting, reading
from consult.ui.author.words import STATES
from consult.wording import catalogue
from consult.words.leaving import check_rounds

BLANK = "blank"


def show(actor: Actor) -> None:
    """List the author's rounds, then offer to begin one."""
    with reading() as session:
        names = {listed.id: listed.name for listed in advisories.in_order(session)}
        mine = [
            (round_, [(names[part.advisory_id], part.state) for part in parts.of_round(session, round_.id)])
            for round_ in drafts.written_by(session, actor.account_id)
        ]
        to_check = check_rounds.waiting(session, actor)
    for part_id, title in to_check:
        _member_check(actor, part_id, title)
    if not mine:
        say.plain("You have no round yet. Begin one below. Nobody sees it until you ask a steward to read it.")
    for round_, asked in mine:
        _line(round_, [f"{name}: {STATES[state]}" for name, state in asked])
    _begin(actor)


def _member_check(actor: Actor, part_id: PartId, title: str) -> None:
    say.subheading(f"Member check: {title}")
    say.plain("A steward let draft themes go back to members. Begin the round in which they say where we are wrong.")
    if st.button("Begin the member check", type="primary", key=f"check-{part_id}"):
        house = present()
        try:
            with acting(actor, "began a member check") as session:
                common = drafts.Common.of(house.settings)
                made = check_rounds.begin(session, actor, part_id, common, today(house.clock))
        except ConsultError as refused:
            say.refusal(refused)
            return
        st.switch_page(addresses.PAGES / "author/write.py", query_params={"round": str(made)})


def _line(round_: Round, lines: list[str]) -> None:
    say.subheading(round_.title or "A round without a title")
    say.plain("\n".join(lines) or "No advisory is asked yet.")
    if st.button("Write or look", key=f"write-{round_.id}"):
        st.switch_page(addresses.PAGES / "author/write.py", query_params={"round": str(round_.id)})


def _begin(actor: Actor) -> None:
    say.subheading("Begin a round")
    options = {one["key"]: one["title"] for one in catalogue.templates()} | {BLANK: "Blank: write your own questions"}
    uses = {one["key"]: one["use_when"] for one in catalogue.templates()} | {BLANK: "Nothing else fits."}
    chosen = st.radio(
        "What is it for?",
        list(options),
        format_func=options.__getitem__,
        captions=[uses[key] for key in options],
        index=None,
        key="begin-from",
    )
    if st.button("Begin", type="primary", key="begin"):
        if chosen is None:
            say.note("Choose what it is for first.")
        else:
            _make(actor, "" if chosen == BLANK else chosen)


def _make(actor: Actor, template: str) -> None:
    house = present()
    try:
        with acting(actor, "began a round") as session:
            common = drafts.Common.of(house.settings)
            made: RoundId = drafts.begin(session, actor, common, template, today(house.clock))
    except ConsultError as refused:
        say.refusal(refused)
        return
    st.switch_page(addresses.PAGES / "author/write.py", query_params={"round": str(made)})
