"""Sign-in and the steward's pages: on a phone of 390 px, light and dark, as clear as the members' pages."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from consult.people import sign_in
from tests.journeys import seeing
from tests.journeys.conftest import Round
from tests.journeys.phone import AT_REST, CONNECTED, SCREEN
from tests.journeys.test_every_body import IN_THIS_SCHEME, SCHEMES

pytestmark = pytest.mark.browser

PAGES = ("home", "approve", "boxes", "agree", "log", "people")


@pytest.fixture(scope="module")
def running(wide: Round) -> Round:
    """A round with each kind of question."""
    return wide


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A phone."""
    context = chromium.new_context(viewport=SCREEN, service_workers="block")
    yield context.new_page()
    context.close()


def faults(page: Page, *, is_app: bool) -> list[str]:
    """Give what axe finds and what runs off, light and dark."""
    found = seeing.spilled(page)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        if is_app:
            page.wait_for_function(IN_THIS_SCHEME, arg=scheme)
        found += [f"{scheme} {one}" for one in seeing.violations(page)]
    page.emulate_media(color_scheme="light")
    return found


@pytest.mark.requirement("ACC-01")
def test_sign_in_is_clear_also_when_it_refuses(running: Round, page: Page) -> None:
    """Fails when a label is missing, the refusal has no role, or a word is too pale."""
    page.goto(f"{running.site.url}/sign-in")
    empty = faults(page, is_app=False)
    edges = [one for one in seeing.borders(page) if one[1] < 3]
    page.get_by_label("Name").fill("nobody")
    page.get_by_label("Password").fill("nothing at all")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("alert").wait_for()

    assert empty == edges == []
    assert faults(page, is_app=False) == []
    assert seeing.small_targets(page, least=24) == []


@pytest.mark.requirement("ACC-01")
@pytest.mark.parametrize("address", PAGES)
def test_the_stewards_pages_are_clear_on_a_phone(running: Round, page: Page, address: str) -> None:
    """A steward's pages at 390 px, menu too; fails when one runs off, has two first headings or a pale word."""
    with running.site.house.database.writing() as session:
        token = sign_in.begin(session, running.site.house.clock, running.part.staff.steward.account_id)
    page.context.add_cookies([{"name": "session", "value": token, "url": running.site.url, "httpOnly": True}])

    page.goto(f"{running.site.url}/{address}")
    page.wait_for_selector(CONNECTED)
    page.wait_for_selector("h1.heading")
    page.wait_for_selector(AT_REST)

    headings = [one for one in seeing.outline(page) if one.startswith("1 ")]
    assert faults(page, is_app=True) == []
    page.locator("[data-testid=stExpandSidebarButton]").click()
    page.get_by_role("link", name="Who did what").wait_for()
    assert seeing.violations(page) == [], "the open menu"
    assert len(headings) == 1
    assert seeing.nameless(page) == []
    assert [name for name, contrast in seeing.borders(page) if contrast < 3] == []


@pytest.mark.requirement("ACC-01")
@pytest.mark.requirement("CULT-11")
@pytest.mark.parametrize("address", ["outcomes", "outcomes?language=fr", "outcomes/999?language=fr", "not-there"])
def test_public_pages_are_clear_and_can_be_left_in_each_language(running: Round, page: Page, address: str) -> None:
    """Without a card, and where nothing is: fails when axe finds something, a page is cut, or Leave is not there."""
    page.goto(f"{running.site.url}/{address}")

    assert faults(page, is_app=False) == []
    assert seeing.small_targets(page, least=24) == []
    assert page.locator("#leave").inner_text() == ("Quitter ce site" if "fr" in address else "Leave this site")
    assert len([one for one in seeing.outline(page) if one.startswith("1 ")]) == 1
