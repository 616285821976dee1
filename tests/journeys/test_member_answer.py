"""A member answers on a phone: everything she meets between her card and her pay code."""

from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from consult import intake
from consult.ui.member import before
from tests.journeys.conftest import HEAVY, Round
from tests.journeys.phone import Phone

pytestmark = pytest.mark.browser

Phones = Callable[[Round], Phone]
UNTIL = "No one reads your answers until Monday 25 May 2026, 11:59 pm."


def at_each_page(phone: Phone, code: str, look: Callable[[str], None]) -> None:
    """Walk the whole way and look at each page on it."""
    phone.open()
    look("code")
    for tapped, page in (
        (lambda: phone.try_code(code), "know"),
        (lambda: phone.tap("I kept my place"), "kept"),
        (lambda: phone.tap("Start from the beginning"), "brief"),
        (lambda: phone.tap("See all the questions first"), "list"),
        (lambda: phone.tap("Go back").tap("Continue"), "facts"),
        (lambda: phone.tap("Read all of it"), "full"),
        (lambda: phone.tap("Yes, start"), "keep"),
        (lambda: phone.tap("No, thank you"), "question"),
        (lambda: phone.tap("Take a break"), "break"),
        (lambda: phone.tap("Go on").tap("Skip"), "several"),
        (lambda: phone.tap("Skip"), "note"),
        (phone.skip_to_check, "check"),
        (lambda: phone.tap("Send my answers"), "pay"),
        (lambda: phone.tap("I have it"), "end"),
    ):
        tapped()
        look(page)


@pytest.mark.requirement("SUPP-01")
@pytest.mark.requirement("SAFE-01")
def test_help_and_the_way_out_are_on_every_page(running: Round, phones: Phones) -> None:
    """Help lines stand at the foot and Leave at the top of each page; fails when one page forgets its foot."""
    phone = phones(running)
    seen: dict[str, tuple[str, ...]] = {}

    def look(page: str) -> None:
        lines = phone.page.locator(".lines li strong").all_inner_texts()
        last = phone.page.locator("[data-testid=stMain] .lines").evaluate(
            "one => [...document.querySelectorAll('[data-testid=stMain] :is(h1, p, button, .note)')]"
            ".every(other => one.contains(other) || !(one.compareDocumentPosition(other) & 4))"
        )
        assert last, f"something stands below the help lines of {page}"
        assert phone.page.locator("#leave").bounding_box()["y"] < 60
        if page != "code":
            assert UNTIL in phone.words(), f"{page} does not say until when no one reads"
        assert "use a help line" in phone.words()
        seen[page] = tuple(lines)

    at_each_page(phone, running.card(), look)

    assert len(seen) == 15
    assert len(set(seen.values())) == 1, "the help lines differ between pages"
    assert "Emergency" in seen["code"]
    assert phone.outside == []


@pytest.mark.requirement("LEAD-12")
def test_joining_asks_for_a_code_and_nothing_else(running: Round, phones: Phones) -> None:
    """The only field before question 1 is the code; fails when a page on the way asks who or what she is."""
    phone = phones(running)
    asked: list[str] = []

    for step in (
        phone.open,
        lambda: phone.try_code(running.card()),
        lambda: phone.tap("Continue"),
        lambda: phone.tap("Continue"),
        lambda: phone.tap("Read all of it"),
        lambda: phone.tap("Yes, start"),
    ):
        step()
        asked += phone.fields()

    assert asked == ["Code"]


@pytest.mark.requirement("SAFE-03")
def test_the_page_before_says_what_leaving_does(running: Round, phones: Phones) -> None:
    """What Leave does, what is lost, how to come back, that history stays, and more; fails when a fact is cut."""
    phone = phones(running)
    phone.enter(running.card())

    said = " ".join(phone.words().split())

    assert phone.heading() == "Before you start"
    for fact in (
        "Press it to go to a weather page right away.",
        "What you typed and have not sent will be gone, unless you asked to keep your place.",
        "Your card will still work.",
        "It does not clear your history.",
        "Someone could still see that you were here.",
        "private tab",
        "list of open apps",
        "close the whole app",
    ):
        assert fact in said


