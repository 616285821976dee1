"""Organisations and advisories: what kind they are decides who may never read or pay, and who stewards whom."""

import streamlit as st

from consult.actors import BARRED_KINDS, Actor, OrganisationKind
from consult.errors import Refused
from consult.house import present
from consult.ids import AdvisoryId
from consult.people import acts, organisations
from consult.rounds import advisories
from consult.rounds.tables import AdvisoryKind
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt, tell

KINDS_IN_WORDS = {
    AdvisoryKind.SURVIVOR: "of survivors",
    AdvisoryKind.CULTURAL: "of a community, which decides about what it gives",
}


def show(actor: Actor) -> None:
    """Show both lists, each with its form."""
    _organisations(actor)
    tell("organisations")
    _advisories(actor)
    tell("advisories")


def _organisations(actor: Actor) -> None:
    with reading() as session:
        rows = tuple((found.name, found.kind.value) for found in organisations.every(session))
    say.table(("Name", "Kind"), rows)
    say.quiet(
        "People from police, prosecution, courts, child protection and funders never read answers, hold the "
        "desk, or are stewards or facilitators. The kind can not be changed later."
    )
    with st.form("new-organisation", border=False):
        name = st.text_input("Name of a new organisation", max_chars=80, autocomplete="off")
        kind = st.radio("Kind", tuple(OrganisationKind), index=None, format_func=_kind)
        pressed = st.form_submit_button("Make the organisation", type="primary")
    if pressed:
        attempt(lambda: _made(actor, name, kind), "organisations")


def _kind(kind: OrganisationKind) -> str:
    return f"{kind.value} (never reads, never pays)" if kind in BARRED_KINDS else kind.value


def _made(actor: Actor, name: str, kind: OrganisationKind | None) -> str:
    if kind is None:
        raise Refused("Choose a kind.")
    with acting(actor, "made an organisation") as session:
        organisations.add(session, actor, name, kind)
    return "The organisation is made."


def _advisories(actor: Actor) -> None:
    say.subheading("Advisories")
    with reading() as session:
        rows = tuple((found.name, KINDS_IN_WORDS[found.kind]) for found in advisories.in_order(session))
    if rows:
        say.table(("Name", "Kind"), rows)
        _order(actor)
    elif st.button("Begin with the four of the partnership"):
        attempt(lambda: _begun(actor), "advisories")
    with st.form("new-advisory", border=False):
        name = st.text_input("Name of a new advisory", max_chars=80, autocomplete="off")
        kind = st.radio("It is", tuple(AdvisoryKind), index=None, format_func=lambda key: KINDS_IN_WORDS[key])
        pressed = st.form_submit_button("Make the advisory", type="primary")
    if pressed:
        attempt(lambda: _added(actor, name, kind), "advisories")


def _order(actor: Actor) -> None:
    with reading() as session:
        listed = [(found.id, found.name) for found in advisories.in_order(session)]
    with st.expander("Change their order"):
        say.quiet("Ask their stewards first. Each finds this in her log. Names are changed by stewards alone.")
        for place, (own, name) in enumerate(listed[1:], start=1):
            if st.button(say.label(f"Move the {name} up"), key=f"up-{own}"):
                ordered = [one for one, _name in listed]
                ordered[place - 1 : place + 1] = [own, ordered[place - 1]]
                attempt(lambda ordered=tuple(ordered): _ordered(actor, ordered), "advisories")  # type: ignore[misc]


def _ordered(actor: Actor, ordered: tuple[AdvisoryId, ...]) -> str:
    with present().database.writing() as session:
        for advisory_id in ordered:
            acts.record(session, present().clock, actor, "changed the order of the advisories", advisory_id=advisory_id)
        advisories.put_in_order(session, actor, ordered)
    return "They stand in this order now."


def _begun(actor: Actor) -> str:
    with acting(actor, "made the first advisories") as session:
        advisories.add_defaults(session)
    return "The four advisories are made. Give each its first stewards on the page Accounts."


def _added(actor: Actor, name: str, kind: AdvisoryKind | None) -> str:
    if kind is None:
        raise Refused("Choose what it is.")
    with acting(actor, "made an advisory") as session:
        advisories.add(session, name, kind)
    return "The advisory is made. Give it its first stewards on the page Accounts, before its first round."
