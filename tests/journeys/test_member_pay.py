"""Stop, send, say no: the pay code comes the same way, and nothing of hers stays behind."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import select

from consult import intake, tokens
from consult.money.tables import Honorarium, HonorariumState
from consult.people.seats import InviteRefused
from tests import factories
from tests.journeys.conftest import Round
from tests.journeys.phone import Phone

pytestmark = pytest.mark.browser

Phones = Callable[[Round], Phone]
WORD = "zirconium"


def on_disk(folder: Path) -> dict[str, bytes]:
    """Give every byte under the house's folder, the database's own lock file apart."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.endswith("-shm")
    }


@pytest.mark.requirement("SAFE-08")
@pytest.mark.requirement("SAFE-01")
def test_leave_wipes_what_she_typed_and_writes_nothing(running: Round, phones: Phones) -> None:
    """
    One press: the weather takes the page's place, the visit is gone from the server, the disk is as before.

    Fails when a page saves before Send, when Leave keeps the visit, or when it adds a step to the history.
    """
    phone, card = phones(running), running.card()
    before = on_disk(running.site.folder)
    phone.start(card)
    phone.write(f"{WORD} one").tap("Continue").tap("Back")
    typed = running.site.memory()
    steps = phone.page.evaluate("history.length")

    phone.page.locator("#leave").click()
    phone.page.wait_for_url("https://weather.gc.ca/**")

    assert WORD in typed, "the test looks in the wrong place"
    assert phone.page.evaluate("history.length") == steps
    assert phone.outside[0].startswith("https://weather.gc.ca/")
    _until(lambda: WORD not in running.site.memory())
    assert card not in running.site.memory()
    assert on_disk(running.site.folder) == before
    assert intake.enter(running.site.house, card).pay is None


def test_shift_three_times_leaves_too_and_capitals_do_not(running: Round, phones: Phones) -> None:
    """What the page before promises: three times Shift is Leave; a capital letter between is typing."""
    phone = phones(running)
    phone.start(running.card())
    phone.field("Your answer").focus()
    for key in ("Shift", "Shift+A", "Shift", "Shift+B", "Shift"):
        phone.page.keyboard.press(key)
    typed = phone.field("Your answer").input_value()

    for _ in range(3):
        phone.page.keyboard.press("Shift")
    phone.page.wait_for_url("https://weather.gc.ca/**")

    assert typed == "AB"


@pytest.mark.requirement("SAFE-08")
@pytest.mark.parametrize("ending", ["Send my answers", "Clear all and stop. I still get paid"])
def test_after_send_or_stop_the_server_keeps_no_answer_and_no_words(
    running: Round, phones: Phones, ending: str
) -> None:
    """Answers and private words leave the visit's memory with the tap; fails when the last page keeps the walk."""
    phone, card = phones(running), running.card()
    words = phone.start(card, keeps_place=True)
    phone.write(f"{WORD} two").tap("Continue").skip_to_check().tap("Yes, use my six words")
    held = running.site.memory()

    phone.tap(ending)
    after = running.site.memory()
    phone.tap("I have it")
    last = running.site.memory()

    assert WORD in held
    assert words in held
    assert WORD not in after
    assert words not in after
    assert card in after, "the card is kept until she has the code"
    assert card not in last
    assert WORD not in running.site.log()
    assert card not in running.site.log()
    assert words not in running.site.log()


@pytest.mark.requirement("CONS-06")
def test_saying_no_leaves_no_trace(running: Round, phones: Phones) -> None:
    """After "No, leave" the disk is byte for byte as before and the card works; fails when a no is written down."""
    phone, card = phones(running), running.card()
    before = on_disk(running.site.folder)
    phone.enter(card).tap("Continue").tap("Continue")

    phone.button("No, leave").click()
    phone.page.wait_for_url("https://weather.gc.ca/**")

    assert on_disk(running.site.folder) == before
    _until(lambda: card not in running.site.memory())
    assert intake.enter(running.site.house, card).pay is None


