"""Draft themes that would go back to members: a steward lets them go, or writes why they do not."""

import streamlit as st

from consult.actors import Actor
from consult.rounds.tables import Part
from consult.ui import say
from consult.ui.acting import acting
from consult.ui.attempt import attempt
from consult.ui.release.pointing import points_to_nobody
from consult.words.leaving import member_checks
from consult.words.leaving.release_tables import MemberCheck


def show(actor: Actor, part: Part, title: str, check: MemberCheck | None) -> None:
    """Show drafts that wait for this steward; nothing is shown where none do."""
    if check is None or not check.draft or check.agreed_by is not None:
        return
    say.note(
        f"{title}: a reader asks to take these themes back to members in draft, in a round that is paid. "
        "The author writes that round, so the author can read them too. You approve it like any other."
    )
    for theme in member_checks.themes_of(check):
        say.subheading(theme.title)
        say.plain(theme.text)
    if check.reader_id == actor.account_id:
        say.plain(member_checks.OneSignature.sentence)
        return
    seen = member_checks.digest(check)
    has_read = st.checkbox("I have read all of it. Members and the author may read it.", key=f"draft-read-{part.id}")
    if st.button("Let it go back to members", key=f"draft-go-{part.id}", type="primary", disabled=not has_read):
        attempt(lambda: _agree(actor, part, seen))
    with st.expander("It does not go back to members"):
        why_not(actor, part, "drafts")


def why_not(actor: Actor, part: Part, where: str) -> None:
    """Ask for the reason why draft themes do not go back to members; every release of the part prints it."""
    reason = st.text_area(
        "Why draft themes do not go back to members", key=f"why-{where}-{part.id}", height=80, max_chars=300
    )
    say.quiet("One or two sentences. They stand in the release, where everyone can read them.")
    clear = points_to_nobody(reason, f"why-clear-{where}-{part.id}")
    if st.button("Keep this reason", key=f"why-keep-{where}-{part.id}"):
        attempt(lambda: _go_without(actor, part, reason, clear))


def who(actor: Actor, part: Part) -> None:
    """Ask who was asked, and how; every release of the part prints it."""
    say.note(member_checks.NotSaid.sentence)
    note = st.text_area("Who was asked, and how", key=f"who-{part.id}", height=80, max_chars=300)
    say.quiet("For example: members who come to the drop-in, by cards that the peer workers handed out. No names.")
    clear = points_to_nobody(note, f"who-clear-{part.id}")
    if st.button("Keep this note", key=f"who-keep-{part.id}"):
        attempt(lambda: _say_who(actor, part, note, clear))


def _say_who(actor: Actor, part: Part, note: str, clear: bool) -> str:
    with acting(actor, "wrote who was asked, and how", part.round_id, part.advisory_id) as session:
        member_checks.say_who(session, actor, part.id, note, points_to_nobody=clear)
    return "Your note is kept. It stands in the release."


def _agree(actor: Actor, part: Part, seen: bytes) -> str:
    with acting(actor, "let draft themes go back to members", part.round_id, part.advisory_id) as session:
        member_checks.agree(session, actor, part.id, seen)
    return "The author can begin the member check now. It comes to you for approval."


def _go_without(actor: Actor, part: Part, reason: str, clear: bool) -> str:
    with acting(actor, "wrote why draft themes do not go back to members", part.round_id, part.advisory_id) as session:
        member_checks.go_without(session, actor, part.id, reason, points_to_nobody=clear)
    return "Your reason is kept. It stands in the release."
