"""What only a real browser shows: Leave, the wiped page, and storage that stays empty."""

import time

import pytest
from playwright.sync_api import expect, sync_playwright

from consult.actors import Role
from consult.people import sign_in
from consult.settings import EXITS
from tests.pages.site import EVERY_PAGE, ON_THIS_MACHINE, PASSWORD, Site

pytestmark = pytest.mark.browser
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
PHONE = {"width": 390, "height": 844}
READY = "[data-testid=stApp][data-test-connection-state=CONNECTED][data-test-script-state=notRunning]"


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS.split())
        yield running
        running.close()


@pytest.fixture
def page(browser):
    """A phone that notes every address it asks, and finds the weather where the exit leads."""
    context = browser.new_context(viewport=PHONE)
    opened = context.new_page()
    opened.asked = []
    opened.on("request", lambda request: opened.asked.append(request.url))
    context.route(EXITS[0], lambda route: route.fulfill(body="<title>Weather</title>sunny", content_type="text/html"))
    yield opened
    context.close()


def open_app(page, site, path="/"):
    page.goto(site.url + path)
    page.wait_for_selector(READY, timeout=60_000)


def signed_in(page, site, cookie):
    page.context.add_cookies([{"name": "session", "value": cookie, "url": site.url, "httpOnly": True}])


def ended(site, token):
    """Say whether a session ends within five seconds: the page is gone before its last word arrives."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        if site.get("/here", headers={"cookie": f"session={token}"}).status_code == 401:
            return True
        time.sleep(0.1)
    return False


def outside(page, site):
    ours = (site.url, site.url.replace("http", "ws"), "blob:", "data:")
    return [url for url in page.asked if not url.startswith(ours)]


@pytest.mark.requirement("SAFE-01")
def test_one_press_hides_wipes_and_replaces(page, site):
    """Fails when Leave does not take this page out of the history, or leaves the visit on the server."""
    page.goto("about:blank")
    open_app(page, site)
    visit = page.evaluate("document.documentElement.dataset.visit")
    page.click("#leave")
    page.wait_for_url(EXITS[0])

    assert visit
    assert site.url + "/leave" in page.asked
    page.go_back()
    assert page.url == "about:blank"


@pytest.mark.requirement("SAFE-01")
@pytest.mark.parametrize("address", ["boxes", "log", "people"])
def test_leave_is_in_view_on_a_stewards_phone_and_signs_her_out(page, site, site_house, cookies, address):
    """Fails when a staff page hides the button, or when Leave keeps the sign-in alive."""
    with site_house.database.writing() as session:
        steward = sign_in.actor(session, site_house.clock, cookies[Role.STEWARD])
        token = sign_in.begin(session, site_house.clock, steward.account_id)
    signed_in(page, site, token)
    open_app(page, site, f"/{address}")
    expect(page.locator("#leave")).to_be_in_viewport(ratio=1)
    page.click("#leave")
    page.wait_for_url(EXITS[0])

    assert ended(site, token)


@pytest.mark.requirement("SAFE-01")
def test_leave_works_when_the_server_is_gone(page, site_house, cookies):
    """Fails when the way out needs anything from the server."""
    with Site(site_house) as mine:
        open_app(page, mine)
    page.click("#leave")

    page.wait_for_url(EXITS[0])


@pytest.mark.requirement("SAFE-06")
def test_a_members_visit_asks_nothing_of_anyone_else_and_leaves_nothing_in_the_browser(page, site):
    """Fails when anything outside is asked, or a cookie or a stored value is left behind."""
    open_app(page, site)
    page.reload()
    page.wait_for_selector(READY)

    assert outside(page, site) == []
    assert page.context.cookies() == []
    assert page.context.storage_state()["origins"] == []
    assert page.title() == "Feedback"


def test_signing_in_and_out_by_hand(page, site):
    """Fails when the form does not lead to whose turn it is, or when Sign out leaves the page standing."""
    page.goto(site.url + "/sign-in")
    page.fill("#name", "reader")
    page.fill("#password", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_selector(READY)
    expect(page.get_by_role("heading", name="Your turn")).to_be_visible()
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(site.url + "/sign-in")

    assert page.context.cookies() == []


def test_an_open_page_is_wiped_when_its_session_has_ended(page, site, site_house, cookies):
    """Fails when a staff page stands open after its session idled out or was switched off."""
    with site_house.database.writing() as session:
        admin = sign_in.actor(session, site_house.clock, cookies[Role.ADMIN])
        token = sign_in.begin(session, site_house.clock, admin.account_id)
    signed_in(page, site, token)
    open_app(page, site, "/accounts")
    expect(page.get_by_text("Make an account").first).to_be_visible()
    with site_house.database.writing() as session:
        sign_in.sign_out(session, token)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    page.wait_for_url(site.url + "/sign-in")
    expect(page.get_by_text("Make an account")).to_have_count(0)


def test_an_idle_page_is_wiped_with_the_server_gone(page, site_house, cookies):
    """Fails when only the server can end an idle page: the time runs in the page itself."""
    with Site(site_house) as mine:
        signed_in(page, mine, cookies[Role.ADMIN])
        page.clock.install()
        open_app(page, mine, "/accounts")
        expect(page.get_by_text("Make an account").first).to_be_visible()
    page.clock.fast_forward("31:00")

    expect(page.get_by_text("Make an account")).to_have_count(0)


@pytest.mark.requirement("SAFE-12")
def test_a_button_that_breaks_shows_the_calm_page(page, site_house, cookies):
    """Fails when an error in a button's act shows Streamlit's own error box or the words of the error."""
    with Site(site_house, app=EVERY_PAGE, env=ON_THIS_MACHINE) as unlocked:
        open_app(page, unlocked, "/broken?press_only=1")
        page.get_by_role("button", name="Press").click()
        expect(page.get_by_role("heading", name="Something went wrong")).to_be_visible()

        assert "kayla" not in page.content()
        assert page.get_by_test_id("stException").count() == 0
        assert "kayla" not in unlocked.log