@pytest.mark.requirement("TRAUMA-02")
@pytest.mark.requirement("CONS-03")
def test_she_sees_all_questions_and_chooses_freely_before_she_starts(running: Round, phones: Phones) -> None:
    """All questions can be seen before "Yes, start", and yes and no weigh the same; fails when one is styled up."""
    phone = phones(running)
    script = running.part.script
    phone.enter(running.card()).tap("Continue").tap("Continue").tap("See all the questions first")
    listed = phone.words()

    phone.tap("Go back")
    yes, no = phone.button("Yes, start"), phone.button("No, leave")
    look = "b => { const s = getComputedStyle(b); return [s.backgroundColor, s.color, s.fontWeight, s.border] }"
    styles = [one.evaluate(look) for one in (yes, no)]
    boxes = [one.bounding_box() for one in (yes, no)]

    assert all(question.text in listed for question in script.questions)
    assert all(option in listed for question in script.questions for option in question.options)
    assert styles[0] == styles[1]
    assert (boxes[0]["width"], boxes[0]["height"]) == (boxes[1]["width"], boxes[1]["height"])
    assert phone.page.locator("input:checked").count() == 0


@pytest.mark.requirement("CONS-03")
def test_both_layers_of_consent_are_the_stored_text(running: Round, phones: Phones) -> None:
    """Key facts and all of it are shown word for word as approved; fails when a page words them anew."""
    phone = phones(running)
    script = running.part.script
    phone.enter(running.card()).tap("Continue").tap("Continue")
    first = " ".join(phone.words().split())

    phone.tap("Read all of it")
    second = phone.words()

    assert " ".join(script.key_facts.split()) in first
    assert len(script.key_facts.split()) <= 120
    assert all(title in second for _ident, title, _said in script.consent)
    assert all(said.split(" [Yes")[0] in second for _ident, _title, said in script.consent)
    assert "[Yes, start]" not in second


@pytest.mark.requirement("CONS-02")
def test_both_layers_can_be_printed(running: Round, phones: Phones) -> None:
    """All of each layer goes to paper, without buttons; fails when the page prints one screen, or a layer has none."""
    phone = phones(running)
    script = running.part.script
    phone.enter(running.card()).tap("Continue").tap("Continue")
    first = on_paper(phone)
    assert phone.button("Print this page").is_visible()

    phone.tap("Read all of it")
    second = on_paper(phone)

    assert phone.button("Print this page").is_visible()
    assert all(sentence in first for sentence in before.one_by_one(script.key_facts))
    assert all(title in second for _ident, title, _said in script.consent)
    for word in ("stop", "pay", "read", "child"):
        assert word in first
        assert word in second
    assert "Yes, start" not in first + second


