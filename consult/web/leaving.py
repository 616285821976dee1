"""Leave: ends the visit and the staff session on the server, while the browser is already somewhere else."""

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from consult.house import House, present
from consult.people import sign_in
from consult.web import asking, exports

LONGEST_VISIT = 100

EndVisit = Callable[[str], Awaitable[None]]


def routes(end_visit: EndVisit) -> list[Route]:
    """Give the route of the Leave button; `end_visit` closes the visit with this id."""

    async def leave(request: Request) -> Response:
        if not asking.from_this_site(request):
            return Response(status_code=403)
        visit = (await request.body())[:LONGEST_VISIT].decode("ascii", "ignore")
        if visit:
            await end_visit(visit)
        if asking.token(request):
            await run_in_threadpool(_end_session, present(), asking.token(request))
        response = Response(status_code=204)
        asking.forget_token(request, response)
        return response

    return [Route("/leave", leave, methods=["POST"])]


def _end_session(house: House, token: str) -> None:
    exports.forget(token)
    with house.database.writing() as session:
        sign_in.sign_out(session, token)
