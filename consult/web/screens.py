"""The addresses of the app: each is answered with the shell, in which the app then runs."""

from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from consult.house import present
from consult.web.shell import STATIC, shell

_FILES = {
    "/shell.js": ("shell.js", "text/javascript"),
    "/look.css": ("look.css", "text/css"),
    "/icon.png": ("icon.png", "image/png"),
    "/favicon.ico": ("icon.png", "image/png"),
    "/favicon.png": ("icon.png", "image/png"),
}


def routes(paths: Iterable[str], streamlit_index: Path) -> list[Route]:
    """Give a route for each path of the app ("/", "/home", ...), and the few files that the shell needs."""
    index = streamlit_index.read_text(encoding="utf-8")

    async def screen(_request: Request) -> Response:
        settings = present().settings
        return HTMLResponse(shell(index, title=settings.site_title, exit_url=settings.exit_url))

    return [
        *(Route(path, screen, methods=["GET"]) for path in sorted(paths)),
        *(Route(path, _file(name, kind), methods=["GET"]) for path, (name, kind) in _FILES.items()),
        Route("/robots.txt", _robots, methods=["GET"]),
    ]


def _file(name: str, kind: str) -> Callable[[Request], Awaitable[Response]]:
    async def file(_request: Request) -> Response:
        return FileResponse(STATIC / name, media_type=kind)

    return file


async def _robots(_request: Request) -> Response:
    return PlainTextResponse("User-agent: *\nDisallow: /\n")
