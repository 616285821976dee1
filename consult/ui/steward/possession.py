"""The screen on which a steward takes all of her advisory's data along, and destroys what is here."""

import streamlit as st

from consult import possession
from consult.actors import Actor
from consult.clock import today
from consult.documents.handover import File, handover
from consult.house import present
from consult.ids import AdvisoryId
from consult.rounds import advisories
from consult.ui import guard, say
from consult.ui.acting import reading
from consult.ui.attempt import attempt, tell
from consult.ui.steward import log

_MADE = "possession_made"


def show(actor: Actor) -> None:
    """Show both acts for one advisory of this steward."""
    tell()
    mine = log.choose(actor)
    if mine is None:
        return
    _take_along(actor, mine)
    _destroy(actor, mine)


def _take_along(actor: Actor, advisory_id: AdvisoryId) -> None:
    say.plain(
        "What your members gave belongs to your advisory. You can take all of it along: what was asked, the full "
        "answers, themes, releases, decisions and the log. It is a zip of plain JSON files."
    )
    say.plain(
        "Answers stand by the alphabet, without a name or a time. Still, people can be known by the way they write. "
        "Keep the file as you would keep the answers. The log says that you took it, and what for."
    )
    for_what = st.text_input(
        "What it is for", key=f"take-for-{advisory_id}", autocomplete="off", max_chars=possession.PURPOSE_MOST
    )
    if st.button("Make the file", type="primary", key=f"take-{advisory_id}"):
        attempt(lambda: _make(actor, advisory_id, for_what))
    # It stays while she is on this page: the file is given once, and waits ten minutes.
    if st.session_state.get(_MADE) == advisory_id:
        say.link("Take the file", "/file")


def _make(actor: Actor, advisory_id: AdvisoryId, for_what: str) -> str:
    house = present()
    packed = possession.take_along(house, actor, advisory_id, for_what)
    handover.hold(guard.token(), File(f"advisory-{today(house.clock)}.zip", "application/zip", packed))
    st.session_state[_MADE] = advisory_id
    return "The file is made. It waits ten minutes and is given once."


def _destroy(actor: Actor, advisory_id: AdvisoryId) -> None:
    with reading() as session:
        name = advisories.get(session, advisory_id).name
    say.subheading("Destroy what is here")
    with st.expander("Destroy all that this advisory gave"):
        say.plain(
            "Full answers, themes, exact words and everything released are deleted from this site. The page of each "
            "release then says that it was withdrawn, and when. What was asked stays on record, and so does pay. What "
            "people have read or saved before can not be called back. There is no way back. Backups end within "
            f"{present().settings.longest_copy_days} days."
        )
        say.plain(f"To confirm, type: {name}")
        typed = st.text_input("Type it here", key=f"destroy-typed-{advisory_id}", autocomplete="off")
        if st.button("Destroy all of it", key=f"destroy-{advisory_id}"):
            attempt(lambda: _gone(actor, advisory_id, typed))


def _gone(actor: Actor, advisory_id: AdvisoryId, typed: str) -> str:
    possession.destroy(present(), actor, advisory_id, typed)
    return "It is destroyed. The log says when."
