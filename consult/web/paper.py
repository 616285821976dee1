"""Blank paper forms and the helper's promise leave here as files to print: each copy of one is like the next."""

from collections.abc import Callable
from uuid import UUID

from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from consult import paper_forms
from consult.actors import Actor, Role
from consult.box import boxes
from consult.errors import ConsultError, Missing, NotAllowed
from consult.house import House, present
from consult.ids import PartId
from consult.rounds import approvals, parts, typists
from consult.rounds.scripts import Script
from consult.web import asking, plain
from consult.wording.catalogue_of_members import ENGLISH, languages

PRINTS = frozenset({Role.AUTHOR, Role.FACILITATOR})
Make = Callable[[House, Actor, Request], bytes]


async def _form(request: Request) -> Response:
    return await _printed(request, _blank_form)


async def _promise(request: Request) -> Response:
    return await _printed(request, _helpers_promise)


async def _printed(request: Request, make: Make) -> Response:
    house = present()
    actor = await run_in_threadpool(asking.actor, request, house)
    if actor is None:
        return RedirectResponse("/sign-in", status_code=303)
    try:
        pdf = await run_in_threadpool(make, house, actor, request)
    except ConsultError as refused:
        status = 403 if isinstance(refused, NotAllowed) else 404
        return plain.page("sentence.html", status, heading="Nothing to print here", sentence=refused.sentence)
    headers = {"content-disposition": 'inline; filename="form.pdf"', "cache-control": "no-store"}
    return Response(pdf, media_type="application/pdf", headers=headers)


def _blank_form(house: House, actor: Actor, request: Request) -> bytes:
    part_id = _part_id(request.query_params.get("part", ""))
    with house.database.reading() as session:
        script = _printable(session, actor, part_id, _language(request))
    return paper_forms.render(script, house.settings.site_address)


def _helpers_promise(_house: House, actor: Actor, request: Request) -> bytes:
    if not any(actor.holds(role) for role in PRINTS):
        raise NotAllowed
    return paper_forms.helpers_promise(_language(request))


def _printable(session: Session, actor: Actor, part_id: PartId, language: str) -> Script:
    part = parts.part(session, part_id)
    if not typists.may_print(session, actor, part):
        raise NotAllowed
    if part.box_id is None or boxes.get(session, part.box_id).state not in boxes.HAS_TEXT:
        raise Missing
    return approvals.approved_script(session, part.id, language)


def _part_id(text: str) -> PartId:
    try:
        return PartId(UUID(text))
    except ValueError:
        raise Missing from None


def _language(request: Request) -> str:
    asked = request.query_params.get("language", ENGLISH)
    return asked if asked in languages() else ENGLISH


def routes() -> list[Route]:
    """Give the routes of the blank form and of the helper's promise."""
    return [Route("/form", _form, methods=["GET"]), Route("/sheet", _promise, methods=["GET"])]
