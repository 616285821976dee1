"""The three acts at an answer on a running site, on phones: a reader begins them, a steward is told and agrees."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from sqlmodel import select

from consult.rounds.tables import Round
from consult.wording.catalogue_of_members import said
from consult.words import tags
from consult.words.answers import acts, asides
from consult.words.tables import Answer
from tests.journeys import pictures, seeing
from tests.journeys.people import Person
from tests.pages.site import PASSWORD
from tests.pages.test_in_a_browser import FLAGS
from tests.pages.test_words_in_a_browser import seeded

pytestmark = pytest.mark.browser

NAMED = "My worker Janet Kowalski at 902-555-0123 never calls back."
SAID = (NAMED, *(f"Open later, reason {n}: it is dark and far." for n in range(9)))
SHOWN = ("notice", "danger", "mask", "noted")
PICTURES = os.environ.get("ACTS_PICTURES")


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS.split())
        yield running
        running.close()


def _keep(person: Person, name: str) -> None:
    assert seeing.violations(person.page) == seeing.spilled(person.page) == []
    if name in SHOWN:
        pictures.keep(person.page, f"acts-{name}", tallest=2200)
    if PICTURES:
        person.page.set_viewport_size({**person.screen, "height": 2600})
        person.page.wait_for_timeout(300)
        person.page.screenshot(path=Path(PICTURES) / f"{name}.png")
        person.page.set_viewport_size(person.screen)


@pytest.mark.requirement("SUPP-06")
@pytest.mark.requirement("SUPP-07")
@pytest.mark.requirement("TRAUMA-09")
@pytest.mark.requirement("ANON-22")
def test_a_reader_begins_and_a_steward_is_told(browser, site, site_house, cookies):
    """
    Notice, ten answers, a danger to the end of its list, a name masked, one answer set aside; the steward knows.

    Fails when the notice or a support note is not shown, the list ends without its ticks, a mask leaves the words on
    the page, or the steward's pages say what was said; when members or readers are not told that people can be known
    by how they write; and when axe finds something, or text is cut, at 390 px.
    """
    room = seeded(site_house, 10, words=SAID)
    with site_house.database.writing() as session:
        round_ = session.get(Round, room.round_id)
        round_.facts = {"contact": "the coordinator at 902-555-0100"}
        session.add(round_)

    with Person(browser, site.url, "reader", PASSWORD, on_phone=True) as reader:
        masked = _begin(reader)
    with Person(browser, site.url, "steward", PASSWORD, on_phone=True) as steward:
        told, log = _answer(steward)

    for name in ("Kowalski", "902-555-0123", "never calls"):
        assert name not in masked + told + log + site.log
    assert "Open later" not in told + log
    assert re.search(r"\[name\]|\[hidden\]", masked)
    with site_house.database.reading() as session:
        assert "Kowalski" not in " ".join(answer.words for answer in session.exec(select(Answer)))
        assert asides.how_many(session, room.part_id) == 1
        assert tags.allowed(session, room.part_id) == (tags.Family.STAGE,)
        assert acts.still_open(session, room.part_id) == []


def _begin(reader: Person) -> str:
    reader.go("read").reads("Before you read", "Stopping is fine", "ten answers at a time")
    assert "Open the" not in reader.words()
    _keep(reader, "notice")
    reader.press("I have read this. Go on").reads("in fresh words. People can be known by the way they write.")
    assert "Someone might guess from how you write." in said("consent.C09.text", "en")
    reader.press("Open the last 10").reads("Answer 1 of 10")
    _keep(reader, "answer")
    reader.open("Support for you, and a way out").reads("the coordinator at 902-555-0100", "Help lines, for you too")

    reader.open("Someone may be in danger").press("Open the list").reads("Whom to call", "Never try")
    _keep(reader, "danger")
    reader.press("I have gone through the list").reads("Some points are not ticked yet.")
    for step in ("I took a breath", "I looked at what", "I know whom", "I do not try", "I tell nobody"):
        reader.choose(step)
    reader.choose("I called the person named here").press("I have gone through the list")
    reader.reads("Your part is done.")

    while NAMED not in reader.words():
        reader.press("Next, leave it for now")
    reader.open("It names a person").press("Choose what to mask").reads("It will read like this.")
    reader.fill("Other words to mask, copied exactly, one piece a line", "never calls")
    _keep(reader, "mask")
    reader.press("Mask these words for good").reads("Masked, for good.")
    masked = reader.main.locator("blockquote.answer").first.inner_text()

    reader.press("Back" if reader.button("Back").count() else "Next, leave it for now")
    reader.open("Set it aside").press("Set it aside", near="").reads("Choose why.")
    reader.choose("It is an advertisement").press("Set it aside").reads("waits for a steward's yes")
    _keep(reader, "aside")
    reader.go("read")
    assert "Before you read" not in reader.words()
    return masked


def _answer(steward: Person) -> tuple[str, str]:
    steward.reads("A reader said that someone may be in danger.", "A reader set an answer aside.")
    _keep(steward, "home")
    steward.go("boxes").reads("While it is read")
    steward.go("noted").reads("I called the person named here")
    told = steward.words()
    _keep(steward, "noted")
    steward.press("I know that this happened").reads("Noted.", "you know")
    steward.press("Read this one answer").reads("Open later, reason")
    steward.press("Yes, set it aside").reads("It is set aside.")
    steward.open("Tags on themes").press("Allow: stages of change").reads("Stages of change: allowed.")
    _keep(steward, "noted-after")
    steward.go("log").reads(
        "said that someone may be in danger", "masked words in one answer", "read one answer that was set aside"
    )
    return told, steward.words()
