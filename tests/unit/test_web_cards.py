"""The route of the card sheet: who gets it, how often, and what a browser may keep of it."""

import asyncio
from datetime import date

import httpx
import pytest
from starlette.applications import Starlette

from consult import cards, tokens
from consult.actors import Role
from consult.house import settle
from consult.web.cards import TAKERS, routes
from tests.pages.site import with_one_of_each_role


@pytest.fixture
def cookies(house):
    settle(house)
    return with_one_of_each_role(house)


def held(token):
    sheet = cards.CardSheet((tokens.new_code(),), "https://feedback.example.ca", 2500, date(2026, 5, 15))
    cards.handover.hold(token, sheet)


def ask(token=""):
    async def once():
        site = httpx.ASGITransport(app=Starlette(routes=routes()))
        async with httpx.AsyncClient(transport=site, base_url="http://localhost") as browser:
            return await browser.get("/cards", headers={"cookie": f"session={token}"})

    return asyncio.run(once())


def test_it_leaves_once_and_is_not_kept_by_the_browser(cookies):
    """Fails when the sheet can be had twice, may be cached, or is saved as a download."""
    held(cookies[Role.AUTHOR])
    first, second = ask(cookies[Role.AUTHOR]), ask(cookies[Role.AUTHOR])

    assert first.content.startswith(b"%PDF")
    assert first.headers["cache-control"] == "no-store"
    assert first.headers["content-disposition"].startswith("inline")
    assert second.status_code == 410
    assert "make it anew" in second.text


@pytest.mark.parametrize("role", Role)
def test_only_a_taker_gets_it(cookies, role):
    """Fails when any role but author and facilitator is given a sheet that is held for it."""
    held(cookies[role])
    answer = ask(cookies[role])

    assert (answer.status_code == 200) == (role in TAKERS)
    assert answer.content.startswith(b"%PDF") == (role in {Role.AUTHOR, Role.FACILITATOR})


def test_another_sign_in_and_nobody_get_nothing(cookies):
    """Fails when the sheet goes to whoever asks first, or to someone who is not signed in."""
    held(cookies[Role.AUTHOR])

    assert ask(cookies[Role.FACILITATOR]).status_code == 410
    assert ask().headers["location"] == "/sign-in"
    assert ask("made-up").headers["location"] == "/sign-in"
    assert ask(cookies[Role.AUTHOR]).status_code == 200
