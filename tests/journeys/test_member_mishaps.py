"""What goes wrong on a phone: a clear sentence each time, nothing lost, nothing doubled, nothing told."""

import re
import sqlite3
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import func, select

from consult import intake, opening, recognising, tokens
from consult.box.tables import Envelope
from consult.people.seats import InviteRefused
from consult.tokens import ALPHABET
from tests.journeys.conftest import MONDAY, Round
from tests.journeys.phone import SCREEN, Phone

pytestmark = pytest.mark.browser

Phones = Callable[[Round], Phone]
TRACE = re.compile(r"Traceback|File \"|sqlite|sqlalchemy|\.py\b|Exception", re.IGNORECASE)


def envelopes(of: Round) -> int:
    """Count the envelopes in the box."""
    with of.site.house.database.reading() as session:
        return session.exec(select(func.count()).select_from(Envelope)).one()


def one_letter_wrong(code: str) -> str:
    """Give the code with its first letter changed."""
    return ALPHABET[(ALPHABET.index(code[0]) + 1) % 32] + code[1:]


@pytest.mark.requirement("SAFE-15")
def test_unknown_used_and_closed_codes_get_one_sentence(own_round: Round, phones: Phones) -> None:
    """Three cases, one text, on the screen; fails when one of them says a word more, or that a round exists."""
    used, untouched = own_round.card(), own_round.card()
    sender = phones(own_round)
    sender.start(used)
    sender.skip_to_check().tap("Send my answers").tap("I have it")
    said = {}

    said["unknown"] = phones(own_round).enter(tokens.new_code())
    said["used"] = phones(own_round).enter(used)
    own_round.site.put(own_round.part.script.closes_on + timedelta(days=1))
    said["closed"] = phones(own_round).enter(untouched)

    pages = {name: phone.words() for name, phone in said.items()}
    assert len(set(pages.values())) == 1
    assert said["closed"].refusal() == InviteRefused.sentence
    assert own_round.part.script.title not in pages["closed"]


def test_a_mistyped_code_is_told_at_once_and_stays_in_the_field(running: Round, phones: Phones) -> None:
    """Empty, too short, too long, one letter wrong: each has its sentence, and what was typed stays."""
    phone, card = phones(running).open(), running.card()
    said = {}

    for typed in ("", "ABCD", card + "22", one_letter_wrong(card), "ABC! 1234 5678 9012", "<b>x</b>"):
        phone.try_code(typed)
        said[typed] = phone.refusal()
        assert phone.field("Code").input_value() == typed

    assert said[""] == "Type the code from your card."
    assert said[one_letter_wrong(card)] == "One letter is not right. Check each group."
    assert all(said.values())
    assert phone.try_code(f" {card[:4].lower()}-{card[4:8]} {card[8:]} ").heading() == "Before you start"


def test_wrong_tries_are_slowed_and_never_locked(own_round: Round, phones: Phones) -> None:
    """After five wrong codes the sixth try waits, a minute later the right one opens; fails when tries are free."""
    phone, card = phones(own_round).open(), own_round.card()
    for _ in range(5):
        phone.try_code(tokens.new_code())
        assert phone.refusal() == InviteRefused.sentence

    phone.try_code(card)
    slowed = phone.refusal()
    own_round.site.put(MONDAY, 12, 2)

    assert re.search(r"Wait \d+ seconds", slowed)
    assert phone.try_code(card).heading() == "Before you start"


def test_two_tabs_with_one_card_count_once(running: Round, phones: Phones) -> None:
    """The second tab's Send changes nothing and shows the same pay code with a sentence."""
    card, before = running.card(), envelopes(running)
    first, second = phones(running), phones(running)
    first.start(card)
    second.start(card)
    first.write("from the first").tap("Continue").skip_to_check()
    second.write("from the second").tap("Continue").skip_to_check()

    first.tap("Send my answers")
    second.tap("Send my answers")

    assert envelopes(running) == before + 1
    assert second.shown_code() == first.shown_code()
    assert second.refusal() == "Answers were sent with this card. They count once."


