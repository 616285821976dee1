"""The library: every released theme, to be found by its words, its round, its owner or where its answer stands."""

from collections.abc import Sequence

import streamlit as st

from consult.actors import Actor
from consult.clock import today
from consult.house import present
from consult.ui import say
from consult.ui.acting import reading
from consult.ui.designer import trend_chart
from consult.words.given import library, plain
from consult.words.given.library import Shelved
from consult.words.replies.standings import Standing

AT_ONCE = 20


def show(actor: Actor) -> None:
    """Show the fields, what they find, and how answers go from round to round."""
    with reading() as session:
        shelved = library.shelves(session, actor, today(present().clock))
    if not shelved:
        say.plain("Nothing was released yet. Themes come here when a steward has released them.")
        return
    found = _asked(shelved)
    if not found:
        say.plain("No theme fits. Use fewer words, or choose All.")
    many = "1 theme" if len(shelved) == 1 else f"{len(shelved)} themes"
    say.plain(f"{len(found)} of {many}." if len(found) != len(shelved) else f"{many}.")
    more = st.session_state.get("library_more", AT_ONCE)
    for one in found[:more]:
        _theme(one)
    if len(found) > more and st.button(f"Show {min(AT_ONCE, len(found) - more)} more", key="library-more"):
        st.session_state["library_more"] = more + AT_ONCE
        st.rerun()
    trend_chart.show(shelved)


def _asked(shelved: Sequence[Shelved]) -> Sequence[Shelved]:
    # A field of this page alone: what is looked for is in no address and no log.
    words = st.text_input("Words in titles, stories or quotes", key="library-words", autocomplete="off", max_chars=80)
    rounds = dict.fromkeys(one.round for one in shelved)
    owners = sorted({owner for one in shelved for owner in one.owners}, key=str.casefold)
    first, second, third = st.columns(3)
    with first:
        round_ = st.selectbox(
            "Round", ["", *rounds], format_func=lambda it: say.label(it) or "All", key="library-round"
        )
    with second:
        owner = st.selectbox("Owner", ["", *owners], format_func=_or_all, key="library-owner")
    with third:
        state = st.selectbox(
            "Answer", [None, *Standing], format_func=lambda it: plain.STATES[it] if it else "All", key="library-state"
        )
    return library.search(shelved, words, round_ or "", owner or "", state)


def _or_all(name: str) -> str:
    return name or "All"


def _theme(one: Shelved) -> None:
    stands = one.stands
    say.turn(
        f"{stands.number} {stands.title}",
        one.said_by,
        f"{one.round}, {one.released}.",
        plain.STATES[stands.standing].lower(),
        filled=stands.standing is Standing.OVERDUE,
    )
    with st.expander(say.label(f"All of {stands.number}")):
        say.plain(one.story)
        for words in one.quotes:
            say.answer(words)
        say.note("\n".join(plain.answer(stands)))
        say.link("The public page", f"/outcomes/{stands.release}")
