"""The line drops at the worst moment: the page says so, nothing typed is lost, and what was sent counts once."""

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sqlmodel import func, select

from consult import intake, tokens
from consult.box.tables import Envelope
from tests.journeys.conftest import Round
from tests.journeys.every_page import open_wide_round
from tests.journeys.phone import Phone
from tests.journeys.wire import Wire

pytestmark = pytest.mark.browser

LOST = "The line is lost. What you typed is still here. It comes back by itself."
FOURTH = "What rules would push people away?"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Round]:
    """A round of six questions."""
    opened = open_wide_round(tmp_path_factory.mktemp("site"))
    yield opened
    opened.site.end()


@pytest.fixture
def own_round(tmp_path: Path) -> Iterator[Round]:
    """The same for one test that breaks its server."""
    opened = open_wide_round(tmp_path)
    yield opened
    opened.site.end()


Wired = Callable[[Round], tuple[Phone, Wire]]


@pytest.fixture
def wired(chromium: Browser) -> Iterator[Wired]:
    """Make phones whose line can be cut."""
    made: list[tuple[Phone, Wire]] = []

    def make(of: Round) -> tuple[Phone, Wire]:
        wire = Wire(of.site.port)
        made.append((Phone(chromium, wire.url), wire))
        return made[-1]

    yield make
    for phone, wire in made:
        phone.close()
        wire.close()


def envelopes(of: Round) -> int:
    """Count the envelopes in the box."""
    with of.site.house.database.reading() as session:
        return session.exec(select(func.count()).select_from(Envelope)).one()


