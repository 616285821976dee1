"""The whole way by keyboard alone: in with a card, through each kind of question, out with the code."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from consult import intake, tokens
from tests.journeys import seeing
from tests.journeys.conftest import Round
from tests.journeys.phone import TURN, Phone

pytestmark = pytest.mark.browser

Phones = Callable[[Round], Phone]
MOST_TABS = 60


@pytest.fixture(scope="module")
def running(wide: Round) -> Round:
    """A round with each kind of question."""
    return wide


class Hands:
    """A phone's page with a keyboard; there is no pointer."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.keys = phone.page.keyboard

    def reach(self, name: str) -> None:
        """Press Tab until the focus is on the control of this name; fails when it is never reached."""
        for _ in range(MOST_TABS):
            now = seeing.focus(self.phone.page)
            if now and now["name"].splitlines()[:1] == [name]:
                return
            self.keys.press("Tab")
        raise AssertionError(f"the keyboard does not reach {name!r}")

    def press(self, name: str) -> None:
        """Reach a button, press Enter and wait for what it brings."""
        self.reach(name)
        before = self.phone.turn()
        self.keys.press("Enter")
        self.phone.page.wait_for_function("before => " + _CHANGED, arg=before)
        self.phone.ready()
        self.phone.page.wait_for_timeout(250)

    def write(self, name: str, words: str) -> None:
        """Reach a field and type."""
        self.reach(name)
        self.keys.type(words)

    def tick(self, name: str) -> None:
        """Reach a box and press Space."""
        self.reach(name)
        self.keys.press("Space")


_CHANGED = f"{TURN} !== before"


@pytest.mark.requirement("ACC-03")
@pytest.mark.requirement("ACC-04")
def test_the_whole_way_is_walked_with_keys(running: Round, phones: Phones) -> None:
    """
    From the card to the pay code with Tab, arrows, Space and Enter; what was said is what was meant.

    Fails when a control can not be reached or pressed, when the code must be typed in one form, or the focus is
    thrown back to the top of a page that stays.
    """
    phone, card = phones(running), running.card()
    hands = Hands(phone)
    phone.open()

    hands.write("Code", f"{card[:4].lower()} {card[4:8]}-{card[8:]}")
    hands.press("Continue")
    hands.press("Continue")
    hands.press("See all the questions first")
    hands.press("Go back")
    hands.press("Continue")
    hands.press("Read all of it")
    hands.press("Yes, start")
    words = phone.shown_code()
    hands.press("I have written them down")
    hands.write("Your answer", "call 902-555-0188 for soup")
    hands.press("Continue")
    hands.tick("The hours")
    hands.tick("Fear of police")
    hands.press("Continue")
    hands.reach("Morning")
    hands.keys.press("Space")
    hands.keys.press("ArrowDown")
    hands.press("Continue")
    hands.press("Continue")
    hands.press("Take a break")
    hands.press("Go on")
    hands.press("Skip")
    hands.press("Skip")
    hands.press("Skip")
    hands.press("Hide it: [phone number]")
    beside = seeing.focus(phone.page)
    kept = intake.resume(running.site.house, card, words).paper
    hands.press("Yes, use my six words")
    hands.press("Send my answers")
    code = phone.shown_code()
    hands.press("I have it")

    assert kept["q1"].words == "call [phone number] for soup"
    assert kept["q2"].picks == frozenset({0, 2})
    assert kept["q3"].picks == frozenset({1})
    assert beside is not None, "after a tap that stays on the page the focus is nowhere"
    assert len(tokens.read_code(code)) == 16
    assert phone.heading() == "You are done"


def test_leave_is_the_first_key_stop(running: Round, phones: Phones) -> None:
    """Tab, Enter: gone, from a page that was just opened; fails when something stands before Leave."""
    phone = phones(running)
    phone.open()

    phone.page.keyboard.press("Tab")
    phone.page.keyboard.press("Enter")
    phone.page.wait_for_url("https://weather.gc.ca/**")

    assert phone.outside


@pytest.mark.requirement("ACC-04")
def test_a_code_can_be_pasted_and_is_never_asked_for_twice(running: Round, phones: Phones) -> None:
    """Pasted with spaces, dashes and signs around it, it opens; no later page has a field for it (3.3.7, 3.3.8)."""
    phone, card = phones(running), running.card()
    phone.open()
    phone.field("Code").focus()

    phone.page.keyboard.insert_text(f"  {tokens.grouped(card).lower()} ")
    phone.tap("Continue")
    asked = []
    for button in ("Continue", "Continue", "Yes, start", "No, thank you"):
        phone.tap(button)
        asked += phone.fields()

    assert "Code" not in asked
    assert phone.heading() == running.part.script.questions[0].text


@pytest.mark.requirement("TRAUMA-10")
def test_nothing_moves_for_whoever_asked_for_no_motion(running: Round, chromium: Browser) -> None:
    """With reduced motion no element of a page is animated or slides; fails when a transition ignores the wish."""
    context = chromium.new_context(reduced_motion="reduce", viewport={"width": 390, "height": 844})
    phone = Phone(chromium, running.site.url, context)
    moving = []
    try:
        phone.enter(running.card())
        for button in ("Continue", "Continue", "Yes, start", "No, thank you"):
            phone.tap(button)
            moving += seeing.moving(phone.page)
    finally:
        phone.close()

    assert moving == []
