"""Step 7: what stands between each part and its approval, then asking for it, then opening it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import streamlit as st
from sqlmodel import Session

from consult import too_hard
from consult.clock import today
from consult.house import present
from consult.ids import PartId
from consult.rounds import approvals, checks
from consult.rounds.dates import NEEDS_AGREEMENT
from consult.rounds.tables import Advisory, Part, PartState
from consult.ui import addresses, say
from consult.ui.author import found, saving
from consult.ui.author.words import STATES
from consult.ui.steward_approval import owed
from consult.wording import supports

if TYPE_CHECKING:
    from consult.ui.author.writing import Desk


def show(desk: Desk) -> None:
    """Show each part with its findings and what can be done with it."""
    _help_lines()
    if not desk.parts:
        say.plain("No advisory is asked yet. Choose one in step 4.")
    for part, advisory in desk.parts:
        say.subheading(advisory.name)
        say.state(STATES[part.state], filled=part.state is PartState.WAITING)
        if part.remark:
            say.note(f"Its steward wrote: {part.remark}")
        _part(desk, part, advisory)


def _part(desk: Desk, part: Part, advisory: Advisory) -> None:
    day = today(present().clock)
    reviewed = checks.review(desk.round, part, advisory, day)
    if part.state in {PartState.DRAFT, PartState.WAITING, PartState.DECLINED}:
        found.review(reviewed)
        owed.note(desk.round, part)
    if not reviewed.missing and st.button("Look at it as a member would", key=f"look-{part.id}"):
        st.switch_page(addresses.PAGES / "author/look.py", query_params={"part": str(part.id)})
    if part.state in {PartState.DRAFT, PartState.DECLINED}:
        hard = [sentence for sentence in reviewed.hard if sentence != NEEDS_AGREEMENT]
        if hard:
            say.quiet("You can ask its steward when nothing is missing and nothing has to change.")
        elif st.button("Ask its steward to read and approve", type="primary", key=f"ask-{part.id}"):
            _ask(desk, part)
    if part.state is PartState.APPROVED and st.button("Open this part", type="primary", key=f"to-open-{part.id}"):
        st.switch_page(addresses.PAGES / "author/open.py", query_params={"part": str(part.id)})


def _ask(desk: Desk, part: Part) -> None:
    def _write(session: Session) -> Iterable[PartId]:
        too_hard.require_reviewed(session, part, present().settings.k)
        approvals.ask(session, desk.actor, part.id, today(present().clock))
        return ()

    if saving.save(desk.actor, desk.round.id, _write, "asked for approval", "Asked. It waits for its steward now."):
        st.rerun()


def _help_lines() -> None:
    old = supports.checked_too_long_ago(today(present().clock))
    if old:
        say.note(f"Check these help lines again, it is more than 90 days: {', '.join(old)}.")
    if lacking := supports.missing_kinds():
        say.note(f"No checked number yet for {' and '.join(lacking)}. Members do not see a line that nobody checked.")