def until(holds: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for what comes a moment later, and fail when it does not."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    assert holds()


def to_question_four(phone: Phone, card: str, *, keeps_place: bool) -> str:
    """Answer three questions and write on the fourth; give the six words where the place is kept."""
    words = phone.start(card, keeps_place=keeps_place)
    phone.write("the first thing").tap("Continue").pick("The hours").tap("Continue").pick("Evening").tap("Continue")
    phone.tap("Continue")
    assert phone.heading() == FOURTH
    phone.write("being shouted at")
    return words


@pytest.mark.requirement("TRAUMA-04")
def test_three_seconds_without_a_line_lose_nothing(running: Round, wired: Wired) -> None:
    """
    Cut for three seconds while she types: it is said, her words stay, she types on, and the next tap takes them.

    Fails when a page that comes back is drawn anew with empty fields, when the loss is not said, or when the
    field takes no more words.
    """
    phone, wire = wired(running)
    card = running.card()
    words = to_question_four(phone, card, keeps_place=True)

    wire.cut()
    phone.page.wait_for_selector("#line")
    said = phone.page.locator("#line").inner_text().strip()
    phone.page.wait_for_timeout(3000)
    still = phone.field("Your answer").input_value()
    wire.mend()
    phone.ready()
    phone.page.get_by_text("The line was lost, and it is back.").wait_for()
    phone.field("Your answer").press("End")
    phone.page.keyboard.type(", and after the line came back")
    phone.tap("Continue")

    kept = intake.resume(running.site.house, card, words)
    assert said == LOST
    assert still == "being shouted at"
    assert kept.paper["q4"].words == "being shouted at, and after the line came back"
    assert kept.at == 4


def test_an_hour_on_one_page_ends_nothing(own_round: Round, wired: Wired) -> None:
    """An hour later by the server's clock the page goes on where she was; fails when a visit has a timer."""
    phone, _wire = wired(own_round)
    to_question_four(phone, own_round.card(), keeps_place=False)

    own_round.site.put(own_round.part.script.opens_on, 13, 30)
    phone.page.wait_for_timeout(1500)
    phone.tap("Continue")

    assert phone.tap("Back").field("Your answer").input_value() == "being shouted at"


def test_a_tab_the_phone_threw_away_comes_back_to_question_four(running: Round, wired: Wired) -> None:
    """
    With "keep my place" card and six words open question 4 with all that was said; fails when a draft is not saved.

    What stood in the field and was not yet passed on is gone; a break saves that too.
    """
    phone, _wire = wired(running)
    card = running.card()
    words = to_question_four(phone, card, keeps_place=True)
    phone.tap("Take a break")

    phone.page.close()
    phone.page = phone.context.new_page()
    phone.open()
    told = phone.words()
    phone.try_code(card).tap("I kept my place")
    phone.field("Your six words").fill(words)
    phone.tap("Continue")

    assert "Your card still works. If you asked to keep your place, your six words bring you back to it." in told
    assert phone.heading() == FOURTH
    assert phone.field("Your answer").input_value() == "being shouted at"
    phone.skip_to_check()
    for said in ("the first thing", "The hours", "Evening"):
        assert said in phone.words()


def test_without_a_kept_place_a_page_had_said_what_is_lost(running: Round, wired: Wired) -> None:
    """Before question 1 she reads what is gone when the page closes; then it is gone, and the card still works."""
    phone, _wire = wired(running)
    card = running.card()
    phone.enter(card)
    know = " ".join(phone.words().split())
    phone.tap("Continue").tap("Continue").tap("Read all of it")
    full = " ".join(phone.words().split())
    phone.tap("Yes, start")
    offer = phone.words()
    phone.tap("No, thank you").write("said once").tap("Continue")

    phone.page.close()
    phone.page = phone.context.new_page()
    phone.enter(card)
    again = phone.heading()
    phone.tap("Continue").tap("Continue").tap("Yes, start").tap("No, thank you")

    assert "What you typed and have not sent will be gone, unless you asked to keep your place." in know
    assert "If you close this page, or your phone shuts it, what you typed is gone." in full
    assert "Do you want to keep your place?" in offer
    assert again == "Before you start"
    assert phone.field("Your answer").input_value() == ""


@pytest.mark.parametrize("after", ["the line is back", "the server was killed", "the tab was thrown away"])
def test_a_send_whose_answer_was_lost_counts_once(own_round: Round, wired: Wired, after: str) -> None:
    """
    The line breaks after Send has arrived and before its answer: one envelope, and the pay code comes.

    Fails when the card asks for the answers again, sends twice, or has no code for her.
    """
    phone, wire = wired(own_round)
    card, before = own_round.card(), envelopes(own_round)
    phone.start(card)
    phone.write("once").tap("Continue").skip_to_check()

    wire.lose_answers()
    phone.button("Send my answers").click()
    until(lambda: envelopes(own_round) == before + 1)
    wire.cut()
    if after == "the server was killed":
        own_round.site.restart(signal.SIGKILL)
    wire.mend()
    if after == "the tab was thrown away":
        phone.page.close()
        phone.page = phone.context.new_page()
        phone.enter(card)
    elif after == "the server was killed":
        phone.field("Code").wait_for()
        phone.page.locator("#line").get_by_text("Your card still works").wait_for()
        phone.ready().try_code(card)
    else:
        phone.page.wait_for_selector(".code")
        phone.ready()

    pay = intake.enter(own_round.site.house, card).pay
    assert phone.heading() == "Your answers are in. This is your pay code."
    assert phone.shown_code() == tokens.grouped(pay)
    assert envelopes(own_round) == before + 1


def test_a_send_that_never_arrived_can_be_sent_again(own_round: Round, wired: Wired) -> None:
    """The tap is lost on its way: nothing counts, her answers stand on the page, and the next Send counts once."""
    phone, wire = wired(own_round)
    card, before = own_round.card(), envelopes(own_round)
    phone.start(card)
    phone.write("after all").tap("Continue").skip_to_check()

    wire.lose_asks()
    phone.button("Send my answers").click()
    phone.page.wait_for_timeout(1500)
    wire.cut()
    wire.mend()
    phone.ready()
    none_yet = envelopes(own_round)
    still = phone.heading(), "after all" in phone.words()
    phone.tap("Send my answers")

    assert none_yet == before
    assert still == ("Check your answers", True)
    assert phone.heading() == "Your answers are in. This is your pay code."
    assert envelopes(own_round) == before + 1
