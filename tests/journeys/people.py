"""Those who work in a round, each at a screen of her own: how they sign in, walk, press and read."""

import re
from contextlib import suppress
from datetime import date
from types import TracebackType
from typing import Self

from playwright.sync_api import Browser, Locator, Page, expect
from playwright.sync_api import TimeoutError as TooLate

from tests.journeys.phone import CONNECTED, PATIENCE, SCREEN

DESKTOP = {"width": 1200, "height": 900}
MAIN = "[data-testid=stMain]"
# What no page may ever show, whoever looks at it.
TRACE = re.compile(r"Traceback|File \"|\.py\"|sqlalchemy|sqlite3")
# What was typed is sent a moment after a field is left, so a page rests when it has been still for so long.
QUIET = 300
RESTS = """quiet => {
  const app = document.querySelector("[data-testid=stApp]")
  if (app?.dataset.testScriptState !== "notRunning") window.restsSince = 0
  else window.restsSince ||= Date.now()
  return window.restsSince > 0 && Date.now() - window.restsSince > quiet
}"""
TRIES = 6
# A button that a key presses too bears the name of the key.
KEYS = r"(?: Shortcut .*)?"


class Person:
    """One signed-in person in a browser of her own; every page she meets is looked at for a traceback."""

    def __init__(self, browser: Browser, url: str, name: str, password: str, *, on_phone: bool = False) -> None:
        self.url, self.name, self.password = url, name, password
        self.screen = SCREEN if on_phone else DESKTOP
        self.context = browser.new_context(viewport=self.screen, service_workers="block")
        self.page: Page = self.context.new_page()
        expect.set_options(timeout=PATIENCE)

    def __enter__(self) -> Self:
        """Sign in through the plain page, as anyone does."""
        self.type_password()
        self.page.wait_for_url(f"{self.url}/home")
        return self.ready()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        """Close her browser."""
        self.context.close()

    def type_password(self) -> None:
        """Fill the page of signing in."""
        self.page.goto(f"{self.url}/sign-in")
        self.page.get_by_label("Name").fill(self.name)
        self.page.get_by_label("Password").fill(self.password)
        self.page.get_by_role("button", name="Sign in").click()

    @property
    def main(self) -> Locator:
        """Give the page without its menu."""
        return self.page.locator(MAIN)

    def go(self, address: str) -> Self:
        """Open a page by its address, as a link does."""
        self.page.goto(f"{self.url}/{address}")
        return self.ready()

    def go_there(self, title: str) -> Self:
        """Follow the link of one round on the page "Your turn"."""
        self.follow("Go there", near=title)
        return self.ready()

    def follow(self, text: str, near: str = "") -> None:
        """Follow a link; the first one after a heading where one is named."""
        links = self.main.get_by_role("link", name=text, exact=True)
        if near:
            links = self.main.locator(f"xpath=.//h2[.='{near}']/following::a[.='{text}']")
        links.first.click()
        self.page.wait_for_load_state()

    def ready(self) -> Self:
        """Wait until the page stands still, and look at it."""
        self.page.wait_for_selector(CONNECTED, timeout=PATIENCE)
        self.page.wait_for_selector("h1.heading", timeout=PATIENCE)
        return self.rest()

    def rest(self) -> Self:
        """Wait until what was typed or pressed is answered."""
        self.page.evaluate("() => { window.restsSince = 0 }")
        self.page.wait_for_function(RESTS, arg=QUIET, timeout=PATIENCE)
        expect(self.page.locator("[data-testid=stException]")).to_have_count(0)
        assert not TRACE.search(self.words())
        return self

    def words(self) -> str:
        """Give all words on the page."""
        return self.main.inner_text()

    def reads(self, *texts: str) -> Self:
        """Wait until each of these stands on the page."""
        for text in texts:
            expect(self.main).to_contain_text(text)
        return self

    def button(self, name: str, near: str = "") -> Locator:
        """Give a button by its words, the first one after a piece of text where one is given."""
        if near:
            after = f"xpath=.//*[normalize-space(.)='{near}']/following::button[.//p[.='{name}']]"
            return self.main.locator(after).first
        named = re.compile(rf"^{re.escape(name)}{KEYS}$")
        return self.main.get_by_role("button", name=named).filter(visible=True).first

    def press(self, name: str, near: str = "") -> Self:
        """Press a button."""
        self.button(name, near).click()
        return self.rest()

    def open(self, text: str) -> Self:
        """Open what is folded."""
        self.main.locator("summary").filter(has_text=text).first.click()
        return self.rest()

    def fill(self, label: str, text: str, nth: int = 0) -> Self:
        """Type into a field and leave it."""
        field = self.main.get_by_label(label, exact=True).filter(visible=True).nth(nth)
        field.fill(text)
        field.blur()
        return self.rest()

    def fill_day(self, label: str, day: date) -> Self:
        """Type a date, sign by sign, and leave the field."""
        first = self.main.get_by_label(label, exact=True).first.get_by_role("spinbutton").first
        first.click()
        self.page.keyboard.type(f"{day:%Y%m%d}", delay=30)
        # Past the button of its calendar: a date counts when its field is left.
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Tab")
        return self.rest()

    def select(self, label: str, option: str) -> Self:
        """Choose one of a list."""
        wanted = self.page.get_by_role("option", name=option, exact=True)
        for _ in range(TRIES):
            # A list that opened while the page was still being answered closes again.
            self.main.get_by_role("combobox", name=label, exact=True).first.focus()
            self.page.keyboard.press("ArrowDown")
            with suppress(TooLate):
                wanted.wait_for(timeout=2_000)
                break
        wanted.click()
        return self.rest()

    def choose(self, text: str, nth: int = 0) -> Self:
        """Choose one of several, or tick a box, by its words."""
        labels = self.main.locator("label").filter(has_text=re.compile(rf"^\s*{re.escape(text)}"), visible=True)
        labels.nth(nth).click()
        return self.rest()

    def is_ticked(self, text: str) -> bool:
        """Say whether a box is ticked."""
        return self.main.get_by_role("checkbox", name=text).first.is_checked()
