"""What readers began and a steward has to know or agree to; which tags may stand on themes; her yes to each theme."""

from collections.abc import Callable

import streamlit as st
from sqlmodel import Session

from consult.actors import Actor
from consult.errors import ConsultError
from consult.rounds import approvals, parts, stewards
from consult.rounds.tables import Part
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt, tell
from consult.ui.reader import made
from consult.ui.reader.choosing import k
from consult.ui.steward import tags
from consult.words.answers import acts, hard, told
from consult.words.answers.act_tables import ActKind, AnswerAct
from consult.words.answers.acts import Decided
from consult.words.answers.asides import REASONS, Reason
from consult.words.answers.told import OwnAct
from consult.words.leaving import member_checks
from consult.words.reading import READABLE

_SHOWN = "told_shown"


def show(actor: Actor) -> None:
    """Show each part that is read now: dangers and set-aside answers that wait for her, tags, and its themes."""
    tell()
    with reading() as session:
        mine = [
            (part, parts.title_of(session, part.round_id), told.of_part(session, actor, part.id))
            for part in parts.of_advisories(session, actor.advisories())
            if part.state in READABLE and part.erased_on is None and may_see(session, actor, part)
        ]
    if not mine:
        say.plain("Nothing is being read now. When your box is open, what readers note for you stands here.")
    for part, title, rows in mine:
        say.subheading(title)
        is_open = _too_hard(actor, part) | _masked_since(actor, part)
        for row in rows:
            _act(actor, part, row)
        if not is_open and not any(row.steward_id is None for row in rows):
            say.plain("Nothing here waits for you.")
        tags.switches(actor, part)
        with st.expander("The themes, and who made them"):
            made.of_part(actor, part.id, part.round_id, part.advisory_id)


def point_to(actor: Actor) -> None:
    """Say on another page that something waits here, and nothing of what it is about."""
    with reading() as session:
        asked = parts.of_advisories(session, actor.advisories())
        waits = any(
            any(told.waiting(session, part.id)) or member_checks.holds_masked(session, part.id) for part in asked
        )
    if waits:
        say.note("A reader noted something that waits for a steward.")
        say.link("While it is read", "/noted")


def may_see(session: Session, actor: Actor, part: Part) -> bool:
    """Say whether she acts for this part: not for a round that she wrote or whose cards she took."""
    try:
        stewards.require_steward(session, actor, part)
    except stewards.OwnRound:
        return False
    return True


def _too_hard(actor: Actor, part: Part) -> bool:
    """Show that questions were too hard, and say whether that waits for her."""
    with reading() as session:
        is_new = hard.waits(session, part)
        questions = approvals.approved_script(session, part.id).questions
    if not is_new:
        return False
    say.note(
        "One in five or more said that it was too hard to answer. "
        "Where enough people said so, new rounds from the same template wait for you."
    )
    with st.expander("The questions that were asked"):
        say.items([question.text for question in questions])
    if st.button("I looked at the questions again", key=f"hard-{part.id}"):
        done = "Noted. The template can be used again. Tell the author what to change."
        _do(actor, part, "looked again at questions that were too hard", lambda s: hard.review(s, actor, part.id), done)
    return True


def _masked_since(actor: Actor, part: Part) -> bool:
    """Show that a member check holds words masked since, and say whether that waits for her."""
    with reading() as session:
        is_held = member_checks.holds_masked(session, part.id)
    if not is_held:
        return False
    say.note(
        "A member check of this round was begun with words in it that a reader masked since. Look at what members are "
        "given there, and withdraw it or have it changed where it points to someone. Nothing leaves before you did."
    )
    if st.button("I looked at the member check", key=f"looked-{part.id}", type="primary"):
        done = "Noted. The themes can go on."
        act = "looked at a member check that holds words masked since"
        _do(actor, part, act, lambda s: member_checks.looked(s, actor, part.id), done)
    return True


def _act(actor: Actor, part: Part, row: AnswerAct) -> None:
    if row.kind == ActKind.DANGER:
        _danger(actor, part, row)
    else:
        _aside(actor, part, row)


def _danger(actor: Actor, part: Part, row: AnswerAct) -> None:
    say.note("A reader said that someone may be in danger. What was said stays with the readers. Do not ask for it.")
    done = (
        f'The reader went through the list, and says: "{acts.DECIDED[Decided(row.reason)]}."' if row.is_listed else ""
    )
    say.plain(done or "The reader is going through the list.")
    if row.steward_id is not None:
        say.state("you know" if row.steward_id == actor.account_id else "a steward knows", filled=True)
    elif row.reader_id == actor.account_id:
        say.plain(OwnAct.sentence)
    elif st.button("I know that this happened", key=f"know-{row.id}", type="primary"):
        _do(actor, part, "said that she knows of a possible danger", lambda s: told.know(s, actor, row.id), "Noted.")


def _aside(actor: Actor, part: Part, row: AnswerAct) -> None:
    say.note(f"A reader set one answer aside. {REASONS[Reason(row.reason)]}.")
    if row.steward_id is not None:
        say.state("agreed", filled=True)
        return
    if row.reader_id == actor.account_id:
        say.plain(OwnAct.sentence)
        return
    if st.session_state.get(f"{_SHOWN}-{row.id}"):
        _words(actor, row)
    else:
        say.plain("You can read this one answer to decide. The log says that you did.")
        if st.button("Read this one answer", key=f"read-{row.id}"):
            attempt(lambda: _read(actor, part, row))
    with st.container(horizontal=True):
        if st.button("Yes, set it aside", key=f"yes-{row.id}"):
            done = "It is set aside. A release says that answers were, and not how many under five."
            _do(actor, part, "agreed that an answer is set aside", lambda s: told.agree(s, actor, row.id), done)
        if st.button("No, it is an answer", key=f"no-{row.id}"):
            done = "It goes back to the readers."
            _do(actor, part, "gave a set-aside answer back to reading", lambda s: told.refuse(s, actor, row.id), done)


def _read(actor: Actor, part: Part, row: AnswerAct) -> str:
    with acting(actor, "read one answer that was set aside", part.round_id, part.advisory_id) as session:
        told.read_one(session, actor, row.id, k())
    st.session_state[f"{_SHOWN}-{row.id}"] = True
    return ""


def _words(actor: Actor, row: AnswerAct) -> None:
    """Read it anew on each run: what was masked meanwhile is masked here, and what was decided is not shown."""
    try:
        with reading() as session:
            say.answer(told.read_one(session, actor, row.id, k()))
    except ConsultError as refused:
        say.refusal(refused)


def _do(actor: Actor, part: Part, act: str, change: Callable[..., None], done: str) -> None:
    def run() -> str:
        with acting(actor, act, part.round_id, part.advisory_id) as session:
            change(session)
        for key in [key for key in st.session_state if str(key).startswith(_SHOWN)]:
            del st.session_state[key]
        return done

    attempt(run)