def on_paper(phone: Phone) -> str:
    """Give the words of the page as it prints."""
    pages = PdfReader(BytesIO(phone.page.pdf())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.requirement("TRAUMA-01")
@pytest.mark.requirement("TRAUMA-05")
def test_one_question_a_page_with_its_number_and_nothing_to_win(running: Round, phones: Phones) -> None:
    """Heading is the question, Back above it, Continue below; fails when a bar or a second question comes in."""
    phone = phones(running)
    phone.start(running.card())
    questions = running.part.script.questions
    headings = []

    for number, question in enumerate(questions, 1):
        if question.note:
            phone.tap("Continue")
        headings.append(phone.heading())
        assert f"Question {number} of {len(questions)}" in phone.words()
        assert not any(other.text in phone.words() for other in questions if other is not question)
        assert phone.button("Back").bounding_box()["y"] < phone.page.locator("h1.heading").bounding_box()["y"]
        assert phone.button("Continue").is_visible()
        assert phone.page.locator("[data-testid=stMain] :is(progress, [role=progressbar], img, svg.badge)").count() == 0
        assert "*" not in phone.words()
        phone.tap("Skip")

    assert headings == [question.text for question in questions]


@pytest.mark.requirement("TRAUMA-06")
@pytest.mark.requirement("CONS-04")
def test_every_question_can_be_skipped_without_a_word(running: Round, phones: Phones) -> None:
    """One tap skips, and an empty paper sends and pays; fails when skipping asks back or blank is refused."""
    phone = phones(running)
    card = running.card()
    phone.start(card)
    said = []

    for question in running.part.script.questions:
        assert phone.heading() in {question.text, "Before question 3"}
        phone.tap("Skip this question" if phone.button("Skip this question").count() else "Skip")
        said.append(phone.words().lower() + phone.refusal().lower())
    phone.tap("Send my answers")

    assert len(said) == len(running.part.script.questions)
    assert not any("are you sure" in words or "please answer" in words or "required" in words for words in said)
    assert "This is your pay code" in phone.heading()
    assert len(phone.shown_code().replace(" ", "")) == 16


def test_a_heavy_question_is_told_before_it_comes(running: Round, phones: Phones) -> None:
    """A content note stands on a page of its own, with Skip beside Continue as an equal."""
    phone = phones(running)
    phone.start(running.card())
    phone.tap("Skip").tap("Skip")

    go, skip = phone.button("Continue").bounding_box(), phone.button("Skip this question").bounding_box()

    assert phone.heading() == "Before question 3"
    assert HEAVY in phone.words()
    assert (go["width"], go["height"]) == (skip["width"], skip["height"])
    assert phone.tap("Continue").heading() == "What rules would push people away?"


@pytest.mark.requirement("TRAUMA-08")
def test_she_checks_changes_and_clears_before_she_sends(running: Round, phones: Phones) -> None:
    """Each answer stands on the check page with Change and Clear; fails when one is missing or does not act."""
    phone = phones(running)
    card = running.card()
    words = phone.start(card, keeps_place=True)
    phone.write("warm food").tap("Continue").pick("The hours").tap("Continue").tap("Continue")
    phone.write("no shouting").tap("Continue").skip_to_check()

    assert phone.page.get_by_role("button", name="Change", exact=True).count() == 5
    assert phone.page.get_by_role("button", name="Clear", exact=True).count() == 3
    phone.tap("Change", nth=0)
    assert phone.field("Your answer").input_value() == "warm food"
    phone.write("warm food and a lock").tap("Continue")
    assert phone.heading() == "Check your answers"
    phone.tap("Clear", nth=2)

    kept = intake.resume(running.site.house, card, words)
    assert kept.paper["q1"].words == "warm food and a lock"
    assert kept.paper["q2"].picks == frozenset({0})
    assert "q3" not in kept.paper
    assert "no shouting" not in phone.words()


@pytest.mark.requirement("CONS-08")
def test_exact_words_are_hers_to_give_for_each_answer(running: Round, phones: Phones) -> None:
    """Nothing picked means no, and yes counts for one answer only; fails when a yes is the default."""
    phone = phones(running)
    card = running.card()
    words = phone.start(card, keeps_place=True)
    assert phone.page.locator("input:checked").count() == 0
    phone.write("mine alone").tap("Continue").tap("Skip").tap("Continue")

    phone.write("yours too").pick("Yes, you may use my exact words").tap("Continue")

    kept = intake.resume(running.site.house, card, words).paper
    assert kept["q1"].words == "mine alone"
    assert kept["q1"].quotable is False
    assert kept["q3"].quotable is True


@pytest.mark.requirement("ANON-12")
def test_marks_are_hers_to_settle(running: Round, phones: Phones) -> None:
    """
    A phone number and a mail address are marked with a reason; hide, make general and keep each act.

    Fails when a mark keeps her from sending, or what was marked reaches the log.
    """
    phone = phones(running)
    card = running.card()
    words = phone.start(card, keeps_place=True)
    phone.write("call 902-555-0188 or write to kim@example.org, case 123456789").tap("Continue").skip_to_check()
    assert phone.page.locator(".own mark").count() == 3
    assert "This looks like a phone number." in phone.words()

    phone.tap("Hide it: [phone number]").tap("Make it general: an email address").tap("Keep my words")

    said = intake.resume(running.site.house, card, words).paper["q1"].words
    assert said == "call [phone number] or write to an email address, case 123456789"
    assert phone.page.locator(".own mark").count() == 0
    assert "We can miss things" in phone.words()
    phone.tap("Send my answers")
    assert phone.shown_code()
    assert not any(
        marked in running.site.log() for marked in ("902-555-0188", "902-555-0199", "kim@example", "123456789")
    )


def test_something_else_is_said_in_a_few_words(running: Round, phones: Phones) -> None:
    """Words of her own pick "Something else"; too many picks stay on the page with one sentence."""
    phone = phones(running)
    card = running.card()
    words = phone.start(card, keeps_place=True)
    phone.tap("Skip").pick("The hours", "ID or forms", "Fear of police").tap("Continue")
    refusal = phone.refusal()
    ticked = phone.page.locator("input:checked").count()

    phone.pick("ID or forms", "Fear of police")
    phone.field("Something else").last.fill("the stairs")
    phone.tap("Continue")

    reply = intake.resume(running.site.house, card, words).paper["q2"]
    assert refusal == "You picked 3. You can pick up to 2. Take some out."
    assert ticked == 3
    assert reply.picks == frozenset({0, 3})
    assert reply.other == "the stairs"
