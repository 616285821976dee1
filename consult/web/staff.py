"""Sign in, stay, sign out: plain routes, because a Streamlit script can not set a cookie."""

import asyncio
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from consult.errors import ConsultError
from consult.house import House, present
from consult.people import accounts, sign_in
from consult.web import asking, exports, plain
from consult.web.tries import Tries

_tries = Tries()


async def _form(_request: Request) -> Response:
    return await run_in_threadpool(_show)


def _show(sentence: str = "", name: str = "", status: int = 200) -> Response:
    with present().database.reading() as session:
        empty = not accounts.any_yet(session)
    return plain.page("sign_in.html", status, empty=empty, sentence=sentence, name=name)


async def _enter(request: Request) -> Response:
    if not asking.from_this_site(request):
        return await run_in_threadpool(partial(_show, plain.NOT_FROM_HERE, status=403))
    form = await request.form(max_files=0, max_fields=4)
    name, password = (str(form.get(field, ""))[: plain.LONGEST_FIELD] for field in ("name", "password"))
    await asyncio.sleep(_tries.wait(name))
    house = present()
    try:
        token = await run_in_threadpool(sign_in.sign_in, house.database, house.clock, name, password)
    except ConsultError as refused:
        return await run_in_threadpool(partial(_show, refused.sentence, name, 401))
    _tries.forget(name)
    await run_in_threadpool(_leave_session, house, asking.token(request))
    response = RedirectResponse("/home", status_code=303)
    asking.keep_token(request, response, token)
    return response


async def _out(request: Request) -> Response:
    if not asking.from_this_site(request):
        return await run_in_threadpool(partial(_show, plain.NOT_FROM_HERE, status=403))
    await run_in_threadpool(_leave_session, present(), asking.token(request))
    response = RedirectResponse("/sign-in", status_code=303)
    asking.forget_token(request, response)
    return response


async def _here(request: Request) -> Response:
    """Say whether the session lives (204) or has ended (401); a POST from this site notes that someone is there."""
    house = present()
    live = await run_in_threadpool(asking.actor, request, house) is not None
    if live and request.method == "POST" and asking.from_this_site(request):
        await run_in_threadpool(_stay, house, asking.token(request))
    return Response(status_code=204 if live else 401)


def _stay(house: House, token: str) -> None:
    with house.database.writing() as session:
        sign_in.stay(session, house.clock, token, house.settings.idle_minutes)


def _leave_session(house: House, token: str) -> None:
    if not token:
        return
    exports.forget(token)
    with house.database.writing() as session:
        sign_in.sign_out(session, token)
        sign_in.sweep(session, house.clock, house.settings.idle_minutes)


def routes() -> list[Route]:
    """Give the routes of signing in and out."""
    return [
        Route("/sign-in", _form, methods=["GET"]),
        Route("/sign-in", _enter, methods=["POST"]),
        Route("/sign-out", _out, methods=["POST"]),
        Route("/here", _here, methods=["GET", "POST"]),
    ]
