"""Whether the program and its database answer: yes or no, nothing more."""

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from consult.database import ping
from consult.house import present


async def _health(_request: Request) -> Response:
    try:
        await run_in_threadpool(ping, present().database)
    except SQLAlchemyError:
        return PlainTextResponse("The database does not answer.", status_code=503)
    return PlainTextResponse("ok")


def routes() -> list[Route]:
    """Give the route a monitor asks."""
    return [Route("/health", _health, methods=["GET"])]
