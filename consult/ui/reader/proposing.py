"""A reader signs the codebook and puts it before the steward; what is still to do is said all at once."""

import streamlit as st

from consult.actors import Actor
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt, tell
from consult.ui.reader import choosing
from consult.ui.reader.choosing import Work
from consult.ui.release import preview
from consult.ui.release.pointing import points_to_nobody
from consult.words import fresh, readiness
from consult.words import reading as answers
from consult.words.leaving import holding, member_checks, releases
from consult.words.leaving.release_tables import MemberCheck
from consult.words.tables import ReleaseState


def show(actor: Actor) -> None:
    """Show what is still to do, or the field and the button; below it, what waits with the steward now."""
    tell()
    chosen = choosing.work(actor)
    if chosen is None:
        return
    with reading() as session:
        part = answers.as_reader(session, actor, chosen.part_id, choosing.k())
        reasons = readiness.reasons(session, part)
        held = releases.proposed(session, actor, chosen.part_id)
        check = member_checks.of_part(session, actor, chosen.part_id)
        begun = bool(member_checks.rounds_of(session, chosen.part_id))
        kept_back = holding.of_part(session, actor, chosen.part_id)
    if held and held.state == ReleaseState.HELD:
        say.note(f"The steward held this back: {held.held_because}")
    if reasons:
        say.plain("Before this can go to the steward:")
        say.items(reasons)
    else:
        _member_check(actor, chosen, check, begun=begun)
        if held and held.state == ReleaseState.PROPOSED:
            say.plain("One waits with the steward already and stands below. If you sign again, it is replaced.")
        _sign(actor, chosen)
    for one, title in kept_back:
        say.note(f'The steward keeps "{title}" back: {one.because}')
    if held and held.state == ReleaseState.PROPOSED:
        say.subheading("This waits for the steward")
        say.subheading(fresh.HEADING)
        preview.show(releases.content_of(held))


def _member_check(actor: Actor, chosen: Work, check: MemberCheck | None, *, begun: bool) -> None:
    say.subheading("Back to members first")
    say.plain(
        "Before anything leaves, members read the themes in draft and say where they are wrong, in a round that is "
        "paid. The steward reads the drafts first; she can also write why they do not go back."
    )
    if check and check.reason:
        say.note(f"The steward wrote why draft themes do not go back to members: {check.reason}")
    if begun:
        say.plain("The member check was begun. You are its readers too.")
        return
    if check and check.agreed_by:
        say.plain("The steward let these drafts go. The author begins the member check.")
    elif check and check.draft:
        say.plain("Drafts wait for the steward.")
    if st.button("Sign these themes in draft, to go back to members", key=f"draft-sign-{chosen.part_id}"):
        attempt(lambda: _sign_draft(actor, chosen))


def _sign_draft(actor: Actor, chosen: Work) -> str:
    with acting(actor, "put draft themes before the steward", chosen.round_id, chosen.advisory_id) as session:
        member_checks.sign(session, actor, chosen.part_id, choosing.k())
    return "The drafts wait for the steward. Members read them only when she lets them go."


def _sign(actor: Actor, chosen: Work) -> None:
    say.subheading("Then to the steward")
    say.plain(
        "Every answer is read and has its place. You sign first, then a steward of the advisory. She can hold it."
    )
    missing = st.text_area("Who may be missing", key=f"missing-{chosen.part_id}", height=80)
    say.quiet("For example: people without a phone, people who do not read English.")
    clear = points_to_nobody(missing, f"missing-clear-{chosen.part_id}")
    if st.button("Sign, and put it before the steward", type="primary"):
        attempt(lambda: _propose(actor, chosen, missing, clear))


def _propose(actor: Actor, chosen: Work, missing: str, clear: bool) -> str:
    with acting(actor, "put a release before the steward", chosen.round_id, chosen.advisory_id) as session:
        releases.propose(session, actor, chosen.part_id, missing, choosing.k(), points_to_nobody=clear)
    return "It waits for the steward now. It leaves only when she releases it."
