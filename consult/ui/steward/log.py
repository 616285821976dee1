"""What a steward may know of everyone who touched her advisory: who, what, when. Never what was said."""

import streamlit as st

from consult.actors import Actor
from consult.clock import moment
from consult.house import present
from consult.ids import AdvisoryId
from consult.people import acts
from consult.rounds import advisories, parts
from consult.ui import say
from consult.ui.acting import reading


def show(actor: Actor) -> None:
    """Show the log of each advisory that the actor is a steward of."""
    say.quiet("Every act of staff on your rounds stands here: who, what and when. It does not hold what anyone said.")
    mine = choose(actor)
    if mine is None:
        return
    with reading() as session:
        of_mine = parts.of_advisories(session, frozenset({mine}))
        titles = {part.round_id: parts.title_of(session, part.round_id) for part in of_mine}
        lines = acts.for_advisory(session, present().clock, actor, mine, tuple(titles))
    if not lines:
        say.plain("Nothing has been done yet.")
        return
    rows = tuple(
        (
            moment(line.at),
            line.who,
            line.act,
            titles.get(line.round_id, "") if line.round_id else "",
        )
        for line in lines
    )
    say.table(("When", "Who", "What", "Round"), rows)
    if len(lines) == acts.SHOWN_AT_ONCE:
        say.quiet(f"The latest {acts.SHOWN_AT_ONCE} are shown.")


def choose(actor: Actor) -> AdvisoryId | None:
    """Give the advisory to show: the only one, or the one chosen."""
    with reading() as session:
        names = {found.id: found.name for found in advisories.in_order(session) if found.id in actor.advisories()}
    if len(names) > 1:
        return st.radio("Advisory", tuple(names), format_func=lambda key: say.label(names[key]))
    for only, name in names.items():
        say.subheading(name)
        return only
    return None