def test_a_double_tap_sends_once_and_shows_the_code(running: Round, phones: Phones) -> None:
    """Two quick taps on Send make one envelope and one calm page."""
    phone, card, before = phones(running), running.card(), envelopes(running)
    phone.start(card)
    phone.write("twice").tap("Continue").skip_to_check()

    phone.button("Send my answers").dblclick()
    phone.page.wait_for_selector(".code")
    phone.ready()

    assert phone.heading() == "Your answers are in. This is your pay code."
    assert phone.refusal() == ""
    assert envelopes(running) == before + 1


def test_a_double_tap_on_continue_skips_no_question(running: Round, phones: Phones) -> None:
    """The second tap belongs to a page that is gone, and does nothing."""
    phone = phones(running)
    phone.start(running.card())

    phone.button("Continue").dblclick()
    phone.page.wait_for_function("() => document.querySelector('h1.heading').innerText.includes('get in the way')")
    phone.page.wait_for_timeout(700)
    phone.ready()

    assert phone.heading() == "What could get in the way?"


@pytest.mark.requirement("SAFE-11")
def test_back_and_reload_after_send_never_show_the_answers(running: Round, phones: Phones) -> None:
    """Back leaves, forward asks for the card, the card shows the pay code only; fails when a page keeps answers."""
    phone, card = phones(running), running.card()
    phone.page.goto("https://weather.gc.ca/before")
    phone.start(card)
    phone.write("only once").tap("Continue").skip_to_check().tap("Send my answers")
    code = phone.shown_code()

    phone.page.go_back()
    phone.page.go_forward()
    phone.ready()

    assert phone.heading() == "Type the code from your card"
    assert "only once" not in phone.page.content()
    assert phone.try_code(card).shown_code() == code


def test_a_kept_place_survives_a_power_cut(own_round: Round, phones: Phones) -> None:
    """After kill -9 of the server card and words bring back the page she stood at, with all she had said."""
    phone, card = phones(own_round), own_round.card()
    words = phone.start(card, keeps_place=True)
    phone.write("before the cut").tap("Continue").pick("The hours").tap("Continue")

    own_round.site.restart()
    other = phones(own_round)
    other.come_back(card, words.upper().replace(" ", "-"))

    assert other.heading() == "Before question 3"
    other.skip_to_check()
    assert "before the cut" in other.words()
    assert "The hours" in other.words()
    assert own_round.site.memory().count("before the cut") == 1


def test_a_server_that_restarts_is_told_in_words(own_round: Round, phones: Phones) -> None:
    """The open page says that the line is lost, that it is back, then that it started again and the card works."""
    phone, card = phones(own_round), own_round.card()
    phone.start(card)
    phone.write("in the field")

    own_round.site.end()
    phone.page.wait_for_selector("#line")
    lost = phone.page.locator("#line").inner_text()
    still = phone.field("Your answer").input_value()
    own_round.site.serve()
    phone.ready()
    phone.page.get_by_text("The line was lost, and it is back.").wait_for()
    kept = phone.field("Your answer").input_value()
    phone.button("Continue").click()
    phone.page.get_by_text("this page started again").wait_for()
    phone.ready()

    assert lost == "The line is lost. What you typed is still here. It comes back by itself."
    assert still == kept == "in the field"
    assert "Your card still works" in phone.page.locator("#line").inner_text()
    assert phone.try_code(card).heading() == "Before you start"


def test_a_lost_line_in_the_middle_loses_nothing(running: Round, phones: Phones) -> None:
    """While the line is away her words stay in the field; when it is back the next tap takes them."""
    phone, card = phones(running), running.card()
    words = phone.start(card, keeps_place=True)
    phone.context.set_offline(True)
    phone.write("typed without a line")
    phone.page.wait_for_timeout(2500)

    phone.context.set_offline(False)
    phone.ready()
    phone.tap("Continue")

    assert intake.resume(running.site.house, card, words).paper["q1"].words == "typed without a line"


