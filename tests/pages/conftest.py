"""A site for the tests of its pages: one running server a file, unless a test asks for a fresh one."""

import pytest

from consult.clock import SystemClock
from consult.house import assemble
from consult.migrations import upgrade
from consult.settings import Settings
from tests.pages.site import Site, with_one_of_each_role


@pytest.fixture(scope="module")
def site_house(tmp_path_factory):
    """A house on the machine's own clock, because the server runs on it."""
    folder = tmp_path_factory.mktemp("site")
    folder.chmod(0o700)
    house = assemble(Settings(folder=folder), SystemClock())
    upgrade(house.database)
    return house


@pytest.fixture(scope="module")
def cookies(site_house):
    """A live cookie for each role."""
    return with_one_of_each_role(site_house)


@pytest.fixture(scope="module")
def site(site_house, cookies):
    """The site, running."""
    with Site(site_house) as running:
        yield running
