"""When something goes wrong it is read out, seen and reached as well as everything else."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from consult import tokens
from tests.journeys import every_page, seeing
from tests.journeys.conftest import Round
from tests.journeys.phone import SCREEN, Phone
from tests.journeys.pictures import keep_both
from tests.journeys.test_every_body import IN_THIS_SCHEME, SCHEMES, WIDTHS
from tests.journeys.wire import Wire

pytestmark = pytest.mark.browser

Phones = Callable[[Round], Phone]


@pytest.fixture
def own_round(tmp_path: Path) -> Iterator[Round]:
    """A round for one test that breaks it."""
    opened = every_page.open_wide_round(tmp_path, seats=12)
    yield opened
    opened.site.end()


def faults(phone: Phone) -> list[str]:
    """Give all that is wrong with the page as it stands."""
    found = []
    for width in WIDTHS:
        phone.page.set_viewport_size({"width": width, "height": SCREEN["height"]})
        found += seeing.spilled(phone.page)
        for scheme in SCHEMES:
            phone.page.emulate_media(color_scheme=scheme)
            phone.page.wait_for_function(IN_THIS_SCHEME, arg=scheme)
            found += [f"{width} {scheme} {one}" for one in seeing.violations(phone.page)]
    phone.page.emulate_media(color_scheme="light")
    phone.page.set_viewport_size(SCREEN)
    return found + seeing.small_targets(phone.page) + seeing.nameless(phone.page)


# Notes what a voice would say: words that come into a live region which stood there before.
HEAR = """() => {
  window.heard = []
  const hear = region => new MutationObserver(() => {
    if (region.textContent) window.heard.push([region.getAttribute('role'), region.textContent])
  }).observe(region, { childList: true, characterData: true, subtree: true })
  document.querySelectorAll('#line [role]').forEach(hear)
  return document.querySelectorAll('#line [role]').length
}"""


@pytest.mark.requirement("ACC-06")
@pytest.mark.requirement("ACC-03")
def test_a_lost_line_is_read_out_and_covers_nothing(own_round: Round, chromium: Browser) -> None:
    """
    Lost, back and restarted are heard from regions that stood there before; the note hides no control.

    Fails when a region is made together with its words, loses its role, lies over what has the focus, or when
    Streamlit's own box comes up, which shuts Leave and all the page off from keys and voices.
    """
    wire = Wire(own_round.site.port)
    phone = Phone(chromium, wire.url)
    try:
        phone.start(own_round.card())
        regions = phone.page.evaluate(HEAR)
        phone.write("in the field")
        wire.cut()
        phone.page.wait_for_selector("#line")
        keep_both(phone.page, "member-line-lost")
        lost = faults(phone)
        boxes = phone.page.locator("[role=dialog], [data-testid=stDialog], [aria-hidden=true] #leave").count()
        wire.mend()
        phone.ready()
        phone.page.get_by_text("The line was lost, and it is back.").wait_for()
        back, stops = faults(phone), seeing.tabbed_through(phone.page)
        heard = phone.page.evaluate("window.heard")
    finally:
        phone.close()
        wire.close()

    assert regions == 2
    assert ["alert", "The line is lost. What you typed is still here. It comes back by itself."] in heard
    assert any(role == "status" and said.startswith("The line was lost, and it is back.") for role, said in heard)
    assert lost == back == []
    assert boxes == 0
    assert len(stops) > 8
    # The page itself may be a stop, for scrolling by keys; the note lies on it as on any page.
    controls = [stop for stop in stops if stop["id"] != "stMain"]
    assert [stop for stop in controls if stop["isUnderNote"] or stop["isUnder"]] == []


@pytest.mark.requirement("ACC-06")
def test_a_long_wait_is_said_in_words(own_round: Round, chromium: Browser) -> None:
    """A tap that takes long is answered with "One moment.", read out; fails when a wait is silent or a spinner."""
    phone = Phone(chromium, own_round.site.url)
    file = next(own_round.site.folder.glob("*.sqlite3"))
    try:
        phone.start(own_round.card(), keeps_place=True)
        phone.page.evaluate(HEAR)
        with sqlite3.connect(file, isolation_level=None) as busy:
            busy.execute("BEGIN IMMEDIATE")
            phone.write("slowly").button("Continue").click()
            phone.page.get_by_text("One moment.", exact=True).wait_for(timeout=8000)
            busy.execute("ROLLBACK")
        phone.page.wait_for_timeout(500)
        phone.ready()
        heard = phone.page.evaluate("window.heard")
    finally:
        phone.close()

    assert ["status", "One moment."] in heard


@pytest.mark.requirement("ACC-01")
def test_pages_of_mishaps_are_as_clear_as_the_others(own_round: Round, phones: Phones) -> None:
    """Restarted, slowed, not good, closed and broken: axe, sizes, names and widths; fails as the walk's tests do."""
    phone, broken, card = phones(own_round), phones(own_round), own_round.card()
    found = {}
    phone.start(card)
    phone.write("before")
    own_round.site.restart()
    phone.ready()
    phone.button("Continue").click()
    phone.page.get_by_text("this page started again").wait_for()
    found["restarted"] = faults(phone.ready())
    for _ in range(6):
        phone.try_code(tokens.new_code())
    assert "Wait" in phone.refusal()
    found["slowed"] = faults(phone)
    broken.start(own_round.card())
    own_round.site.put(own_round.part.script.closes_on + timedelta(days=1))
    broken.tap("Continue")
    assert broken.heading() == "This card takes no more answers"
    keep_both(broken.page, "member-closed")
    found["closed"] = faults(broken)
    with sqlite3.connect(next(own_round.site.folder.glob("*.sqlite3"))) as gone:
        gone.execute("ALTER TABLE people_seat RENAME TO gone")
    broken.tap("Back to the code").field("Code").fill(card)
    broken.button("Continue").click()
    broken.page.locator(".refusal").wait_for()
    found["broken"] = faults(broken)

    assert found == {"restarted": [], "slowed": [], "closed": [], "broken": []}


@pytest.mark.requirement("ACC-01")
def test_the_calm_page_and_the_code_check_are_clear(own_round: Round, phones: Phones) -> None:
    """What stands in place of a page that broke, and the page that says whether a pay code is good."""
    phone, other = phones(own_round), phones(own_round)
    other.page.goto(f"{own_round.site.url}/code")
    other.ready()
    checked = faults(other)
    phone.start(own_round.card())
    with sqlite3.connect(next(own_round.site.folder.glob("*.sqlite3"))) as gone:
        gone.execute("ALTER TABLE people_seat RENAME TO gone")
    phone.button("Continue").click()
    phone.page.get_by_role("heading", name="Something went wrong").wait_for()

    assert checked == []
    assert faults(phone) == []
