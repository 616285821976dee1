"""A tablet that goes from hand to hand: after Send, or two minutes untouched, nothing of the last person is found."""

import time
from collections.abc import Callable

import pytest

from consult import intake
from tests.journeys import seeing
from tests.journeys.conftest import Round
from tests.journeys.phone import Phone
from tests.journeys.pictures import keep_both
from tests.journeys.test_every_body_mishaps import faults

pytestmark = pytest.mark.browser

Phones = Callable[[Round], Phone]
WORD = "zirconium"
STILL = "Are you still there? Touch the page to stay."


def tablet(of: Round, phones: Phones) -> Phone:
    """Give a tablet that was put up for whoever comes, with a clock that a test can move."""
    phone = phones(of)
    phone.page.clock.install()
    phone.page.goto(f"{of.site.url}/?shared")
    phone.field("Code").wait_for()
    return phone.ready()


def begin(phone: Phone, code: str) -> str:
    """Come in, keep the place, and write; give what the pages before said."""
    phone.try_code(code)
    said = " ".join(phone.words().split())
    phone.tap("Continue").tap("Continue").tap("Yes, start").tap("No, thank you")
    phone.write(f"{WORD} one").tap("Continue").tap("Back")
    return said


def wait_until_wiped(phone: Phone) -> None:
    """Wait for the first page, drawn anew."""
    phone.page.wait_for_function("() => !('marked' in window)")
    phone.field("Code").wait_for()
    phone.ready()


def test_two_minutes_untouched_wipe_page_and_visit(running: Round, phones: Phones) -> None:
    """
    Half a minute before it asks; untouched, the page starts again and the server's visit is gone; the card works.

    Fails when the page stays, Back shows it, the visit lives on the server, or no page had said so.
    """
    phone, card = tablet(running, phones), running.card()
    said = begin(phone, card)
    phone.page.evaluate("window.marked = true")
    held = running.site.memory()

    phone.page.clock.fast_forward(95_000)
    phone.page.get_by_text(STILL).wait_for()
    keep_both(phone.page, "member-shared")
    asked = phone.page.get_by_role("alert").filter(has_text=STILL).count()
    clear, stops = faults(phone), seeing.nameless(phone.page)
    phone.page.clock.fast_forward(130_000)
    wait_until_wiped(phone)
    page = phone.page.content()
    phone.page.go_back()
    phone.page.wait_for_timeout(500)
    behind = phone.page.content()

    assert "If no one touches it for 2 minutes, this page starts again." in said
    assert asked == 1
    assert clear == stops == []
    assert WORD in held
    assert WORD not in page + behind
    until = time.monotonic() + 10
    while WORD in running.site.memory() and time.monotonic() < until:
        time.sleep(0.1)
    assert WORD not in running.site.memory()
    assert intake.enter(running.site.house, card).pay is None


def test_a_touch_keeps_the_page(running: Round, phones: Phones) -> None:
    """Asked, she touches the page, and it stays with her words; fails when the question can not be answered."""
    phone = tablet(running, phones)
    begin(phone, running.card())
    phone.page.clock.fast_forward(95_000)
    phone.page.get_by_text(STILL).wait_for()

    phone.page.locator("h1.heading").click()
    phone.page.get_by_text(STILL).wait_for(state="detached")
    phone.page.clock.fast_forward(80_000)
    phone.page.wait_for_timeout(1500)

    assert phone.field("Your answer").input_value() == f"{WORD} one"


def test_after_send_the_next_person_finds_nothing(running: Round, phones: Phones) -> None:
    """Sent, and walked away without "I have it": no answer, and after two minutes no pay code either."""
    phone, card = tablet(running, phones), running.card()
    begin(phone, card)
    phone.skip_to_check().tap("Send my answers")
    code = phone.shown_code()
    sent = phone.page.content()
    phone.page.evaluate("window.marked = true")

    phone.page.clock.fast_forward(125_000)
    wait_until_wiped(phone)
    page = phone.page.content()
    phone.try_code(card)

    assert WORD not in sent + page
    assert code.split()[0] not in page
    assert phone.shown_code() == code, "her card still brings it back"


@pytest.mark.requirement("TRAUMA-04")
def test_a_phone_of_her_own_has_no_timer(running: Round, phones: Phones) -> None:
    """
    Without the address of a shared device three hours change nothing, on a question and on a break.

    Fails when the wipe is there for everyone; "Take a break" is on each page of the way and says to take all the time.
    """
    phone = phones(running)
    phone.page.clock.install()
    phone.start(running.card())
    phone.write(f"{WORD} two")
    phone.page.clock.fast_forward(3 * 3_600_000)
    phone.page.wait_for_timeout(1500)
    still = phone.field("Your answer").input_value()
    phone.tap("Take a break")
    said = phone.words()
    phone.page.clock.fast_forward(3 * 3_600_000)
    phone.page.wait_for_timeout(1500)
    phone.tap("Go on")

    assert still == f"{WORD} two"
    assert "Take all the time you need." in said
    assert "shared" not in said
    assert phone.field("Your answer").input_value() == f"{WORD} two"
    phone.tap("Skip").tap("Take a break").tap("Go on").tap("Skip").tap("Take a break").tap("Go on")
    assert phone.skip_to_check().button("Take a break").is_visible()
