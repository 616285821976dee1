"""Pay, at a desk and on a phone: once, said plainly, and nothing that a desk does shows on another page."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from consult import intake
from consult.people import sign_in
from consult.tokens import grouped, new_code
from tests.factories import PASSWORD
from tests.journeys.conftest import Round
from tests.journeys.phone import AT_REST, CONNECTED

pytestmark = pytest.mark.browser

Screens = Callable[[str, str], Page]


@pytest.fixture(scope="module")
def codes(running: Round) -> list[str]:
    """Pay codes of members who stopped."""
    return [intake.stop(running.site.house, running.card()) for _ in range(12)]


@pytest.fixture
def screen(running: Round, chromium: Browser) -> Iterator[Screens]:
    """Open a page as somebody, on a screen of her own."""
    made = []

    def show(address: str, who: str = "") -> Page:
        context = chromium.new_context(viewport={"width": 390, "height": 844})
        made.append(context)
        if who:
            value = token(running, who)
            context.add_cookies([{"name": "session", "value": value, "url": running.site.url, "httpOnly": True}])
        page = context.new_page()
        page.goto(f"{running.site.url}/{address}")
        return rest(page)

    yield show
    for context in made:
        context.close()


def token(running: Round, name: str) -> str:
    """Sign in with the password the account has."""
    house = running.site.house
    return sign_in.sign_in(house.database, house.clock, name, PASSWORD)


def rest(page: Page) -> Page:
    page.wait_for_selector(CONNECTED)
    page.wait_for_selector("h1.heading")
    page.wait_for_selector(AT_REST)
    return page


def look_up(page: Page, code: str, button: str = "Look it up") -> None:
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name=button).click()


def verdict(page: Page, text: str) -> None:
    expect(page.locator("p.verdict")).to_have_text(text)


@pytest.mark.requirement("HON-04")
def test_a_desk_pays_once_and_a_second_desk_is_told_not_good(running: Round, codes: list[str], screen: Screens) -> None:
    """Fails when a second desk can pay a paid code, or is shown more than that it is not good."""
    code, page = codes[0], screen("desk", "desk")
    look_up(page, grouped(code).lower())
    verdict(page, "Good. $25.00")
    page.get_by_role("button", name="Paid").click()
    verdict(page, "Paid. Hand over the cash. $25.00")

    other = screen("desk", "desk")
    look_up(other, code)

    verdict(other, "Not good.")
    shown = other.locator("[data-testid=stMain]").inner_text()
    assert "$" not in shown
    assert running.part.script.title not in shown
    assert code not in running.site.log()


@pytest.mark.requirement("HON-04")
def test_a_desk_that_lost_its_line_is_told_that_it_has_just_paid(codes: list[str], screen: Screens) -> None:
    """Fails when a reload after the payment makes the member's good code look bad to the desk that paid it."""
    page = screen("desk", "desk")
    look_up(page, codes[1])
    page.get_by_role("button", name="Paid").click()
    verdict(page, "Paid. Hand over the cash. $25.00")

    page.reload()
    look_up(rest(page), codes[1])

    verdict(page, "You have just paid this one.")
    expect(page.get_by_role("button", name="Paid", exact=True)).to_have_count(0)


def test_a_double_click_pays_once_and_says_paid(codes: list[str], screen: Screens) -> None:
    """A nervous hand is not told that something is wrong."""
    page = screen("desk", "desk")
    look_up(page, codes[2])

    page.get_by_role("button", name="Paid").dblclick()

    verdict(page, "Paid. Hand over the cash. $25.00")


def test_what_is_no_code_is_a_sentence_and_stays_in_the_field(codes: list[str], screen: Screens) -> None:
    """One letter wrong, too short, markup, nothing: no traceback, nothing lost."""
    page = screen("desk", "desk")
    wrong = codes[3][:-1] + ("2" if codes[3][-1] != "2" else "3")
    told = {
        wrong: "One letter is not right. Check each group.",
        "ABC": "Group 1 is too short. Check it.",
        "<b>x</b>": "has a sign that no code has",
        "": "Type the code.",
    }
    for typed, sentence in told.items():
        look_up(page, typed)
        expect(page.get_by_role("alert")).to_contain_text(sentence)
        expect(page.get_by_label("Code")).to_have_value(typed)


def test_anyone_may_ask_and_asking_spends_nothing(codes: list[str], screen: Screens) -> None:
    """Good, with the amount; not good, without a reason; and the code is still paid afterwards."""
    page = screen("code", "")
    for _ in range(3):
        look_up(page, codes[4], "Check")
        verdict(page, "Good, $25")
    look_up(page, new_code(), "Check")
    verdict(page, "Not good")

    desk = screen("desk", "desk")
    look_up(desk, codes[4])

    verdict(desk, "Good. $25.00")
    assert page.title() == "Feedback"
    expect(page.locator("#leave")).to_be_visible()
    expect(page.get_by_role("heading", name="Help lines")).to_be_visible()


@pytest.mark.requirement("HON-05")
def test_the_sixth_wrong_code_within_a_minute_waits_and_nobody_else_does(codes: list[str], screen: Screens) -> None:
    """Fails when the page looks up a sixth wrong code, or when one guesser stops another phone."""
    page = screen("code", "")
    for _ in range(5):
        look_up(page, new_code(), "Check")
        verdict(page, "Not good")

    look_up(page, codes[5], "Check")

    expect(page.get_by_role("alert")).to_contain_text("Wait 60 seconds, then try again.")
    other = screen("code", "")
    look_up(other, codes[5], "Check")
    verdict(other, "Good, $25")


@pytest.mark.requirement("HON-11")
def test_while_the_round_is_open_no_page_of_finance_moves_when_a_desk_pays(codes: list[str], screen: Screens) -> None:
    """Fails when a payment or a "no code, thank you" of an open round changes a word on any page of finance."""
    pages = [screen(address, "finance") for address in ("set-aside", "funds", "ledger")]
    before = [text_of(page) for page in pages]
    desk = screen("desk", "desk")
    look_up(desk, codes[6])
    desk.get_by_role("button", name="Paid").click()
    verdict(desk, "Paid. Hand over the cash. $25.00")

    for page in pages:
        page.reload()

    assert [text_of(rest(page)) for page in pages] == before
    assert "Set aside" in before[0]


def text_of(page: Page) -> str:
    expect(page.locator("[data-testid=stMain] :is(table, .note)").first).to_be_visible()
    page.wait_for_selector(AT_REST)
    return page.locator("[data-testid=stMain]").inner_text()
