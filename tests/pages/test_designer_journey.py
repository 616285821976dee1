"""Those who asked, on a running site: they answer, hand over, wait for a role, look things up and take them along."""

from io import BytesIO

import pytest
from playwright.sync_api import sync_playwright
from pypdf import PdfReader
from sqlmodel import select

from consult.actors import Actor, Grant, OrganisationKind, Role
from consult.clock import in_words, today
from consult.people import accounts, organisations
from consult.people.grants import Granted, grant
from consult.people.staff import Account
from consult.rounds.tables import Part
from consult.words.leaving import content, releases
from tests.journeys import pictures
from tests.journeys.people import Person
from tests.pages.site import PASSWORD
from tests.pages.test_in_a_browser import FLAGS
from tests.released_room import released
from tests.words_room import seed

pytestmark = pytest.mark.browser
WHY = "Buses are run by the city, not by us."
READ = "Which roles read the summary first, one a line"


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS.split())
        yield running
        running.close()


@pytest.fixture
def out(site_house, cookies):
    """A release with two themes that is due in a month, and a transit office that can answer too."""
    assert cookies
    room = seed(site_house, 18)
    with site_house.database.writing() as session:
        number = released(session, room)
        _due_later(site_house, session, number)
        steward = session.exec(select(Granted).where(Granted.role == Role.STEWARD)).first()
        part = session.get(Part, room.part_id)
        part.advisory_id = steward.advisory_id
        session.add(part)
        admin = session.exec(select(Account).where(Account.name == "ada")).one()
        boss = Actor(admin.id, OrganisationKind.COMMUNITY, frozenset({Grant(Role.ADMIN)}))
        home = organisations.add(session, boss, "Transit office", OrganisationKind.GOVERNMENT)
        known = session.exec(select(Account).where(Account.name == Role.DESIGNER.value)).one()
        made = accounts.add(
            session, site_house.clock, boss, "transit", accounts.HashedPassword(known.password_hash), home,
            must_change=False,
        )  # fmt: skip
        grant(session, site_house.clock, boss, made, Role.DESIGNER)
    return number


def _due_later(house, session, number):
    """Put the day of the answers into the future of the machine's clock."""
    row = releases.by_number(session, number)
    said = releases.content_of(row)
    soon = in_words(today(house.clock).replace(year=today(house.clock).year + 1, day=1))
    row.content = content.canonical({**said, "decisions_by": soon})
    session.add(row)


def _fits(person):
    """Nothing lies beyond the right edge of the screen."""
    return person.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def _answers(person, verdict, why, owner):
    person.choose(verdict).fill("Why, in plain words", why).fill(READ, "Program lead\nSite lead")
    person.fill("Which role owns it (no name of a person)", owner)


def _takes(person):
    with person.page.expect_download() as waiting:
        person.main.get_by_role("link", name="Take the file").click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


@pytest.mark.requirement("LEAD-05")
@pytest.mark.requirement("THEME-10")
def test_a_theme_goes_from_hand_to_hand_until_it_is_answered(browser, site, out):
    """
    On a phone the first is handed to another and the second waits for a role; the other takes hers up on a desktop.

    Fails when "not ours" shows as answered before it is taken up, or a draft stands on the public page.
    """
    with Person(browser, site.url, Role.DESIGNER.value, PASSWORD, on_phone=True) as designer:
        designer.reads(f"{out}.1, {out}.2 wait for your answer.").go_there(f"{out}. Evening hours at the drop-in")
        designer.choose("Not ours").fill("Why, in plain words", WHY).press("Answer this theme")
        designer.reads("Not ours: choose whose it is.").select("Whose is it?", "Transit office")
        designer.fill(READ, "Program lead").press("Answer this theme").reads("Kept. 2 more to answer")
        _answers(designer, "Partly", "Rides on Fridays and Saturdays.", "Night lead\nSite lead")
        designer.choose("Someone has to agree first. Keep this as a draft")
        designer.fill("Which role does it wait for", "Deputy minister").press("Keep the draft")
        designer.reads(f"The draft for {out}.2 is kept.", "It waits for: Deputy minister")
        before = site.get(f"/outcomes/{out}").text
        designer.press("They agreed: answer with this").reads("Kept. 1 more to answer")
        fits = _fits(designer)

    with Person(browser, site.url, "transit", PASSWORD) as transit:
        transit.reads(f"Others say that {out}.1 is yours").go_there(f"{out}. Evening hours at the drop-in")
        transit.press("We take it up").reads(f"{out}.1 is yours now.")
        taken = site.get(f"/outcomes/{out}").text
        _answers(transit, "Yes", "The last bus leaves at midnight.", "Route planner")
        transit.press("Answer this theme").reads("No theme waits any more")
    after = site.get(f"/outcomes/{out}").text

    assert fits
    assert "They have not taken it up yet." in before
    assert "Fridays" not in before + site.get("/outcomes").text
    assert "They took it up. They answer by" in taken
    for said in ("The last bus leaves at midnight.", "Rides on Fridays and Saturdays.", "Night lead, Site lead"):
        assert said in after
    assert "Traceback" not in site.log


@pytest.mark.requirement("THEME-08")
@pytest.mark.requirement("THEME-09")
def test_what_is_taken_along_is_a_file_and_a_line_in_the_log(browser, site, site_house, cookies):
    """
    Found in the library, taken as PDF with a purpose; a brief only after the steward's yes; she reads of both.

    Fails when a file can be made without a purpose, a brief without a yes, or neither is shown to the steward.
    """
    with Person(browser, site.url, Role.DESIGNER.value, PASSWORD, on_phone=True) as designer:
        designer.go("library").fill("Words in titles, stories or quotes", "RIDES").reads("1 of 2 themes.")
        address, fits = designer.page.url, _fits(designer)
        pictures.keep(designer.page, "designer-library")
        designer.go("take").choose("PDF").press("Make it").reads("What it is for: write something here.")
        designer.choose("A change in policy").press("Make it").reads("is on record")
        pictures.keep(designer.page, "designer-take")
        memo = _takes(designer)
        designer.choose("An evidence brief for one body, on one day")
        designer.fill("Which body (a committee, a hearing, a summit)", "House committee")
        designer.fill_day("The day it meets", today(site_house.clock)).fill("What it is for", "The vote on hours.")
        designer.fill("What good it does those who answered", "More hours.").fill("Who will see it", "Ten people.")
        designer.fill_day("Until when they keep it", today(site_house.clock)).press("Ask the steward").reads("Asked.")
        assert designer.main.get_by_role("button", name="Make the brief (PDF)").count() == 0

        with Person(browser, site.url, Role.STEWARD.value, PASSWORD) as steward:
            steward.reads("Someone asks to bring it before a body").go("requests").reads("The vote on hours.")
            pictures.keep(steward.page, "steward-requests")
            steward.press("Yes, for this body and this day").reads("You said yes", "a change in policy")
            steward.go("log").reads("took a memo of release 1 along, for a change in policy")

        designer.go("take").choose("An evidence brief for one body, on one day").press("Make the brief (PDF)")
        brief = _takes(designer)

    said = [" ".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages) for _, body in (memo, brief)]
    assert fits
    assert "RIDES" not in address
    assert "RIDES" not in site.log
    assert memo[0] == "memo-1.pdf"
    assert all("Not for decisions about any one person." in one for one in said)
    assert "House committee" in said[1]
    assert site.get("/file", headers={"cookie": f"session={cookies[Role.DESIGNER]}"}).status_code == 410
    assert "Traceback" not in site.log
