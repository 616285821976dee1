"""The steward's second gate: nothing leaves her advisory before she has read exactly what would leave."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st
from sqlmodel import Session

from consult.actors import Actor
from consult.clock import in_words, today
from consult.house import present
from consult.rounds import parts, stewards
from consult.rounds.tables import Part
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt, tell
from consult.ui.reader import quoting
from consult.ui.reader.choosing import Work, k
from consult.ui.release import checking, holding_one, preview, withdrawing
from consult.words import fresh, quotes
from consult.words.leaving import differing, holding, member_checks, releases, withdrawals
from consult.words.leaving.release_tables import HeldTheme, MemberCheck
from consult.words.reading import READABLE
from consult.words.tables import Quote, Release, ReleaseState


@dataclass(frozen=True, slots=True)
class Case:
    """One part of this steward: what waits, what differs, its member check, what is held, quoted and released."""

    part: Part
    title: str
    proposal: Release | None
    differs: tuple[str, ...] | None
    check: MemberCheck | None
    checked: str
    asked: str
    held: tuple[tuple[HeldTheme, str], ...]
    quoted: tuple[tuple[Quote, str], ...]
    released: tuple[dict[str, Any], ...]


def show(actor: Actor) -> None:
    """Show each proposal that waits for this steward, drafts for members, exact words, and what has left."""
    tell()
    with reading() as session:
        asked = parts.of_advisories(session, actor.advisories())
        mine = [part for part in asked if part.state in READABLE and stewards.may_act(session, actor, part)]
        cases = [_case(session, actor, part) for part in mine]
    if not any(case.proposal for case in cases):
        say.plain("Nothing waits for your release. Themes come here when a reader has signed them.")
    for case in cases:
        if case.proposal:
            _proposal(actor, case, case.proposal)
    for case in cases:
        checking.show(actor, case.part, case.title, case.check)
        holding_one.show(actor, case.part, case.held)
        _exact_words(actor, case)
    withdrawing.show(actor, [said for case in cases for said in case.released])


def _case(session: Session, actor: Actor, part: Part) -> Case:
    found = releases.proposed(session, actor, part.id)
    proposal = found if found and found.state == ReleaseState.PROPOSED else None
    return Case(
        part=part,
        title=parts.title_of(session, part.round_id),
        proposal=proposal,
        differs=differing.from_last(session, proposal) if proposal else None,
        check=member_checks.of_part(session, actor, part.id),
        checked=_said(lambda: member_checks.sentence(session, part, k())),
        asked=_said(lambda: member_checks.who(session, part)),
        held=tuple(holding.of_part(session, actor, part.id)),
        quoted=() if part.erased_on else tuple(quotes.of_part(session, actor, part.id, k())),
        released=tuple(withdrawals.of_part(session, actor, part.id)),
    )


def _said(asked: Callable[[], str]) -> str:
    try:
        return asked()
    except (member_checks.NotChecked, member_checks.NotSaid):
        return ""


def _exact_words(actor: Actor, case: Case) -> None:
    open_ones = [(quote, theme) for quote, theme in case.quoted if quote.cleared_by is None]
    if open_ones:
        say.subheading("Exact words that wait for a second person")
    for quote, theme in open_ones:
        quoting.clear(actor, Work(case.part.id, case.part.round_id, case.part.advisory_id, ""), quote, theme)


def _proposal(actor: Actor, case: Case, release: Release) -> None:
    say.note(f"{case.title}: this is exactly what would leave, and everyone could read its themes. Read all of it.")
    _differences(case.differs)
    say.subheading(fresh.HEADING)
    said = {**releases.content_of(release), "checked": case.checked, "engagement": case.asked}
    is_mine = release.reader_id == actor.account_id
    preview.show(said, None if is_mine else lambda theme: holding_one.ask(actor, case.part, release, theme))
    if is_mine:
        say.plain(releases.OneSignature.sentence)
        return
    seen = releases.digest(release)
    if not case.checked:
        say.note(member_checks.NotChecked.sentence)
        checking.why_not(actor, case.part, "here")
    if not case.asked:
        checking.who(actor, case.part)
    has_read = st.checkbox("I have read all of it. It may leave.", key=f"read-{release.id}")
    may_leave = has_read and bool(case.checked and case.asked)
    if st.button("Release it", type="primary", key=f"release-{release.id}", disabled=not may_leave):
        attempt(lambda: _release(actor, case.part, release, seen))
    with st.expander("Hold it back"):
        because = st.text_area("Why, in a sentence for the readers", key=f"hold-{release.id}", height=80)
        if st.button("Hold it back", key=f"held-{release.id}"):
            attempt(lambda: _hold(actor, case.part, release, because))


def _differences(differs: tuple[str, ...] | None) -> None:
    if differs is None:
        return
    say.subheading("What differs from the last release")
    if differs:
        say.items(differs)
    else:
        say.plain("Nothing.")


def _release(actor: Actor, part: Part, release: Release, seen: bytes) -> str:
    day = in_words(today(present().clock))
    with acting(actor, "released themes", part.round_id, part.advisory_id) as session:
        number = releases.release(session, actor, release.id, seen, day, k())
    return f"Release {number} has left. Those who asked now answer each theme."


def _hold(actor: Actor, part: Part, release: Release, because: str) -> str:
    with acting(actor, "held a release back", part.round_id, part.advisory_id) as session:
        releases.hold(session, actor, release.id, because)
    return "It is held. The readers see your reason."
