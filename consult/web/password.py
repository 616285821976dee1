"""Each person chooses a password that only she knows; changing it ends every session she has."""

import asyncio

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from consult.actors import Actor
from consult.errors import ConsultError
from consult.house import House, present
from consult.people import accounts, acts, sign_in
from consult.web import asking, plain
from consult.web.tries import Tries

_tries = Tries()


async def _form(request: Request) -> Response:
    actor = await run_in_threadpool(asking.actor, request, present())
    if actor is None:
        return RedirectResponse("/sign-in", status_code=303)
    return await run_in_threadpool(_show, actor)


def _show(actor: Actor, sentence: str = "", status: int = 200) -> Response:
    house = present()
    with house.database.reading() as session:
        first = accounts.must_change(session, actor.account_id)
    return plain.page("password.html", status, sentence=sentence, first=first)


async def _change_password(request: Request) -> Response:
    house = present()
    actor = await run_in_threadpool(asking.actor, request, house)
    if actor is None:
        return RedirectResponse("/sign-in", status_code=303)
    if not asking.from_this_site(request):
        return await run_in_threadpool(_show, actor, plain.NOT_FROM_HERE, 403)
    form = await request.form(max_files=0, max_fields=4)
    old, new, again = (str(form.get(field, ""))[: plain.LONGEST_FIELD] for field in ("old", "new", "again"))
    if new != again:
        return await run_in_threadpool(_show, actor, "The two new passwords differ.", 400)
    await asyncio.sleep(_tries.wait(str(actor.account_id)))
    try:
        token = await run_in_threadpool(_change, house, actor, old, new)
    except ConsultError as refused:
        return await run_in_threadpool(_show, actor, refused.sentence, 400)
    _tries.forget(str(actor.account_id))
    response = RedirectResponse("/home", status_code=303)
    asking.keep_token(request, response, token)
    return response


def _change(house: House, actor: Actor, old: str, new: str) -> str:
    change = accounts.checked(house.database, actor.account_id, old, new)
    with house.database.writing() as session:
        accounts.change_password(session, actor.account_id, change)
        acts.record(session, house.clock, actor, "changed the own password")
        return sign_in.begin(session, house.clock, actor.account_id)


def routes() -> list[Route]:
    """Give the routes of changing a password."""
    return [
        Route("/password", _form, methods=["GET"]),
        Route("/password", _change_password, methods=["POST"]),
    ]
