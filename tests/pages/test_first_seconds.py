"""The first seconds: nothing from elsewhere, nothing heavy, and a way out before any of the app has come."""

import re

import pytest
from playwright.sync_api import sync_playwright

from consult.settings import EXITS
from tests.journeys.phone import CHROMIUM, FLAGS
from tests.pages.test_in_a_browser import READY

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
MOST_KIB = 650
MOST_OWN_KIB = 300
HEAVY = re.compile(
    r"Plotly|DataFrame|Vega|arrowFormat|DeckGl|ECharts|Mermaid|GraphViz|SyntaxHighlighter|katex", re.IGNORECASE
)
FONTS = re.compile(r"\.(woff2?|ttf|otf)")
A_YEAR = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


class Load:
    """One load of a page in a browser: each answer's address, headers and size in bytes as it came."""

    def __init__(self, context, url):
        self.page = context.new_page()
        self.answers, self.sizes, self.asked = {}, {}, []
        tell = context.new_cdp_session(self.page)
        tell.send("Network.enable")
        tell.on("Network.requestWillBeSent", lambda said: self.asked.append(said["request"]["url"]))
        tell.on("Network.responseReceived", lambda said: self.answers.__setitem__(said["requestId"], said["response"]))
        tell.on(
            "Network.loadingFinished", lambda said: self.sizes.__setitem__(said["requestId"], said["encodedDataLength"])
        )
        self.page.goto(url)
        self.page.get_by_label("Code", exact=True).wait_for(timeout=60_000)
        self.page.wait_for_selector(READY)
        self.page.wait_for_timeout(500)

    def bytes(self, *, own=False):
        """Give what came over the line, or only what is not Streamlit's."""
        ours = (ident for ident, answer in self.answers.items() if "/static/" not in answer["url"])
        return sum(self.sizes.get(ident, 0) for ident in (ours if own else self.answers))


@pytest.fixture(scope="module")
def cold(browser, site):
    context = browser.new_context(viewport=PHONE)
    yield Load(context, site.url + "/")
    context.close()


@pytest.mark.requirement("ACC-08")
def test_a_first_page_is_light_and_has_no_chart_in_it(cold):
    """Fails when files go out unpacked, or a member page loads a chart, a table of numbers or code colours."""
    assert cold.bytes() < MOST_KIB * 1024, f"{cold.bytes() / 1024:.0f} KiB"
    assert cold.bytes(own=True) < MOST_OWN_KIB * 1024
    assert not [url for url in cold.asked if HEAVY.search(url)]


@pytest.mark.requirement("SAFE-06")
def test_nothing_comes_from_elsewhere_and_no_font_but_a_few_icons(cold, site):
    """Fails when the whole icon font (375 KB) is asked for, one of Streamlit's own fonts, or any other host."""
    fonts = [answer for answer in cold.answers.values() if FONTS.search(answer["url"])]

    assert {url for url in cold.asked if not url.startswith((site.url, "blob:", "data:"))} == set()
    assert all("/icons." in font["url"] for font in fonts)
    assert "SourceSans" not in "".join(cold.asked)
    assert "system-ui" in cold.page.evaluate("getComputedStyle(document.querySelector('h1.heading')).fontFamily")


def test_every_file_of_the_app_is_packed_and_kept_for_a_year(cold):
    """Fails when a script or a style sheet goes out as it is, or is asked for again at the next visit."""
    files = [answer for answer in cold.answers.values() if re.search(r"/static/.*\.(js|css)", answer["url"])]

    assert len(files) > 50
    assert {answer["headers"].get("content-encoding") for answer in files} == {"br"}
    assert {answer["headers"]["cache-control"] for answer in files} == {A_YEAR}


def test_the_second_page_asks_for_none_of_them_again(browser, site):
    """Fails when the address or the headers of the files change from page to page."""
    context = browser.new_context(viewport=PHONE)
    Load(context, site.url + "/")
    warm = Load(context, site.url + "/code")
    again = [
        warm.answers[ident]["url"]
        for ident, size in warm.sizes.items()
        if size and "/static/" in warm.answers[ident]["url"]
    ]
    context.close()

    assert again == []
    assert warm.bytes() < 40 * 1024


def test_no_page_asks_for_a_file_twice_or_for_nothing(cold):
    """Fails when a preload names a file under another address than the script does, or one that is not there."""
    files = [url for url in cold.asked if "/static/" in url]

    assert len(files) == len(set(files))
    assert {answer["status"] for answer in cold.answers.values()} <= {101, 200}


@pytest.mark.requirement("SAFE-01")
def test_leave_works_before_anything_of_the_app_has_come(browser, site):
    """Fails when the button waits for the app's script, or nothing is said while it does."""
    context = browser.new_context(viewport=PHONE)
    context.route(EXITS[0], lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    context.route("**/static/**", lambda _route: None)
    page = context.new_page()
    page.goto(site.url + "/", wait_until="commit")
    page.locator("#leave").wait_for()
    said = page.inner_text("body")
    page.click("#leave")
    page.wait_for_url(EXITS[0])
    context.close()

    assert "One moment." in said


def test_a_script_that_does_not_come_is_said_in_words(browser, site):
    """Fails when a line that drops in the first seconds leaves "One moment." standing for ever."""
    context = browser.new_context(viewport=PHONE)
    context.route("**/static/js/**", lambda route: route.abort())
    page = context.new_page()
    page.goto(site.url + "/")
    page.get_by_text("The page did not load.").wait_for()
    context.close()


@pytest.mark.requirement("SAFE-02")
def test_without_javascript_there_is_a_sentence_and_a_way_out(browser, site):
    """Fails when the page is blank without JavaScript, or its link is not one."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    asked = {}
    context.route(EXITS[0], lambda route: (asked.update(route.request.headers), route.fulfill(body="sunny"))[1])
    page = context.new_page()
    page.goto(site.url + "/")
    said = page.inner_text("body")
    page.click("#leave")
    page.wait_for_url(EXITS[0])
    context.close()

    assert "needs JavaScript" in said
    assert "One moment." not in said
    assert "works without it" in said
    assert asked
    assert "referer" not in asked
