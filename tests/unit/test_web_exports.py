"""The route of a file of released text: who gets it, how often, and what a browser may keep of it."""

import asyncio

import httpx
import pytest
from starlette.applications import Starlette

from consult.actors import Role
from consult.documents.handover import File, handover
from consult.house import settle
from consult.web.exports import routes
from tests.pages.site import with_one_of_each_role


@pytest.fixture
def cookies(house):
    settle(house)
    return with_one_of_each_role(house)


def _ask(token=""):
    async def once():
        site = httpx.ASGITransport(app=Starlette(routes=routes()))
        async with httpx.AsyncClient(transport=site, base_url="http://localhost") as browser:
            return await browser.get("/file", headers={"cookie": f"session={token}"})

    return asyncio.run(once())


MAKERS = {Role.DESIGNER, Role.STEWARD}


@pytest.mark.parametrize("role", Role)
def test_only_who_made_it_gets_it_and_once(cookies, role):
    """Fails when another role, another sign-in or a second request is given the file, or a cache may keep it."""
    handover.hold(cookies[role], File("memo-1.txt", "text/plain; charset=utf-8", b"said"))
    nobody, mine, again = _ask(), _ask(cookies[role]), _ask(cookies[role])

    assert nobody.status_code == 303
    assert (mine.content == b"said") == (role in MAKERS)
    assert mine.headers.get("cache-control") == ("no-store" if role in MAKERS else None)
    assert again.status_code == (410 if role in MAKERS else 403)
    assert b"said" not in again.content
    if role in MAKERS:
        assert mine.headers["content-disposition"] == 'attachment; filename="memo-1.txt"'
