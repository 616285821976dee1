"""A member's phone: a real Chromium of 390 x 844, and the few things a hand does with it."""

import re
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREEN = {"width": 390, "height": 844}
CONNECTED = "[data-testid=stApp][data-test-connection-state=CONNECTED]"
AT_REST = "[data-testid=stApp][data-test-script-state=notRunning]"
WEATHER = re.compile(r"https://(weather|meteo)\.gc\.ca/.*")
PATIENCE = 30_000
MOST_PAGES = 20


def launch(playwright: Playwright) -> Browser:
    """Start Chromium."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


class Phone:
    """One tab of a phone. Whatever it asks from outside the site is noted, and answered with an empty page."""

    def __init__(self, browser: Browser, url: str, context: BrowserContext | None = None) -> None:
        self.url = url
        self.context = context or browser.new_context(viewport=SCREEN, service_workers="block")
        self.outside: list[str] = []
        self.context.route(lambda asked: not asked.startswith((url, "data:", "blob:")), self._answer_outside)
        self.page: Page = self.context.new_page()

    def _answer_outside(self, route, request) -> None:
        self.outside.append(request.url)
        route.fulfill(status=200, content_type="text/html", body="<title>Weather</title><h1>Weather</h1>")

    def close(self) -> None:
        """Close the tab and forget the phone."""
        self.context.close()

    def open(self) -> "Phone":
        """Open the site's address."""
        self.page.goto(self.url)
        self.field("Code").wait_for(timeout=PATIENCE)
        return self.ready()

    def ready(self) -> "Phone":
        """Wait until the page stands still."""
        self.page.wait_for_selector(CONNECTED, timeout=PATIENCE)
        self.page.wait_for_selector("h1.heading", timeout=PATIENCE)
        self.page.wait_for_selector(".lines", timeout=PATIENCE)
        self.page.wait_for_selector(AT_REST, timeout=PATIENCE)
        return self

    def tap(self, name: str, nth: int = 0) -> "Phone":
        """Tap a button and wait for what it brings."""
        before = self.turn()
        self.button(name, nth).click()
        self.page.wait_for_function(f"before => {TURN} !== before", arg=before, timeout=PATIENCE)
        return self.ready()

    def turn(self) -> str:
        """Give what tells this page from the next."""
        return self.page.evaluate(f"() => {TURN}")

    def button(self, name: str, nth: int = 0) -> Locator:
        """Give a button by its words."""
        return self.page.get_by_role("button", name=self.said(name), exact=True).nth(nth)

    def said(self, english: str) -> str:
        """Give these words in the language of the phone."""
        return english

    def field(self, name: str) -> Locator:
        """Give a field by its label."""
        return self.page.get_by_label(self.said(name), exact=True)

    def write(self, words: str) -> "Phone":
        """Type into the field of a question."""
        self.field("Your answer").fill(words)
        return self

    def pick(self, *options: str) -> "Phone":
        """Pick options by their words."""
        for option in options:
            self.page.get_by_text(self.said(option), exact=True).click()
        return self

    def heading(self) -> str:
        """Give the heading of the page."""
        return self.page.locator("h1.heading").inner_text()

    def refusal(self) -> str:
        """Give the sentence of a refusal, empty when there is none."""
        found = self.page.locator(".refusal")
        return found.inner_text() if found.count() else ""

    def words(self) -> str:
        """Give all words on the page."""
        return self.page.locator("[data-testid=stMain]").inner_text()

    def shown_code(self) -> str:
        """Give the code or the private words in the box of the page, in one line."""
        return " ".join(self.page.locator(".code").inner_text().split())

    def fields(self) -> list[str]:
        """Give the labels of all fields, choices and boxes on the page."""
        found = self.page.locator("[data-testid=stMain] :is(input, textarea, select)")
        return [one.get_attribute("aria-label") or "" for one in found.all()]

    def enter(self, code: str) -> "Phone":
        """Open the site and come in with a card."""
        self.open()
        return self.try_code(code)

    def try_code(self, code: str) -> "Phone":
        """Type a code into the field that stands there."""
        self.field("Code").fill(code)
        return self.tap("Continue")

    def start(self, code: str, *, keeps_place: bool = False) -> str:
        """Walk from the card to question 1; give the words of the kept place, or nothing."""
        self.enter(code).tap("Continue").tap("Continue").tap("Yes, start")
        words = self.shown_code() if keeps_place else ""
        self.tap("I have written them down" if keeps_place else "No, thank you")
        return words

    def skip_to_check(self) -> "Phone":
        """Skip what is left."""
        for _ in range(MOST_PAGES):
            if self.heading() == self.said("Check your answers"):
                break
            name = "Skip this question" if self.button("Skip this question").count() else "Skip"
            self.tap(name)
        return self

    def come_back(self, code: str, words: str) -> "Phone":
        """Come back to a kept place with card and words."""
        self.enter(code).tap("I kept my place")
        self.field("Your six words").fill(words)
        return self.tap("Continue")

    def picture(self, folder: Path, name: str) -> None:
        """Keep a picture of the whole page."""
        height = self.page.evaluate("document.querySelector('.stMainBlockContainer').scrollHeight")
        self.page.set_viewport_size({"width": SCREEN["width"], "height": max(SCREEN["height"], int(height) + 80)})
        self.page.screenshot(path=str(folder / f"{name}.png"))
        self.page.set_viewport_size(SCREEN)


# The keys of a page's buttons end with the number of its turn; the place counts the refusals.
TURN = (
    "(document.documentElement.dataset.place ?? '') + "
    "[...document.querySelectorAll('[data-testid=stMain] [class*=\"st-key-\"]')]"
    ".map(one => one.className.match(/st-key-\\S+/)[0]).join(' ')"
)
