"""One run of one page: find who asks, register what they may see, run it, and show a calm page when it breaks."""

import logging

import streamlit as st

from consult.actors import Actor
from consult.quiet import place_of
from consult.ui import addresses, calm, guard, layout, watch
from consult.ui.addresses import Screen

log = logging.getLogger("consult.ui")


def run() -> None:
    """Run the page that this visit asks for."""
    actor = guard.who()
    screens = addresses.shown_to(actor, _asked_for())
    st.session_state["asked_for"] |= {screen.address for screen in screens}
    page = st.navigation(_menu(screens, actor), position="sidebar" if actor else "hidden")
    layout.frame(staff=page.url_path not in {screen.address for screen in addresses.OPEN_SCREENS})
    watch.leave()
    if actor:
        watch.staff()
    try:
        page.run()
    except Exception as error:  # noqa: BLE001 - whatever broke, nobody sees its words
        log.error("A page broke: %s", place_of(error))  # noqa: TRY400 - the words of an error may be an answer
        calm.page()


def _asked_for() -> frozenset[str]:
    """
    Give the addresses that this visit has asked for so far.

    They stay registered for the visit: when a session ends under an open page, its guard still answers.
    """
    now = (st.context.url or "").rstrip("/").rsplit("/", 1)[-1]
    asked: frozenset[str] = st.session_state.get("asked_for", frozenset()) | {now}
    st.session_state["asked_for"] = asked
    return asked


def _menu(screens: tuple[Screen, ...], actor: Actor | None) -> dict[str, list[st.Page]]:
    menu: dict[str, list[st.Page]] = {}
    for screen in screens:
        is_member = screen is addresses.MEMBER
        seen = screen.listed and actor is not None and (screen is addresses.HOME or screen.is_for(actor))
        page = st.Page(
            screen.path,
            title=screen.title,
            url_path=screen.address,
            default=is_member,
            visibility="visible" if seen else "hidden",
        )
        menu.setdefault(screen.section, []).append(page)
    return menu
