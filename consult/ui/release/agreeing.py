"""The steward's second gate: nothing leaves her advisory before she has read exactly what would leave."""

import streamlit as st

from consult.actors import Actor
from consult.clock import in_words, today
from consult.house import present
from consult.rounds import parts, stewards
from consult.rounds.tables import Part
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt, tell
from consult.ui.reader import quoting
from consult.ui.reader.choosing import Work, k
from consult.ui.release import preview
from consult.words import fresh, quotes, releases
from consult.words.reading import READABLE
from consult.words.tables import Release, ReleaseState


def show(actor: Actor) -> None:
    """Show each proposal that waits for this steward, and exact words that wait for a second person."""
    tell()
    with reading() as session:
        asked = parts.of_advisories(session, actor.advisories())
        mine = [part for part in asked if part.state in READABLE and stewards.may_act(session, actor, part)]
        found = [
            (part, parts.title_of(session, part.round_id), releases.proposed(session, actor, part.id)) for part in mine
        ]
        chosen = [(part, quotes.of_part(session, actor, part.id, k())) for part in mine]
    waiting = [(part, title, one) for part, title, one in found if one and one.state == ReleaseState.PROPOSED]
    if not waiting:
        say.plain("Nothing waits for your release. Themes come here when a reader has signed them.")
    for part, title, release in waiting:
        _proposal(actor, part, title, release)
    for part, rows in chosen:
        open_ones = [(quote, theme) for quote, theme in rows if quote.cleared_by is None]
        if open_ones:
            say.subheading("Exact words that wait for a second person")
        for quote, theme in open_ones:
            quoting.clear(actor, Work(part.id, part.round_id, part.advisory_id, ""), quote, theme)


def _proposal(actor: Actor, part: Part, title: str, release: Release) -> None:
    say.note(f"{title}: this is exactly what would leave, and everyone could read its themes. Read all of it.")
    say.subheading(fresh.HEADING)
    preview.show(releases.content_of(release))
    if release.reader_id == actor.account_id:
        say.plain(releases.OneSignature.sentence)
        return
    seen = releases.digest(release)
    has_read = st.checkbox("I have read all of it. It may leave.", key=f"read-{release.id}")
    if st.button("Release it", type="primary", key=f"release-{release.id}", disabled=not has_read):
        attempt(lambda: _release(actor, part, release, seen))
    with st.expander("Hold it back"):
        because = st.text_area("Why, in a sentence for the readers", key=f"hold-{release.id}", height=80)
        if st.button("Hold it back", key=f"held-{release.id}"):
            attempt(lambda: _hold(actor, part, release, because))


def _release(actor: Actor, part: Part, release: Release, seen: bytes) -> str:
    day = in_words(today(present().clock))
    with acting(actor, "released themes", part.round_id, part.advisory_id) as session:
        number = releases.release(session, actor, release.id, seen, day, k())
    return f"Release {number} has left. Those who asked now answer each theme."


def _hold(actor: Actor, part: Part, release: Release, because: str) -> str:
    with acting(actor, "held a release back", part.round_id, part.advisory_id) as session:
        releases.hold(session, actor, release.id, because)
    return "It is held. The readers see your reason."
