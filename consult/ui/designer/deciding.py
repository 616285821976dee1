"""What stands below one theme: its answer, a draft that waits for a role, whom it was handed to, or the fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from consult.clock import in_words, today
from consult.house import present
from consult.ids import RoundId
from consult.ui import say
from consult.ui.acting import acting
from consult.ui.attempt import attempt
from consult.ui.designer import answering, taking_up
from consult.ui.designer.desk import Desk
from consult.words.given import plain
from consult.words.replies import decisions, drafted, owning
from consult.words.replies.decisions import Reply
from consult.words.replies.owner_tables import Drafted, HandedState
from consult.words.replies.standings import Stands


@dataclass(frozen=True, slots=True)
class Case:
    """One theme of a release with all that was said about it so far."""

    content: Mapping[str, Any]
    stands: Stands
    draft: Drafted | None
    round_id: RoundId


def show(desk: Desk, case: Case) -> None:
    """Show what is so, then what this designer can do about it."""
    one, number = case.stands, case.stands.number
    handed = one.handed
    head = f"Answer to {number}" if one.decided is not None else number
    say.note("\n".join([f"{head}: {plain.STATES[one.standing].lower()}", *plain.answer(one)]))
    if case.draft is not None:
        _draft(desk, case, case.draft)
    if handed is not None and handed.state == HandedState.ASKED and handed.organisation_id == desk.mine.organisation_id:
        taking_up.show(desk, one, case.round_id)
        return
    if handed is not None and handed.state == HandedState.TAKEN:
        if handed.organisation_id == desk.mine.organisation_id:
            _fields(desk, case, Reply(None, "", "", None))
        return
    if not owning.is_open_to(one.decided, handed, desk.mine.organisation_id):
        say.quiet("Another organisation answered this. Only they can change the answer.")
        return
    if one.decided is not None or case.draft is not None:
        with st.expander(f"Change {'the draft for' if case.draft else 'the answer to'} {number}"):
            _fields(desk, case, _before(case))
        return
    _fields(desk, case, Reply(None, "", "", None))


def _before(case: Case) -> Reply:
    if case.draft is not None:
        return drafted.reply(case.draft)
    return answering.reply_of(case.stands)


def _fields(desk: Desk, case: Case, held: Reply) -> None:
    typed = answering.fields(desk, case.stands, held)
    label = "Keep the draft" if typed.waits else "Answer this theme"
    if st.button(label, key=f"{answering.key_of(case.stands)}-send", type="primary"):
        attempt(lambda: _keep(desk, case, typed) if typed.waits else _decide(desk, case, typed))


def _draft(desk: Desk, case: Case, draft: Drafted) -> None:
    number = case.stands.number
    reply = drafted.reply(draft)
    say.subheading(f"Draft for {number}")
    say.quiet(
        f"Only your organisation sees it, and it is no answer: {number} is still due by {in_words(case.stands.due)}. "
        f"It waits for: {draft.waits_for}, since {in_words(answering.day(draft.drafted_on))}."
    )
    say.plain(f"{plain.SAYS[draft.verdict]}. {reply.reason}\nWho: {plain.listed(reply.owner)}.")
    yes, away = st.columns(2)
    typed = answering.Typed(reply, "", clear=True)
    if yes.button("They agreed: answer with this", key=f"agreed-{number}", width="stretch"):
        attempt(lambda: _decide(desk, case, typed))
    if away.button("Throw the draft away", key=f"away-{number}", width="stretch"):
        attempt(lambda: _drop(desk, case))


def _decide(desk: Desk, case: Case, typed: answering.Typed) -> str:
    release, theme = case.stands.release, case.stands.theme
    with acting(desk.actor, f"answered theme {release}.{theme}", case.round_id) as session:
        decisions.decide(
            session, desk.actor, release, theme, typed.reply, today(present().clock),
            points_to_nobody=typed.clear, of=desk.mine.organisation_id,
        )  # fmt: skip
        left = decisions.undecided(session, release)
    answering.remember(typed.reply.read_first)
    if left:
        return f"Kept. {len(left)} more to answer: {', '.join(f'{release}.{one}' for one in left)}."
    return "Kept. No theme waits any more. All of it can be read on the public page."


def _keep(desk: Desk, case: Case, typed: answering.Typed) -> str:
    release, theme = case.stands.release, case.stands.theme
    with acting(desk.actor, f"drafted an answer to theme {release}.{theme}", case.round_id) as session:
        drafted.keep(
            session, desk.actor, release, theme, typed.reply, typed.waits_for, today(present().clock),
            points_to_nobody=typed.clear, of=desk.mine.organisation_id,
        )  # fmt: skip
    answering.remember(typed.reply.read_first)
    return f"The draft for {release}.{theme} is kept. It is no answer yet, and the day it is due stays."


def _drop(desk: Desk, case: Case) -> str:
    release, theme = case.stands.release, case.stands.theme
    with acting(desk.actor, f"threw away the draft for theme {release}.{theme}", case.round_id) as session:
        drafted.drop(session, desk.actor, release, theme, of=desk.mine.organisation_id)
    return "The draft is gone."
