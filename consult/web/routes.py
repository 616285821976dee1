"""Every plain route of the site in one list; a module of its own for each matter."""

from collections.abc import Iterable
from pathlib import Path

from starlette.routing import Route

from consult.web import cards, health, leaving, outcomes, password, screens, staff
from consult.web.leaving import EndVisit


def routes(paths: Iterable[str], streamlit_index: Path, end_visit: EndVisit) -> list[Route]:
    """Give all routes: those of the app's screens (`paths`) and the plain ones."""
    return [
        *screens.routes(paths, streamlit_index),
        *staff.routes(),
        *password.routes(),
        *leaving.routes(end_visit),
        *cards.routes(),
        *outcomes.routes(),
        *health.routes(),
    ]
