"""The way a card sheet leaves: once, to the sign-in that made it, with nothing left on the disk of this machine."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from consult import cards
from consult.actors import Role
from consult.errors import ConsultError, NotAllowed
from consult.house import present
from consult.web import asking, plain

TAKERS = frozenset({Role.AUTHOR, Role.FACILITATOR})


async def _sheet(request: Request) -> Response:
    actor = await run_in_threadpool(asking.actor, request, present())
    if actor is None:
        return RedirectResponse("/sign-in", status_code=303)
    try:
        if not any(actor.holds(role) for role in TAKERS):
            raise NotAllowed
        sheet = cards.handover.take(asking.token(request))
        pdf = await run_in_threadpool(cards.render, sheet)
    except ConsultError as refused:
        status = 403 if isinstance(refused, NotAllowed) else 410
        return plain.page("sentence.html", status, heading="No cards here", sentence=refused.sentence)
    # Shown, not saved: a sheet among the downloads would outlive its printing.
    headers = {"content-disposition": 'inline; filename="cards.pdf"', "cache-control": "no-store"}
    return Response(pdf, media_type="application/pdf", headers=headers)


def routes() -> list[Route]:
    """Give the route of the card sheet."""
    return [Route("/cards", _sheet, methods=["GET"])]
