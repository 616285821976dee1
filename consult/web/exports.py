"""The way a file leaves: once, to the designer or steward who made it, and no cache keeps it."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from consult import cards
from consult.actors import Role
from consult.documents.handover import handover
from consult.errors import ConsultError, NotAllowed
from consult.house import present
from consult.web import asking, plain


async def _file(request: Request) -> Response:
    actor = await run_in_threadpool(asking.actor, request, present())
    if actor is None:
        return RedirectResponse("/sign-in", status_code=303)
    try:
        if not (actor.holds(Role.DESIGNER) or actor.advisories()):
            raise NotAllowed
        made = handover.take(asking.token(request))
    except ConsultError as refused:
        status = 403 if isinstance(refused, NotAllowed) else 410
        return plain.page("sentence.html", status, heading="No file here", sentence=refused.sentence)
    headers = {
        "content-disposition": f'attachment; filename="{made.name}"',
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
    }
    return Response(made.body, media_type=made.media, headers=headers)


def forget(token: str) -> None:
    """Forget the file and the sheet of cards that wait for a sign-in: it has ended."""
    handover.drop(token)
    cards.handover.drop(token)


def routes() -> list[Route]:
    """Give the route of a file that was made."""
    return [Route("/file", _file, methods=["GET"])]