def test_wrong_words_for_a_kept_place_say_so(running: Round, phones: Phones) -> None:
    """Not six words, and six others: one sentence each, and the beginning stays open."""
    phone, card = phones(running), running.card()
    phone.start(card, keeps_place=True)
    other = phones(running)

    other.come_back(card, "one two three")
    short = other.refusal()
    other.field("Your six words").fill(tokens.new_words())
    other.tap("Continue")

    assert short == "These are not six words from the list. Check each word."
    assert other.refusal() == recognising.WordsRefused.sentence
    assert other.tap("Start from the beginning").heading() == "What this is about"


def test_a_pause_is_told_kindly_with_the_way_to_the_pay(own_round: Round, phones: Phones) -> None:
    """The tap after a pause shows the notice; what she typed is there when it goes on; the pay code stays near."""
    phone, payer = phones(own_round), phones(own_round)
    card, steward = own_round.card(), own_round.part.staff.steward
    phone.start(card)
    payer.start(own_round.card())
    phone.write("before the pause")
    opening.pause(own_round.site.house, steward, own_round.part.part_id)

    phone.tap("Continue")
    payer.tap("Continue")
    said = phone.heading(), own_round.part.script.sentences["paused"] in phone.words()
    payer.tap("Stop and be paid")
    opening.resume(own_round.site.house, steward, own_round.part.part_id)
    phone.tap("Try again")

    assert said == ("This round is paused", True)
    assert len(payer.shown_code().replace(" ", "")) == 16
    assert phone.heading() == "What could get in the way?"
    assert phone.tap("Back").field("Your answer").input_value() == "before the pause"


def test_a_round_that_closes_under_her_is_told(own_round: Round, phones: Phones) -> None:
    """After the last minute the next tap says that it is over, and nothing is sent."""
    phone, paid = phones(own_round), phones(own_round)
    phone.start(own_round.card())
    phone.write("a minute late").tap("Continue")
    paid.start(own_round.card())
    paid.tap("Stop and be paid")
    before, code = envelopes(own_round), paid.shown_code()

    own_round.site.put(own_round.part.script.closes_on, 23, 59)
    phone.tap("Continue")

    assert phone.heading() == "This card takes no more answers"
    assert envelopes(own_round) == before
    assert "a minute late" not in own_round.site.memory()
    assert paid.shown_code() == code
    assert paid.tap("I have it").heading() == "You are done"


@pytest.mark.requirement("SAFE-12")
def test_when_something_breaks_she_sees_a_calm_page(own_round: Round, phones: Phones) -> None:
    """
    A table that is gone breaks the page and the tap; no trace reaches the browser, no answer the log.

    Fails when error details are shown, or when an error's words are logged.
    """
    phone, card = phones(own_round), own_round.card()
    phone.start(card, keeps_place=True)
    phone.write("told to nobody").tap("Continue").pick("The hours")
    file = next(own_round.site.folder.glob("*.sqlite3"))
    with sqlite3.connect(file) as broken:
        broken.execute("ALTER TABLE box_draft RENAME TO away")

    phone.tap("Continue")
    at_tap = phone.words()
    ticked = phone.page.locator("input:checked").count()
    with sqlite3.connect(file) as broken:
        broken.execute("ALTER TABLE people_seat RENAME TO gone")
    phone.button("Continue").click()
    phone.page.get_by_role("heading", name="Something went wrong").wait_for()
    at_page = phone.page.content()
    with sqlite3.connect(file) as mended:
        mended.execute("ALTER TABLE gone RENAME TO people_seat")
        mended.execute("ALTER TABLE away RENAME TO box_draft")

    assert "That did not work just now. Nothing was lost. Try again." in at_tap
    assert ticked == 1
    assert not TRACE.search(at_tap)
    assert not TRACE.search(re.sub(r"<script.*?</script>|<link[^>]*>", "", at_page, flags=re.DOTALL))
    assert "told to nobody" not in own_round.site.log()
    assert card not in own_round.site.log()


