"""Step 6: who reads the answers, two people at most. The author never does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import streamlit as st
from sqlmodel import Session

from consult.actors import Role
from consult.house import present
from consult.ids import AccountId, PartId
from consult.people import accounts, grants
from consult.rounds import assignments
from consult.rounds.rendering import MOST_READERS
from consult.ui import say
from consult.ui.acting import reading
from consult.ui.author import saving

if TYPE_CHECKING:
    from consult.ui.author.writing import Desk


def show(desk: Desk) -> None:
    """Show the readers of the round and how to name one."""
    say.plain(
        f"{MOST_READERS} people at most read the full answers after the count. Nobody of an organisation that runs, "
        "funds or decides on what this round is about should be one, and nobody of police, courts or child welfare can."
    )
    with reading() as session:
        named = [one for one in assignments.ever(session, desk.round.id) if one.role is Role.READER]
        settled = assignments.is_settled(session, desk.round.id)
        names = accounts.names_of(session, frozenset(one.account_id for one in named))
        listed = dict(grants.holders(session, present().clock, Role.READER))
    held = [one for one in named if not one.withdrawn]
    if settled:
        say.plain(
            f"A text of this round is approved. Members are told that {MOST_READERS} people read, so whoever is named "
            "from now on counts, and counts after a take-back too."
        )
    for one in held:
        say.subheading(names.get(one.account_id, "An account that is gone"))
        if st.button("Take back", key=f"unread-{one.account_id}"):
            _take_back(desk, one.account_id)
    if len(held) >= MOST_READERS:
        return
    known = {one.account_id for one in named}
    # Two were named: one of them can be named again, nobody else can.
    is_full = settled and len(known) >= MOST_READERS
    now = {one.account_id for one in held}
    free = {key: name for key, name in listed.items() if key not in now and (key in known or not is_full)}
    if not free:
        say.note("There is no other account that may read. An administrator makes one with the role reader.")
        return
    chosen: AccountId | None = desk.typed.one_of("new-reader", "Reader", free, None)
    if st.button("Name this reader", key="add-reader", type="primary") and chosen is not None:
        _assign(desk, chosen)


def _assign(desk: Desk, account_id: AccountId) -> None:
    def _write(session: Session) -> Iterable[PartId]:
        assignments.assign(session, desk.actor, desk.round.id, account_id, Role.READER)
        return ()

    if saving.save(desk.actor, desk.round.id, _write, "named a reader", "Named."):
        desk.typed.forget("new-reader")
        st.rerun()


def _take_back(desk: Desk, account_id: AccountId) -> None:
    def _write(session: Session) -> Iterable[PartId]:
        assignments.take_back(session, desk.actor, desk.round.id, account_id, Role.READER)
        return ()

    if saving.save(desk.actor, desk.round.id, _write, "took a reader back", "Taken back."):
        st.rerun()
