"""No staff screen shows anything before it knows who asks; each begins with its own guard."""

from typing import NoReturn

import streamlit as st

from consult.actors import Actor, Role
from consult.errors import NotAllowed, NotSignedIn
from consult.house import House, present
from consult.people import sign_in
from consult.ui import say

COOKIE = "session"


def token() -> str:
    """Give the cookie of this visit, empty where there is none. It is frozen when the page opens its line."""
    return st.context.cookies.get(COOKIE, "")


def who() -> Actor | None:
    """Give who is signed in on this visit, or nobody. Asked of the session's row on every run."""
    cookie = token()
    if not cookie:
        return None
    house = present()
    try:
        return _live(house, cookie)
    except NotSignedIn:
        return None


def require_role(*roles: Role) -> Actor:
    """
    Give the actor when one of the roles is held; otherwise show a calm page and end the run.

    The first line of every staff page: `actor = require_role(Role.STEWARD)`.
    """
    actor = who()
    if actor is None:
        _turn_away(NotSignedIn.sentence, signed_in=False)
    if not any(_held(actor, role) for role in roles):
        _turn_away(NotAllowed.sentence, signed_in=True)
    return actor


def require_sign_in() -> Actor:
    """Give whoever is signed in, with any role or none yet; otherwise show a calm page and end the run."""
    actor = who()
    if actor is None:
        _turn_away(NotSignedIn.sentence, signed_in=False)
    return actor


def _live(house: House, cookie: str) -> Actor:
    idle = house.settings.idle_minutes
    with house.database.reading() as session:
        actor = sign_in.actor(session, house.clock, cookie, idle)
        stale = sign_in.needs_noting(session, house.clock, cookie)
    if stale:
        with house.database.writing() as session:
            sign_in.stay(session, house.clock, cookie, idle)
    return actor


def _held(actor: Actor, role: Role) -> bool:
    try:
        actor.require(role)
    except NotAllowed:
        return False
    return True


def _turn_away(sentence: str, *, signed_in: bool) -> NoReturn:
    say.heading("This page is not open to you" if signed_in else "Please sign in")
    say.plain(sentence if signed_in else "This page is for people who work here. Sign in to go on.")
    say.link("Your turn" if signed_in else "Sign in", "/home" if signed_in else "/sign-in")
    st.stop()