BAD = {
    "html": "<img src=https://evil.example/x.png onerror=alert(1)><script>alert(2)</script><b>bold</b>",
    "markdown": "![x](https://evil.example/y.png) [tap](https://evil.example) **bold** # head `code` $x^2$ :smile:",
    "right to left": "أريد مكانا آمنا \u202eevil",
    "emoji": "warm \U0001f525 safe \U0001f46a\U0001f3fd",
    "control": "one\x07two\x1b[31m three\u200b four",
    "lines": "one\n\ntwo\n   three",
}


@pytest.mark.parametrize("kind", BAD)
def test_her_words_are_shown_as_words(running: Round, phones: Phones, kind: str) -> None:
    """Markup, right-to-left, emoji and control signs stay text: nothing is fetched, nothing runs, nothing breaks."""
    phone, card = phones(running), running.card()
    words = phone.start(card, keeps_place=True)
    phone.write(BAD[kind]).tap("Continue").skip_to_check()

    shown = phone.page.locator(".own").first.inner_text()
    kept = intake.resume(running.site.house, card, words).paper["q1"].words

    assert shown == kept
    assert phone.page.locator(".own :is(img, script, b, strong, a, code)").count() == 0
    assert not any("evil.example" in asked for asked in phone.outside)
    assert not re.search("[\u202e\u200b\x07\x1b]", kept)
    assert phone.tap("Send my answers").heading().startswith("Your answers are in")


def test_too_long_stays_on_the_page_with_its_numbers(running: Round, phones: Phones) -> None:
    """Every character stays in the field, the sentence counts them, and a shorter one goes on."""
    phone = phones(running)
    phone.start(running.card())

    phone.write("x" * 1612).tap("Continue")

    assert phone.refusal() == (
        "Your answer has 1,612 characters. There is room for 1,500. Take out 112. All your words are still here."
    )
    assert phone.field("Your answer").input_value() == "x" * 1612
    assert phone.page.locator(".refusal").bounding_box()["y"] < SCREEN["height"]
    assert phone.write("x" * 1500).tap("Continue").heading() == "What could get in the way?"


def test_private_words_take_back_and_change_what_was_sent(running: Round, phones: Phones) -> None:
    """Words of a kept place serve again: they change it, then take it back; the card is not asked for."""
    phone, card, before = phones(running), running.card(), envelopes(running)
    words = phone.start(card, keeps_place=True)
    phone.write("first thoughts").tap("Continue").skip_to_check().tap("Yes, use my six words")
    shown = phone.shown_code()
    phone.tap("Send my answers")

    other = phones(running).open().tap("Take back or change what I sent")
    other.field("Your private words").fill(words.title())
    other.tap("Continue")
    found = other.words()
    other.tap("Change it").write("second thoughts").tap("Continue").skip_to_check()
    assert other.page.get_by_role("button", name="Stop and be paid").count() == 0
    other.tap("Send these in place of the old ones")
    changed = other.heading()
    again = phones(running).open().tap("Take back or change what I sent")
    again.field("Your private words").fill(words)
    again.tap("Continue").tap("Take it back")

    assert shown == words
    assert "first thoughts" not in found
    assert changed == "Changed"
    assert again.heading() == "Taken back"
    assert envelopes(running) == before + 1
    assert "second thoughts" not in running.site.memory()


def test_without_private_words_nothing_is_found(running: Round, phones: Phones) -> None:
    """Words that were never given, or not asked for at Send, find nothing, with one sentence."""
    phone, card = phones(running), running.card()
    words = phone.start(card, keeps_place=True)
    phone.skip_to_check().tap("No, thank you").tap("Send my answers")

    other = phones(running).open().tap("Take back or change what I sent")
    other.field("Your private words").fill(words)
    other.tap("Continue")

    assert other.refusal() == recognising.WordsRefused.sentence
