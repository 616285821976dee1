"""A round that is open on a real server, for tests that go through a whole visit in a browser."""

from datetime import date

from tests import factories
from tests.journeys import serving
from tests.journeys.conftest import ASKED, Round
from tests.pages.site import free_port

MONDAY = date(2026, 5, 4)
WORD = "marmalade"


def opened(folder, seats=12, address=""):
    """Open a round with cards that nobody used yet, and serve it, behind a proxy where an address is given."""
    factories.cheapen_hashes()
    site = serving.prepare(folder, MONDAY, free_port(), address)
    part = factories.opened(site.house, listed=ASKED, seats=seats)
    site.serve()
    return Round(site, part, list(part.codes))
