"""The route of a file of released text: who gets it, how often, and what a browser may keep of it."""

import asyncio

import httpx
import pytest
from starlette.applications import Starlette

from consult import cards, handovers
from consult.actors import Role
from consult.documents import handover as handing
from consult.documents.handover import File, handover
from consult.house import settle
from consult.ui import safety
from consult.web import exports, leaving, staff
from tests.pages.site import with_one_of_each_role


@pytest.fixture
def cookies(house):
    settle(house)
    return with_one_of_each_role(house)


def _ask(token=""):
    async def once():
        site = httpx.ASGITransport(app=Starlette(routes=exports.routes()))
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


async def _no_visit(_visit: str) -> None:
    """No visit is open here."""


@pytest.mark.parametrize("path", ["/sign-out", "/leave"])
def test_a_file_is_gone_with_the_sign_in_that_made_it(house, cookies, path):
    """Fails when raw answers that were taken along, or a sheet of cards, stay in memory after she has left."""
    token, other = cookies[Role.STEWARD], cookies[Role.DESIGNER]
    for one in (token, other):
        handover.hold(one, File("advisory.zip", "application/zip", b"answers"))
    cards.handover.hold(token, object())
    routes = [*staff.routes(), *leaving.routes(_no_visit)]

    async def leave():
        site = httpx.ASGITransport(app=Starlette(routes=routes))
        async with httpx.AsyncClient(transport=site, base_url="http://localhost") as browser:
            return await browser.post(
                path, headers={"cookie": f"session={token}", "origin": "http://localhost", "host": "localhost"}
            )

    left = asyncio.run(leave())

    assert left.status_code in {204, 303}
    with pytest.raises(handing.FileGone):
        handover.take(token)
    with pytest.raises(cards.CardsGone):
        cards.handover.take(token)
    assert handover.take(other).body == b"answers"


def test_the_hourly_tidy_forgets_a_file_that_nobody_took(house, monkeypatch):
    """Fails when a file stays in memory until somebody asks for another one."""
    held = File("advisory.zip", "application/zip", b"answers")
    handover.hold("hers", held)
    cards.handover.hold("hers", object())
    later = handovers.time.monotonic() + handovers.HELD_SECONDS + 1
    monkeypatch.setattr(handovers.time, "monotonic", lambda: later)

    safety.tidy(house)

    assert handover.holds() == cards.handover.holds() == 0
