"""What an author types is never lost, and a steward is given her two phrases once, one after the other."""

import re

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from consult import opening
from consult.actors import Actor, Role
from consult.clock import today
from consult.money import funds
from consult.money.months import month_now
from consult.people import sign_in
from consult.rounds import approvals, dates, drafts, parts
from consult.rounds.tables import PartState
from consult.tokens import word_list
from tests import rounds_room
from tests.pages.test_in_a_browser import FLAGS, PHONE, READY

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 1800}


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS.split())
        yield running
        running.close()


@pytest.fixture
def opened(browser, site, cookies):
    """Open a page for a role; every window is closed afterwards."""
    made = []

    def open_for(role: Role, path: str, screen: dict[str, int]) -> Page:
        context = browser.new_context(viewport=screen)
        made.append(context)
        context.add_cookies([{"name": "session", "value": cookies[role], "url": site.url, "httpOnly": True}])
        page = context.new_page()
        page.goto(site.url + path)
        return at_rest(page)

    yield open_for
    for context in made:
        context.close()


def at_rest(page: Page) -> Page:
    page.wait_for_timeout(300)
    page.wait_for_selector(READY, timeout=60_000)
    return page


def actor_of(house, cookies, role: Role) -> Actor:
    with house.database.reading() as session:
        return sign_in.actor(session, house.clock, cookies[role])


def typed(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    field.press("Tab")
    at_rest(page)


def pressed(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    at_rest(page)


def written(house, cookies, **more):
    author = actor_of(house, cookies, Role.AUTHOR)
    with house.database.writing() as session:
        return rounds_room.written(session, today(house.clock), author=author, **more)


def test_what_is_typed_stays_through_steps_a_refusal_and_a_reload(opened, site_house, cookies):
    """Another step or a refusal loses nothing that was typed, and what was saved survives a reload."""
    made = written(site_house, cookies, ask=False)
    page = opened(Role.AUTHOR, f"/write?round={made.round_id}", DESK)
    odd = "<b>Six</b> *rooms* 😀 שלום"

    typed(page, "What this is about", odd)
    page.get_by_text("3 Dates and pay").click()
    at_rest(page)
    page.get_by_text("1 About").click()
    at_rest(page)
    expect(page.get_by_label("What this is about", exact=True)).to_have_value(odd)

    typed(page, "Title", "a" * 101)
    pressed(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("The title is too long: 101 characters")
    expect(page.get_by_label("Title", exact=True)).to_have_value("a" * 101)

    typed(page, "Title", "Six rooms")
    pressed(page, "Save")
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    page.reload()
    at_rest(page)
    expect(page.get_by_label("What this is about", exact=True)).to_have_value(odd)
    expect(page.locator("h1.heading")).to_have_text("Six rooms")
    expect(page.get_by_text("Member pages show no pictures.").first).to_be_visible()


def test_a_draft_is_shown_to_its_author_only(opened, site_house, cookies):
    """Another round's address, or a made-up one, shows one calm sentence."""
    page = opened(Role.AUTHOR, "/write?round=00000000-0000-4000-8000-000000000000", DESK)
    expect(page.get_by_text("This page has nothing to show.")).to_be_visible()

    page = opened(Role.AUTHOR, "/write?round=nonsense", DESK)
    expect(page.get_by_text("This page has nothing to show.")).to_be_visible()


@pytest.mark.requirement("TRAUMA-02")
def test_a_steward_reads_all_of_it_and_is_given_two_phrases_once(opened, site_house, cookies):
    """Fails when a sentence of the script is not on the page she approves, or a phrase is shown a second time."""
    made = written(site_house, cookies)
    with site_house.database.writing() as session:
        drafts.change(session, made.author, made.round_id, {"title": "Only this one"})
        approvals.ask(session, made.author, made.part_id, today(site_house.clock))
    page = opened(Role.STEWARD, "/approve", PHONE)
    if page.get_by_text("Which one?").count():
        page.get_by_text(re.compile("Only this one,")).first.click()
        at_rest(page)
    with site_house.database.reading() as session:
        script = parts.script_now(session, made.part_id)
    shown = page.locator("[data-testid=stMain]").inner_text()
    for text in (script.brief, script.key_facts, script.promise, *(one.text for one in script.questions)):
        assert text in shown
    for _ident, title, text in script.consent:
        assert title in shown
        assert text.split(" [")[0] in shown

    pressed(page, "I approve exactly this text")
    first = page.locator(".code").inner_text().split()
    pressed(page, "I have written it down")
    second = page.locator(".code").inner_text().split()
    pressed(page, "I have written it down")

    known = set(word_list("en"))
    assert len(first) == len(second) == 6
    assert set(first) <= known
    assert set(second) <= known
    assert first != second
    expect(page.locator(".code")).to_have_count(0)
    page.reload()
    at_rest(page)
    expect(page.locator(".code")).to_have_count(0)
    with site_house.database.reading() as session:
        assert approvals.approved_script(session, made.part_id) == script


def test_the_cards_of_a_part_leave_once_and_are_confirmed(opened, site_house, cookies):
    """A sheet that did not come out whole is made anew only when that was typed; then it is confirmed and open."""
    made = _funded(site_house, cookies)
    page = opened(Role.AUTHOR, f"/open?part={made.part_id}", DESK)
    part = page.locator("[data-testid=stMain]")

    page.get_by_role("button", name="Open this part and take the cards").first.click()
    at_rest(page)
    expect(page.get_by_role("link", name="Print the cards")).to_be_visible()
    pressed(page, "I have printed it")
    expect(part).to_contain_text("The sheet with 14 cards was made. No card works yet.")

    pressed(page, "Make it anew")
    expect(part).to_contain_text('Type "anew" to make the sheet anew.')
    pressed(page, "The sheet is whole")
    expect(part).to_contain_text("The part is open. Its cards work from now on.")
    with site_house.database.reading() as session:
        assert parts.part(session, made.part_id).state is PartState.OPEN


def _funded(house, cookies, put_in=lambda _session, _made: None):
    """Give a part that was approved for today and has its money; `put_in` writes more into it before."""
    made = written(house, cookies, ask=False)
    opens_on = today(house.clock)
    calendar = dates.propose(opens_on, 35)
    steward, finance = actor_of(house, cookies, Role.STEWARD), actor_of(house, cookies, Role.FINANCE)
    with house.database.writing() as session:
        changes = {name: getattr(calendar, name) for name in dates.NAMES}
        drafts.change(session, made.author, made.round_id, changes)
        put_in(session, made)
        approvals.ask(session, made.author, made.part_id, opens_on)
        digest = parts.script_now(session, made.part_id).digest()
    opening.approve(house, steward, made.part_id, digest)
    month = month_now(house.clock)
    with house.database.writing() as session:
        fund_id = funds.add(session, finance, "The pot")
        funds.receive(session, finance, fund_id, 14 * 2500, month)
        box_id = parts.part(session, made.part_id).box_id
        funds.set_aside(
            session,
            finance,
            box_id,
            made.round_id,
            seats=14,
            amount_cents=2500,
            fund_id=fund_id,
            month=month,
            others=(made.author.account_id,),
        )
    return made
