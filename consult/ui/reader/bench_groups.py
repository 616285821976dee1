"""One suggested group at a time: its keywords, how sure it is, its middle and its edge, and a theme made of it."""

from collections.abc import Sequence

import streamlit as st

from consult.actors import Actor
from consult.ids import SortingId
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt
from consult.ui.reader import choosing, listing, writing
from consult.ui.reader.choosing import Work
from consult.words.codebook import Draft
from consult.words.reader import bench, bench_groups
from consult.words.reader.bench_groups import Ends, Heard
from consult.words.tables import Theme, ThemeKind

WHERE = "bench"
SURE = {
    "holds": "It holds: most of it comes back when answers are left out and all is sorted again.",
    "wavers": "It wavers: a good part of it comes and goes when answers are left out.",
    "falls apart": "It falls apart when answers are left out. Read its answers one by one.",
}


def show(actor: Actor, chosen: Work, sorting_id: SortingId, themes: Sequence[Theme]) -> int | None:
    """Show the list of groups and, of the one that is chosen, what it is; gives its number."""
    with reading() as session:
        found = bench_groups.groups(session, actor, sorting_id, choosing.k())
    if not found:
        say.plain("No answer says anything that could be grouped.")
        return None
    names = {one.number: _name(one) for one in found}
    # The key is of this sorting: after "finer" another list stands here.
    number = listing.choose("Suggested group", "All groups", names, f"group-{sorting_id}")
    if number is None:
        return None
    _group(actor, chosen, sorting_id, found[number], themes)
    return number


def ends(found: Ends, what: str) -> None:
    """Show the answers in the middle of a group or theme, and those most unlike them."""
    with st.expander(f"Most central and most unlike answers of this {what}"):
        for title, shown in (("Most central", found.central), ("Most unlike", found.unlike)):
            if shown:
                say.quiet(title)
            for one in shown:
                say.answer(one.read.words)
        if not found.central:
            say.plain("Nothing to show yet: its answers are not open, or were not put in order.")


def _name(one: Heard) -> str:
    words = ", ".join(one.keywords[:3]) or "no words in common"
    return f"{one.number + 1}. {words} ({one.opened} of {one.answers} open)"


def _group(actor: Actor, chosen: Work, sorting_id: SortingId, one: Heard, themes: Sequence[Theme]) -> None:
    if one.keywords:
        say.plain(f"Words people used: {', '.join(one.keywords)}.")
    say.plain(SURE.get(one.sureness, one.sureness))
    say.quiet(_how_far(one))
    for theme in themes:
        if theme.id in one.themes:
            say.quiet(f'Made of it: "{theme.title or theme.text}". Answers that you open later come with it proposed.')
    with reading() as session:
        found = bench_groups.ends_of_group(session, actor, sorting_id, one.number, choosing.k())
    ends(found, "group")
    with st.expander("Make a theme of this group"):
        _adopt(actor, chosen, sorting_id, one)


def _how_far(one: Heard) -> str:
    if not one.opened:
        return "None of its answers is open yet. Open the next ten at the question."
    loose = "each has its place" if not one.unplaced else f"{one.unplaced} without a place"
    return f"{one.opened} of {one.answers} open, {loose}."


def _adopt(actor: Actor, chosen: Work, sorting_id: SortingId, one: Heard) -> None:
    say.quiet("Write it in fresh words. Its open answers are put under it; take out what does not belong.")
    turn = st.session_state.get("adopt-turn", 0)
    draft = writing.fields(ThemeKind.THEME, Draft(), f"adopt-{sorting_id}-{one.number}-{turn}")
    if st.button("Make the theme", type="primary", key=f"adopt-do-{one.number}"):
        attempt(lambda: _make(actor, chosen, sorting_id, one, draft), WHERE)


def _make(actor: Actor, chosen: Work, sorting_id: SortingId, one: Heard, draft: Draft) -> str:
    with acting(actor, "made a theme of a group", chosen.round_id, chosen.advisory_id) as session:
        bench.adopt(session, actor, sorting_id, one.number, draft, choosing.k())
    st.session_state["adopt-turn"] = st.session_state.get("adopt-turn", 0) + 1
    many = "1 was" if one.opened == 1 else f"{one.opened} were"
    return (
        f"The theme is made. Of its answers {many} open and stand under it now. Those that say nothing, were set aside "
        "or are being coded alone do not."
    )