@pytest.mark.requirement("CONS-05")
@pytest.mark.requirement("TRAUMA-06")
def test_stop_on_question_one_pays_in_full_and_says_nothing(own_round: Round, phones: Phones) -> None:
    """One tap, no question back, a pay code; after the count no row is hers. Fails when Stop sends what stood there."""
    phone, card = phones(own_round), own_round.card()
    phone.start(card)
    phone.write(f"{WORD} three")

    phone.tap("Stop and be paid")
    pay = phone.shown_code()

    assert "are you sure" not in phone.words().lower()
    assert pay == tokens.grouped(intake.enter(own_round.site.house, card).pay)
    questions = own_round.part.script.questions
    papers = [factories.full_paper(questions, f"member {number}") for number in range(5)]
    for code, paper in zip(own_round.fresh[:5], papers, strict=True):
        intake.send(own_round.site.house, code, paper)
    own_round.site.put(own_round.part.script.closes_on.replace(day=26))
    factories.count(own_round.part)
    own_round.site.end()
    said = b"".join(on_disk(own_round.site.folder).values())
    assert b"member 4 on q1" in said
    assert WORD.encode() not in said


@pytest.mark.requirement("CONS-05")
@pytest.mark.parametrize("at", ["question", "note", "break", "check"])
def test_stop_is_one_tap_away_on_every_page_of_the_way(running: Round, phones: Phones, at: str) -> None:
    """Stop gives the code from the note, the break and the check page too; fails when one lacks its button."""
    phone = phones(running)
    phone.start(running.card())
    if at == "note":
        phone.tap("Skip").tap("Skip")
    elif at == "break":
        phone.tap("Take a break")
    elif at == "check":
        phone.skip_to_check()

    phone.tap("Clear all and stop. I still get paid" if at == "check" else "Stop and be paid")

    assert len(phone.shown_code().replace(" ", "")) == 16


@pytest.mark.requirement("HON-18")
def test_no_code_thank_you_gives_the_money_back(running: Round, phones: Phones) -> None:
    """Saying no voids the honorarium and says so; fails when the money stays owed or the choice is missing."""
    phone, card = phones(running), running.card()
    phone.start(card)
    phone.tap("Stop and be paid")
    code = tokens.read_code(phone.shown_code())
    has, no = phone.button("I have it").bounding_box(), phone.button("No code, thank you").bounding_box()

    phone.tap("No code, thank you")

    key = tokens.honorarium_key(running.site.house.pepper.value, code)
    with running.site.house.database.reading() as session:
        honorarium = session.exec(select(Honorarium).where(Honorarium.key == key)).one()
    assert honorarium.state is HonorariumState.VOID
    assert (has["width"], has["height"]) == (no["width"], no["height"])
    assert "The money goes back to the fund" in phone.words()


def test_the_card_shows_the_code_until_she_has_it(running: Round, phones: Phones) -> None:
    """The same card brings the same code back after Send, on another phone, and never the answers."""
    card = running.card()
    first = phones(running)
    first.start(card)
    first.write(f"{WORD} four").tap("Continue").skip_to_check().tap("Send my answers")
    code = first.shown_code()

    second = phones(running)
    second.enter(card)

    assert second.shown_code() == code
    assert second.heading() == "Your answers are in. This is your pay code."
    assert WORD not in second.words()
    assert "By Monday" in second.words()


@pytest.mark.requirement("CONS-07")
def test_a_card_whose_code_was_taken_says_what_a_card_that_never_was_says(running: Round, phones: Phones) -> None:
    """After "I have it" nobody who holds the card learns that it was used; fails when the sentences differ."""
    phone, card = phones(running), running.card()
    phone.start(card)
    phone.skip_to_check().tap("Send my answers").tap("I have it")
    used, unknown = phones(running), phones(running)

    used.enter(card)
    unknown.enter(tokens.new_code())

    assert used.refusal() == unknown.refusal() == InviteRefused.sentence
    assert used.words().replace(card, "") == unknown.words()


def test_after_a_stop_the_card_still_sends_once(running: Round, phones: Phones) -> None:
    """A slip of the thumb does not cost a voice: the stopped card answers, with the same pay code."""
    card = running.card()
    first = phones(running)
    first.start(card)
    first.tap("Stop and be paid")
    code = first.shown_code()

    second = phones(running)
    second.enter(card).tap("Answer after all").tap("Continue").tap("Continue").tap("Yes, start").tap("No, thank you")
    second.write("a voice").tap("Continue").skip_to_check().tap("Send my answers")

    assert second.shown_code() == code
    assert second.heading().startswith("Your answers are in")


def _until(holds: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for what comes a moment later, and fail when it does not."""
    import time

    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return
        time.sleep(0.1)
    assert holds()
