"""What people said and what was decided, for anyone to read: plain pages, no sign-in, no script, nothing kept."""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from consult import overdue
from consult.clock import in_words, today
from consult.errors import Missing
from consult.house import present
from consult.web import outcome_words
from consult.web import plain as pages
from consult.wording.filling import fill
from consult.words.given import plain
from consult.words.leaving import releases
from consult.words.replies import standings
from consult.words.replies.standings import Stands

HEADING = "What people told us, and what happens next"


def routes() -> list[Route]:
    """Give the list of outcomes, the page of one, and the same as plain text."""
    return [
        Route("/outcomes", _listed, methods=["GET"]),
        Route("/outcomes/{number:int}.txt", _text, methods=["GET"]),
        Route("/outcomes/{number:int}", _one, methods=["GET"]),
    ]


async def _listed(request: Request) -> Response:
    return _page(request, "outcomes.html", await run_in_threadpool(_all))


async def _one(request: Request) -> Response:
    try:
        found = await run_in_threadpool(_outcome, request.path_params["number"])
    except Missing:
        return _page(request, "outcomes.html", await run_in_threadpool(_all), status=404, missing=True)
    return _page(request, "outcome.html", found)


async def _text(request: Request) -> Response:
    try:
        found = await run_in_threadpool(_as_text, request.path_params["number"])
    except Missing:
        return PlainTextResponse("There is no such page.\n", status_code=404)
    return PlainTextResponse(found)


def _all() -> dict[str, Any]:
    house = present()
    day = today(house.clock)
    with house.database.reading() as session:
        found = [
            (releases.content_of(one), standings.of_release(session, one, day)) for one in releases.released(session)
        ]
        unopened = overdue.unopened(session, house.clock)
    every = [one for _content, themes in found for one in themes]
    return {
        "releases": [
            {**content, "gone": plain.withdrawn(content), "counts": _counts(themes)} for content, themes in found
        ],
        "counts": _counts(every),
        "median": standings.impact_metrics(every).get("median_days"),
        "themes": len(every),
        "unopened": [{"title": title, "day": in_words(on)} for title, on in unopened],
    }


def _read(number: int) -> tuple[dict[str, Any], dict[int, Stands]]:
    house = present()
    with house.database.reading() as session:
        content = releases.read(session, number)
        themes = standings.of_release(session, releases.by_number(session, number), today(house.clock))
    return content, {one.theme: one for one in themes}


def _outcome(number: int) -> dict[str, Any]:
    content, stands = _read(number)
    return {
        "release": content,
        "limits": plain.limits_in_public(content),
        "cite": plain.cite(content),
        "counts": _counts(tuple(stands.values())),
        "gone": {theme["number"]: plain.withdrawn(theme) for theme in content["themes"]},
        "states": {number: plain.STATES[one.standing] for number, one in stands.items()},
        "answers": {number: plain.answer(one) for number, one in stands.items()},
    }


def _counts(themes: tuple[Stands, ...] | list[Stands]) -> list[tuple[str, int]]:
    counted = standings.impact_metrics(themes)
    return [(name, int(counted[state])) for state, name in plain.STATES.items()]


def _as_text(number: int) -> str:
    return plain.outcome(*_read(number))


def _page(
    request: Request, template: str, shown: dict[str, Any], *, status: int = 200, missing: bool = False
) -> Response:
    language = outcome_words.known(request.query_params.get("language", ""))

    def say(sentence: str, **facts: object) -> str:
        return outcome_words.spoken(fill(sentence, {name: str(fact) for name, fact in facts.items()}), language)

    spoken = {"_": say, "language": language, "languages": outcome_words.others(language), "path": request.url.path}
    return pages.page(template, status, heading=HEADING, missing=missing, **spoken, **shown)
