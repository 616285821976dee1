"""What people said and what was decided, for anyone to read: plain pages, no sign-in, no script, nothing kept."""

from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from consult.clock import in_words
from consult.errors import Missing
from consult.house import present
from consult.web import plain as pages
from consult.words import decisions, plain, releases
from consult.words.tables import Decision

HEADING = "What people told us, and what happens next"


def routes() -> list[Route]:
    """Give the list of outcomes, the page of one, and the same as plain text."""
    return [
        Route("/outcomes", _listed, methods=["GET"]),
        Route("/outcomes/{number:int}.txt", _text, methods=["GET"]),
        Route("/outcomes/{number:int}", _one, methods=["GET"]),
    ]


async def _listed(_request: Request) -> Response:
    return _page("outcomes.html", await run_in_threadpool(_all))


async def _one(request: Request) -> Response:
    try:
        found = await run_in_threadpool(_outcome, request.path_params["number"])
    except Missing:
        return _page("outcomes.html", await run_in_threadpool(_all), status=404, missing=True)
    return _page("outcome.html", found)


async def _text(request: Request) -> Response:
    try:
        found = await run_in_threadpool(_as_text, request.path_params["number"])
    except Missing:
        return PlainTextResponse("There is no such page.\n", status_code=404)
    return PlainTextResponse(found)


def _all() -> dict[str, Any]:
    with present().database.reading() as session:
        found = [releases.content_of(one) for one in releases.released(session)]
    return {"releases": found}


def _outcome(number: int) -> dict[str, Any]:
    with present().database.reading() as session:
        content = releases.read(session, number)
        decided = decisions.latest(session, number)
    return {
        "release": content,
        "limits": plain.limits(plain.in_public(content)),
        "cite": plain.cite(content),
        "answers": {theme["number"]: _answer(decided.get(theme["number"])) for theme in content["themes"]},
    }


def _answer(decided: Decision | None) -> dict[str, Any] | None:
    if decided is None:
        return None
    return {
        "says": plain.SAYS[decided.verdict],
        "reason": decided.reason,
        "owner": decided.owner,
        "by_when": in_words(date.fromisoformat(decided.by_when)),
        "not_ours": decided.verdict == decisions.Verdict.NOT_OURS,
    }


def _as_text(number: int) -> str:
    with present().database.reading() as session:
        return plain.outcome(releases.read(session, number), decisions.latest(session, number))


def _page(template: str, shown: dict[str, Any], *, status: int = 200, missing: bool = False) -> Response:
    return pages.page(template, status, heading=HEADING, missing=missing, **shown)
