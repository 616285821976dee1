"""Asking for the order of likeness, seeing how far it is, stopping it, and finer or coarser groups."""

from collections.abc import Callable

import streamlit as st
from sqlmodel import Session

from consult import sort_child
from consult.actors import Actor
from consult.house import present
from consult.ids import SortingId
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt
from consult.ui.reader import choosing
from consult.ui.reader.choosing import Work
from consult.words.reader import sortings
from consult.words.reader.bench_tables import Sorting, SortingState
from consult.words.reader.sortings import Standing
from consult.words.reading import ToRead
from consult.words.suggesting.limits import LEAST_RESOLUTION, MOST_RESOLUTION

SECONDS = 2


def standing(chosen: Work, asked: ToRead) -> Standing:
    """Give how a question stands now; the worker is started, or found dead, on the way."""
    with reading() as session:
        held = sortings.standing(session, chosen.part_id, asked.key)
    if not held.under_way:
        return held
    sort_child.tend(present())
    with reading() as session:
        return sortings.standing(session, chosen.part_id, asked.key)


def show(actor: Actor, chosen: Work, asked: ToRead) -> Standing:
    """Show how a question stands, with the one button that fits; gives what was shown."""
    held = standing(chosen, asked)
    if held.used:
        _used(held.used)
    if held.under_way:
        _follow(actor, chosen, asked)
    elif held.newest and held.newest.state in (SortingState.FAILED, SortingState.CANCELLED):
        say.note(held.newest.trouble or "Putting them in order was stopped. Nothing is lost.")
        if st.button("Try again", key=f"sort-again-{asked.key}"):
            newest = held.newest
            attempt(lambda: _again(actor, chosen, asked, newest))
    elif held.newest is None:
        say.quiet("Answers can come in order of likeness, so that like stands beside like. It is done on this machine.")
        if st.button("Put them in order of likeness", key=f"sort-{asked.key}"):
            attempt(lambda: _ask(actor, chosen, asked, 1.0))
    return held


def finer(actor: Actor, chosen: Work, asked: ToRead, used: Sorting, *, under_way: bool) -> None:
    """Show the two buttons for finer and for coarser groups; what was made of groups before is kept."""
    with st.container(horizontal=True):
        for text, resolution in (
            ("Finer", used.resolution * sortings.STEP),
            ("Coarser", used.resolution / sortings.STEP),
        ):
            out = under_way or not LEAST_RESOLUTION <= resolution <= MOST_RESOLUTION
            if st.button(f"{text} groups", key=f"{text}-{asked.key}", disabled=out):
                attempt(lambda r=resolution: _ask(actor, chosen, asked, r))  # type: ignore[misc]


def _used(used: Sorting) -> None:
    with reading() as session:
        many = sortings.groups_of(session, used.id)
    groups = {0: "no group", 1: "1 group"}.get(many, f"{many} groups")
    by = f" Made from {used.path}." if used.path else ""
    say.quiet(f"In order of likeness, in {groups}.{by}")
    if used.loose:
        say.note(sortings.LOOSE)


def _follow(actor: Actor, chosen: Work, asked: ToRead) -> None:
    @st.fragment(run_every=SECONDS)
    def watch() -> None:
        now = standing(chosen, asked)
        if not now.under_way or now.newest is None:
            st.rerun()
            return
        waits = now.newest.state == SortingState.WAITING
        # The same element at each look: a voice that reads the page is not told every two seconds.
        say.plain("Waiting for its turn." if waits else f"Putting them in order: {now.newest.progress} of 100.")
        if st.button("Stop it", key=f"sort-stop-{asked.key}"):
            attempt(lambda: _stop(actor, chosen, asked, SortingId(now.newest.id)))  # type: ignore[union-attr]

    watch()


def _ask(actor: Actor, chosen: Work, asked: ToRead, resolution: float) -> str:
    part_id, key = chosen.part_id, asked.key
    return _had(
        actor, chosen, asked, lambda session: sortings.ask(session, actor, part_id, key, choosing.k(), resolution)
    )


def _again(actor: Actor, chosen: Work, asked: ToRead, newest: Sorting) -> str:
    return _had(
        actor, chosen, asked, lambda session: sortings.again(session, actor, SortingId(newest.id), choosing.k())
    )


def _had(actor: Actor, chosen: Work, asked: ToRead, order: Callable[[Session], object]) -> str:
    act = f"had the answers to question {asked.number} put in order of likeness"
    with acting(actor, act, chosen.round_id, chosen.advisory_id) as session:
        order(session)
    return ""


def _stop(actor: Actor, chosen: Work, asked: ToRead, sorting_id: SortingId) -> str:
    act = f"stopped putting the answers to question {asked.number} in order"
    with acting(actor, act, chosen.round_id, chosen.advisory_id) as session:
        sortings.cancel(session, actor, sorting_id, choosing.k())
    return ""
