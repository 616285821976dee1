"""Who asks: the session's cookie, and whether a form came from this site."""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from consult.actors import Actor
from consult.errors import NotSignedIn
from consult.house import House
from consult.people import sign_in
from consult.web.headers import LOOPBACK

COOKIE = "session"


def from_this_site(request: Request) -> bool:
    """Say whether the request's Origin is this site's own host (RFC 6454); one without an Origin is not."""
    origin = urlsplit(request.headers.get("origin", ""))
    return bool(origin.netloc) and origin.netloc == request.headers.get("host")


def token(request: Request) -> str:
    """Give the session's cookie, empty where there is none."""
    return request.cookies.get(COOKIE, "")


def actor(request: Request, house: House) -> Actor | None:
    """Give who is signed in, or nobody."""
    try:
        with house.database.reading() as session:
            return sign_in.actor(session, house.clock, token(request), house.settings.idle_minutes)
    except NotSignedIn:
        return None


def keep_token(request: Request, response: Response, value: str) -> None:
    """Set the cookie: for this site only, out of reach of scripts, over TLS unless on this very machine."""
    response.set_cookie(
        COOKIE, value, httponly=True, samesite="strict", path="/", secure=request.url.hostname not in LOOPBACK
    )


def forget_token(request: Request, response: Response) -> None:
    """Take the cookie back."""
    response.delete_cookie(
        COOKIE, httponly=True, samesite="strict", path="/", secure=request.url.hostname not in LOOPBACK
    )
