"""The addresses of the app: each is answered with the shell, in which the app then runs."""

from collections.abc import Awaitable, Callable, Iterable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from consult.house import present
from consult.web import packing
from consult.web.shell import STATIC, Parts, shell

_FILES = {
    "/shell.js": ("shell.js", "text/javascript"),
    "/look.css": ("look.css", "text/css"),
    "/icon.png": ("icon.png", "image/png"),
    "/favicon.ico": ("icon.png", "image/png"),
    "/favicon.png": ("icon.png", "image/png"),
}


def routes(paths: Iterable[str], made_of: Parts, version: str) -> list[Route]:
    """Give a route for each path of the app ("/", "/home", ...), and the few files that the shell needs."""

    async def screen(request: Request) -> Response:
        settings = present().settings
        page = shell(made_of, version, title=settings.site_title, exit_url=settings.exit_url).encode()
        return await _small(request, page)

    return [
        *(Route(path, screen, methods=["GET"]) for path in sorted(paths)),
        *(Route(path, _file(name, kind), methods=["GET"]) for path, (name, kind) in _FILES.items()),
        Route("/robots.txt", _robots, methods=["GET"]),
    ]


async def _small(request: Request, page: bytes) -> Response:
    how = packing.coding(request.headers.get("accept-encoding", ""))
    if not how:
        return Response(page, media_type="text/html")
    packed = await run_in_threadpool(packing.squeeze, page, how)
    return Response(packed, media_type="text/html", headers={"content-encoding": how, "vary": "accept-encoding"})


def _file(name: str, kind: str) -> Callable[[Request], Awaitable[Response]]:
    async def file(_request: Request) -> Response:
        return FileResponse(STATIC / name, media_type=kind)

    return file


async def _robots(_request: Request) -> Response:
    return PlainTextResponse("User-agent: *\nDisallow: /\n")
