"""Every answer of this site forbids framing, caching, outside scripts and referrers; the rest is closed."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from consult.web import plain
from consult.wording.catalogue_of_members import languages, said

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

# Streamlit's bundle is imported as blobs for components; its styles are made in the page. Nothing is inline script.
CONTENT_SECURITY_POLICY = "; ".join(  # noqa: FLY002 - one rule a line reads better
    (
        "default-src 'none'",
        "script-src 'self' blob:",
        "style-src 'self' 'unsafe-inline'",
        "font-src 'self' data:",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
SAFE_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    # Not `no-referrer`: with it a browser sends `Origin: null` with our own forms, and they could not be told apart.
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex, nofollow",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
}
# A hundred files of the app are asked for on a first visit, and nothing else of the above means anything to them.
OF_A_FILE = {name: SAFE_HEADERS[name] for name in ("x-content-type-options", "cross-origin-resource-policy")}

# What the app itself needs of Streamlit. Its metrics, uploads, agent interface, sign-in and the rest stay closed.
APP_PATHS = frozenset({"/_stcore/health", "/_stcore/stream", "/_stcore/host-config"})
APP_FOLDERS = ("/static/", "/media/", "/_stcore/bidi-components/")
LASTING = "/static/"


class Guarded:
    """Middleware around the whole site; `routes` are the site's own, `site` is its address (https://...)."""

    def __init__(self, app: ASGIApp, routes: Iterable[BaseRoute], site: str) -> None:
        self.app = app
        self.routes = tuple(routes)
        self.hosts = LOOPBACK | {urlsplit(site).hostname or "localhost"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in what is open, and put the headers on whatever goes out."""
        if scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Streamlit asks an outside service for this machine's address before it refuses a strange origin.
        origin = Headers(scope=scope).get("origin")
        if origin is not None and urlsplit(origin).hostname not in self.hosts:
            await send({"type": "websocket.close", "code": 1008})
            return
        await self.app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        own = any(route.matches(scope)[0] is not Match.NONE for route in self.routes)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _protect(MutableHeaders(scope=message), path, own=own)
            await send(message)

        if own:
            await self.app(scope, receive, guarded)
        elif path in APP_PATHS or path.startswith(APP_FOLDERS):
            await self.app(_without_origin(scope), receive, guarded)
        else:
            await plain.page("nothing.html", 404, said=said, languages=languages())(scope, receive, guarded)


def _protect(headers: MutableHeaders, path: str, *, own: bool) -> None:
    is_lasting = path.startswith(LASTING)
    for name, value in (OF_A_FILE if is_lasting else SAFE_HEADERS).items():
        headers.setdefault(name, value)
    if not is_lasting:
        headers["cache-control"] = "no-store"
    if not own and "set-cookie" in headers:
        # A member's browser is given no cookie at all.
        del headers["set-cookie"]


def _without_origin(scope: Scope) -> Scope:
    kept = [(name, value) for name, value in scope["headers"] if name != b"origin"]
    return {**scope, "headers": kept}
