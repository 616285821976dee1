"""What journeys share: one Chromium, and a round that is open on a real server."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from consult.rounds import questions
from consult.tokens import InviteCode
from tests import factories
from tests.factories import Opened
from tests.journeys import phone, serving
from tests.journeys.phone import Phone
from tests.journeys.serving import Site

MONDAY = date(2026, 5, 4)
HEAVY = "The next question is about rules that shut people out. You can skip it."
ASKED = (
    questions.written("q1", "open", "What should the drop-in help people do?"),
    questions.written(
        "q2",
        "multi",
        "What could get in the way?",
        options=("The hours", "ID or forms", "Fear of police", "Something else", "Not sure"),
        max_picks=2,
    ),
    questions.written("q3", "open", "What rules would push people away?", note=HEAVY),
)


@dataclass
class Round:
    """An open round on a served house, and cards that nobody used yet."""

    site: Site
    part: Opened
    fresh: list[InviteCode]

    def card(self) -> InviteCode:
        """Give a card that nobody used yet."""
        return self.fresh.pop()


def open_round(folder: Path, seats: int = 30) -> Round:
    """Make a house, open a round in it through the doors, and serve it."""
    factories.cheapen_hashes()
    site = serving.prepare(folder, MONDAY)
    part = factories.opened(site.house, listed=ASKED, seats=seats)
    site.serve()
    return Round(site, part, list(part.codes))


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One Chromium for all journeys."""
    with sync_playwright() as playwright:
        browser = phone.launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Round]:
    """A round that stays open for all tests of a module."""
    opened = open_round(tmp_path_factory.mktemp("site"))
    yield opened
    opened.site.end()


@pytest.fixture(scope="package")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Round]:
    """One round with each kind of question, in English and French, for all tests that only walk through it."""
    from tests.journeys import every_page

    opened = every_page.open_wide_round(tmp_path_factory.mktemp("wide"), seats=60)
    yield opened
    opened.site.end()


@pytest.fixture
def own_round(tmp_path: Path) -> Iterator[Round]:
    """A round for one test that pauses, closes, counts or breaks it."""
    opened = open_round(tmp_path, seats=12)
    yield opened
    opened.site.end()


@pytest.fixture
def phones(chromium: Browser) -> Iterator[Callable[[Round], Phone]]:
    """Make phones for a round; they are closed afterwards."""
    made: list[Phone] = []

    def make(of: Round) -> Phone:
        made.append(Phone(chromium, of.site.url))
        return made[-1]

    yield make
    for one in made:
        one.close()
