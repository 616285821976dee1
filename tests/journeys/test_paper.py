"""Paper forms are printed and typed in by keyboard or hand; and someone may help a member type."""

from collections.abc import Iterator
from io import BytesIO

import httpx
import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import select

from consult import intake, paper_entry
from consult.actors import Role
from consult.box.pile_tables import PileRow
from consult.box.tables import Envelope
from consult.house import House
from consult.ids import RoundId
from consult.people import sign_in
from consult.rounds import assignments
from consult.rounds.tables import Assignment
from consult.tokens import PrivateWords, grouped
from tests import paper_room
from tests.journeys import pictures, seeing
from tests.journeys.conftest import Round
from tests.journeys.phone import AT_REST, CONNECTED, Phone

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 900}
NAMED = "My friend Kayla should run it. She can be called at 902-555-0188."


def cookie(of: Round, name: str) -> dict[str, str]:
    """Sign someone of the round in."""
    with of.site.house.database.writing() as session:
        token = sign_in.begin(session, of.site.house.clock, getattr(of.part.staff, name).account_id)
    return {"session": token}


class Typist:
    """The facilitator, or someone else of the round, at her desk."""

    def __init__(self, browser: Browser, of: Round, name: str = "facilitator") -> None:
        token = cookie(of, name)["session"]
        self.url = of.site.url
        self.context = browser.new_context(viewport=DESK, service_workers="block")
        self.context.add_cookies([{"name": "session", "value": token, "url": self.url, "httpOnly": True}])
        self.page: Page = self.context.new_page()
        self.open()

    def open(self) -> None:
        """Open the page for paper, as after a reload."""
        self.page.goto(f"{self.url}/paper")
        self.rest()

    def rest(self) -> None:
        """Wait until the page stands still."""
        self.page.wait_for_selector(CONNECTED)
        expect(self.page.locator("h1.heading")).to_be_visible()
        self.page.wait_for_timeout(250)
        self.page.wait_for_selector(AT_REST)

    def press(self, name: str) -> None:
        """Press a button with the keyboard."""
        self.page.get_by_role("button", name=name, exact=True).first.focus()
        self.page.keyboard.press("Enter")
        self.rest()

    def faults(self) -> list[str]:
        """Give what axe and the measures find on the page as it stands."""
        return seeing.violations(self.page) + seeing.spilled(self.page) + seeing.nameless(self.page)

    @property
    def words(self) -> str:
        """All words on the page."""
        return self.page.locator("[data-testid=stMain]").inner_text()


@pytest.fixture
def typist(chromium: Browser, own_round: Round) -> Iterator[Typist]:
    """The facilitator of a round, signed in."""
    one = Typist(chromium, own_round)
    yield one
    one.context.close()


@pytest.mark.requirement("ANON-20")
def test_forms_are_typed_marked_kept_and_sent_together(own_round: Round, typist: Typist) -> None:
    """Fails when a name is not marked, a lost page loses forms, four leave, or a double press sends twice."""
    part, house, faults = own_round.part, own_round.site.house, typist.faults()
    typist.press("Begin a pile of filled forms")
    six = PrivateWords(" ".join(typist.page.locator(".code").inner_text().split()))
    typist.press("I have written them down")
    typist.press("Type in a form")
    faults += typist.faults()
    typist.page.get_by_label("What is written at question 1", exact=False).fill(NAMED)
    typist.press("Look for names in it")
    faults += typist.faults()
    pictures.keep(typist.page, "facilitator-form")
    typist.press("Put it on the pile")
    refused = typist.page.get_by_role("alert").filter(visible=True).first.inner_text()
    typist.press('Hide "Kayla": [name]')
    typist.press('Keep "902-555-0188"')
    typist.press("Put it on the pile")
    typist.open()
    typist.page.get_by_label("Or go on with a pile. Its six words").fill(six.upper())
    typist.press("Go on")
    kept = typist.words
    who = (house, part.staff.facilitator, part.part_id, six)
    for form in paper_room.forms(part, 3):
        paper_entry.add_form(*who, form)
    for code in part.codes[:4]:
        paper_entry.add_card(*who, code)
    typist.press("Send the pile")
    few = typist.page.get_by_role("alert").filter(visible=True).first.inner_text()
    paper_entry.add_form(*who, paper_room.forms(part, 1, mark="fifth")[0])
    typist.page.get_by_label("Code of a card").fill(grouped(part.codes[4]).lower())
    typist.press("Put this card to the pile")
    faults += typist.faults()
    typist.page.get_by_role("button", name="Send the pile", exact=True).dblclick()
    expect(typist.page.locator("[data-testid=stMain]")).to_contain_text("The pile is sent.")

    assert faults == []
    assert "Choose for each marked word first" in refused
    assert "1 form, 0 cards" in kept
    assert "5 forms at least. 4 forms wait here" in few
    with house.database.reading() as session:
        assert len(session.exec(select(Envelope)).all()) == 5
        assert session.exec(select(PileRow)).all() == []
    assert all(intake.enter(house, code).pay for code in part.codes[:5])
    assert "Kayla" not in own_round.site.log()
    assert not any(word in own_round.site.log() for word in (six, "902-555-0188", part.codes[0]))


