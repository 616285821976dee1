"""Every file of the app goes out packed, with leave to keep it for a year: its name changes when it does."""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from consult.web import packing
from consult.web.packing import Packs

FOLDER = "/static/"
A_YEAR = "public, max-age=31536000, immutable"


class Packed:
    """Middleware that answers for Streamlit's static files in its place."""

    def __init__(self, app: ASGIApp, packs: Packs) -> None:
        self.app = app
        self.packs = packs

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what asks for a static file; let the rest through."""
        if scope["type"] == "http" and scope["path"].startswith(FOLDER):
            answer = await self._answer(scope)
            await answer(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _answer(self, scope: Scope) -> Response:
        path = scope["path"]
        if scope["method"] not in {"GET", "HEAD"}:
            return Response(status_code=405, headers={"allow": "GET, HEAD"})
        if path not in self.packs:
            return Response(status_code=404, headers={"cache-control": "no-store"})
        headers = {"cache-control": A_YEAR, "vary": "accept-encoding"}
        how = packing.coding(Headers(scope=scope).get("accept-encoding", "")) if self.packs.can_pack(path) else ""
        if how:
            headers["content-encoding"] = how
            content = await run_in_threadpool(self.packs.packed, path, how)
        else:
            content = await run_in_threadpool(self.packs.plain, path)
        return Response(content, headers=headers, media_type=self.packs.kind(path))
