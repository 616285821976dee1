"""Reading, releasing and deciding on a running site, by four people in a browser."""

import pytest
from playwright.sync_api import sync_playwright
from sqlmodel import select

from consult.actors import Grant, Role
from consult.people.staff import Account
from consult.rounds.tables import Assignment, Part
from consult.words.leaving import releases
from consult.words.tables import Answer, Heap
from tests.pages.test_in_a_browser import FLAGS, READY, signed_in
from tests.words_room import K, person, ready, seed

pytestmark = pytest.mark.browser
SECRET_THEME = "A theme that only readers know"


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS.split())
        yield running
        running.close()


def _open(browser, site, cookie, path):
    page = browser.new_context(viewport={"width": 1200, "height": 900}).new_page()
    signed_in(page, site, cookie)
    page.goto(site.url + path)
    page.wait_for_selector(READY, timeout=60_000)
    return page


def _settled(page):
    """Give the page's words once they stand still: a busy machine draws a page in several goes."""
    words = ""
    for _ in range(40):
        page.wait_for_timeout(300)
        page.wait_for_selector(READY, timeout=60_000)
        before, words = words, page.inner_text("body")
        if words == before:
            break
    return words


def seeded(site_house, people=18, **how):
    """A counted part whose readers and steward are the site's own."""
    from consult.people.grants import Granted

    room = seed(site_house, people, **how)
    with site_house.database.writing() as session:
        steward = session.exec(select(Granted).where(Granted.role == Role.STEWARD)).first()
        for table in (Part, Answer, Heap):
            for row in session.exec(select(table).where(table.round_id == room.round_id)):
                row.advisory_id = steward.advisory_id
                session.add(row)
        room.steward = person(Grant(Role.STEWARD, steward.advisory_id))
        reader = session.exec(select(Account).where(Account.name == Role.READER.value)).first()
        session.add(Assignment(round_id=room.round_id, account_id=reader.id, role=Role.READER))
    return room


@pytest.mark.requirement("ANON-17")
def test_a_reader_opens_ten_and_the_steward_sees_it(browser, site, site_house, cookies):
    """
    Pressing "Open the next 10" shows one answer, and the steward's log has a line of it.

    Fails when the screen opens a batch outside `acting`.
    """
    seeded(site_house)
    reader = _open(browser, site, cookies[Role.READER], "/read")

    reader.get_by_role("button", name="I have read this. Go on").click()
    _settled(reader)
    reader.get_by_role("button", name="Open the next 10").first.click()
    shown = _settled(reader)
    log = _settled(_open(browser, site, cookies[Role.STEWARD], "/log"))

    assert "Answer 1 of 10" in shown
    assert "opened raw answers to question 1" in log


@pytest.mark.requirement("LEAD-02")
@pytest.mark.requirement("THEME-07")
def test_a_designer_sees_themes_only_after_the_steward_released_them(browser, site, site_house, cookies):
    """
    While it waits, the designer's page and the public page know nothing of the theme; after the press they do.

    Fails when the page of releases lists what was only proposed.
    """
    room = seeded(site_house)
    with site_house.database.writing() as session:
        main = ready(session, room)
        from consult.words import codebook
        from consult.words.codebook import Draft

        codebook.change(session, room.reader, main, Draft(SECRET_THEME, "Later is what helps."), K)
        releases.propose(session, room.reader, room.part_id, "people without a phone", K)
    before = _settled(_open(browser, site, cookies[Role.DESIGNER], "/results")) + site.get("/outcomes").text

    steward = _open(browser, site, cookies[Role.STEWARD], "/agree")
    read = _settled(steward)
    steward.get_by_text("I have read all of it. It may leave.").click()
    _settled(steward)
    steward.get_by_role("button", name="Release it").click()
    done = _settled(steward)
    after = _settled(_open(browser, site, cookies[Role.DESIGNER], "/results"))

    assert SECRET_THEME not in before
    assert SECRET_THEME in read
    assert "has left" in done
    assert SECRET_THEME in after
    assert "Not for decisions about any one person." in after
    assert SECRET_THEME in site.get("/outcomes/1").text
    assert "18 people" not in after


def test_a_designer_answers_and_a_bad_answer_loses_nothing(browser, site, cookies):
    """An answer without a verdict is refused in one sentence and keeps what was typed; a whole one is kept."""
    page = _open(browser, site, cookies[Role.DESIGNER], "/results")
    page.get_by_label("Why, in plain words").fill("There is no money for it this year.")
    page.get_by_label("Which role owns it").fill("Program lead")
    page.get_by_label("Which roles read the summary first").fill("Program lead")
    page.get_by_role("button", name="Answer this theme").click()
    refused = _settled(page)
    kept = page.get_by_label("Why, in plain words").input_value()

    page.get_by_label("No", exact=True).check(force=True)
    _settled(page)
    page.get_by_role("button", name="Answer this theme").click()
    done = _settled(page)

    assert "Choose one: yes, partly, no, or not ours." in refused
    assert kept == "There is no money for it this year."
    assert "No theme waits any more" in done
    assert "There is no money for it this year." in site.get("/outcomes/1").text
    assert "Traceback" not in site.log


@pytest.mark.requirement("CULT-12")
def test_a_steward_withdraws_a_theme_and_every_page_says_so(browser, site, site_house, cookies):
    """
    She types its number; then the public page, its text and the designer's page say that it was withdrawn, and when.

    Fails when a page keeps a word of it, or when any file of the house does.
    """
    before = site.get("/outcomes/1").text
    steward = _open(browser, site, cookies[Role.STEWARD], "/agree")
    steward.locator("summary").filter(has_text="Release 1:").click()
    _settled(steward)
    steward.locator("label").filter(has_text=f"1.1 {SECRET_THEME}").click()
    _settled(steward)
    steward.get_by_role("button", name="Withdraw it").click()
    refused = _settled(steward)
    typed = steward.get_by_label("Type it here")
    typed.fill("1.1")
    typed.blur()
    _settled(steward)
    steward.get_by_role("button", name="Withdraw it").click()
    done = _settled(steward)
    log = _settled(_open(browser, site, cookies[Role.STEWARD], "/log"))
    seen = [site.get("/outcomes/1").text, site.get("/outcomes/1.txt").text]
    seen.append(_settled(_open(browser, site, cookies[Role.DESIGNER], "/results")))

    assert SECRET_THEME in before
    assert "Type 1.1 to confirm." in refused
    assert "Theme 1.1 is withdrawn. Its page says so." in done
    assert "withdrew theme 1.1" in log
    for page in seen:
        assert "Withdrawn on" in page
        assert SECRET_THEME not in page
        assert "There is no money for it this year." not in page
    held = [file for file in site_house.settings.folder.rglob("*") if file.is_file()]
    assert [file.name for file in held if SECRET_THEME.encode() in file.read_bytes()] == []
    assert "Traceback" not in site.log