@pytest.mark.requirement("ANON-20")
def test_the_blank_form_prints_for_those_who_may(running: Round) -> None:
    """Fails when the form does not come as a file to print, or comes to someone who is neither author nor typist."""
    part = running.part
    address = f"{running.site.url}/form?part={part.part_id.hex}&language=en"
    answers = {name: httpx.get(address, cookies=cookie(running, name)) for name in ("facilitator", "author", "reader")}
    first = answers["facilitator"]

    assert first.headers["content-type"] == "application/pdf"
    assert first.headers["cache-control"] == "no-store"
    assert "Do not write your name." in pypdf.PdfReader(BytesIO(first.content)).pages[0].extract_text()
    assert answers["author"].content == first.content
    assert answers["reader"].status_code == 403
    assert httpx.get(address).headers["location"] == "/sign-in"
    promise = f"{running.site.url}/sheet?language=fr"
    assert httpx.get(promise, cookies=cookie(running, "facilitator")).headers["content-type"] == "application/pdf"
    assert httpx.get(promise, cookies=cookie(running, "reader")).status_code == 403


@pytest.mark.requirement("ANON-15")
def test_the_author_names_who_types_and_never_types(chromium: Browser, running: Round) -> None:
    """Fails when an author can begin a pile, or can not name and take back who types in her round."""
    house, part = running.site.house, running.part
    author = Typist(chromium, running, "author")
    first, faults = author.words, author.faults()
    author.press("Take facilitator back")
    taken = [one.role for one in _on_record(house, part.round_id)]
    box = author.page.get_by_role("combobox", name="Facilitator")
    box.focus()
    author.page.keyboard.press("ArrowDown")
    author.page.get_by_role("option", name="facilitator", exact=True).click()
    author.press("Name this person")
    author.context.close()

    assert "You wrote this round" in first
    assert "Begin a pile" not in first
    assert faults == []
    assert Role.FACILITATOR not in taken
    assert Role.FACILITATOR in [one.role for one in _on_record(house, part.round_id)]


def _on_record(house: House, round_id: RoundId) -> tuple[Assignment, ...]:
    with house.database.reading() as session:
        return assignments.of_round(session, round_id)


@pytest.mark.requirement("ACC-01")
def test_someone_is_helping_me_type(running: Round, phones) -> None:
    """Fails when the page with the helper's promise is not there before the code, or does not lead back to it."""
    phone: Phone = phones(running).open()
    phone.tap("Someone is helping me type")
    said, faults = phone.words(), seeing.violations(phone.page) + seeing.spilled(phone.page)
    small = seeing.small_targets(phone.page)
    phone.tap("We both say yes. Go on")
    phone.try_code(running.card())

    assert faults == small == []
    assert all(one in said for one in ("I type what you say", "I keep nothing", "When you say stop, I stop"))
    assert all(one in said for one in ("Police, courts and jails", "Child welfare", "gives the money"))
    assert phone.heading() == "Before you start"
