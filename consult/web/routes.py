"""Every plain route of the site in one list; a module of its own for each matter."""

from collections.abc import Iterable
from pathlib import Path

from starlette.routing import Route

from consult.web import cards, exports, health, leaving, outcomes, paper, password, screens, staff
from consult.web.leaving import EndVisit
from consult.web.packing import short_hash, with_system_fonts
from consult.web.shell import parts


def routes(paths: Iterable[str], streamlit: Path, end_visit: EndVisit) -> list[Route]:
    """
    Give all routes: those of the app's screens (`paths`) and the plain ones.

    `streamlit` is the folder of Streamlit's index.html.
    """
    made_of = parts(streamlit)
    style = (streamlit / "static" / "css" / made_of.style).read_text(encoding="utf-8")
    version = short_hash(with_system_fonts(style).encode())
    return [
        *screens.routes(paths, made_of, version),
        *staff.routes(),
        *password.routes(),
        *leaving.routes(end_visit),
        *cards.routes(),
        *paper.routes(),
        *outcomes.routes(),
        *exports.routes(),
        *health.routes(),
    ]
