"""What stays with her: a code she can copy, where it is good, what it may do to other money, and what comes next."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from consult.clock import in_words
from tests.journeys import serving
from tests.journeys.conftest import MONDAY, Round, open_round
from tests.journeys.phone import Phone
from tests.journeys.test_member_answer import at_each_page

pytestmark = pytest.mark.browser

Phones = Callable[[Round], Phone]
CONTACT = "902 555 0100, the coordinator"
OUTSIDE = "902 555 0101, the office for research ethics"
WHOM = f"You can ask {CONTACT}. If you do not feel safe with TESS, you can ask {OUTSIDE}. "
AS_SENT = "one => one.outerHTML"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Round]:
    """An open round in a house that has set whom to ask."""
    with pytest.MonkeyPatch.context() as setting:
        setting.setenv("CONSULT_CONTACT", CONTACT)
        setting.setenv("CONSULT_OUTSIDE_CONTACT", OUTSIDE)
        opened = open_round(tmp_path_factory.mktemp("site"))
    yield opened
    opened.site.end()


def one_line(phone: Phone) -> str:
    """Give the words of the page without line ends."""
    return " ".join(phone.words().split())


@pytest.mark.requirement("HON-14")
def test_what_the_pay_may_do_to_other_money_is_said_twice(running: Round, phones: Phones) -> None:
    """Before "Yes, start" and with the code: income, tax, whom to ask unnamed; fails when one page is silent."""
    phone = phones(running)
    phone.enter(running.card()).tap("Continue")
    before = one_line(phone)
    phone.tap("Continue").tap("Yes, start").tap("No, thank you").tap("Stop and be paid")
    after = one_line(phone)

    for page in (before, after):
        assert "This pay may count as income. If you get income assistance, you may have to report it." in page
        assert "You can call 902 555 0102, the benefits worker to ask. You do not need to say your name." in page
        assert "It may count for income tax too." in page
        assert not re.search(r"hide|do not report|do not tell|no one will know", page)


def test_the_pay_code_is_large_and_can_be_copied(running: Round, phones: Phones) -> None:
    """28 px or more, in a fixed width, selected whole with a tap; it says where it is good and who will see what."""
    phone = phones(running)
    phone.start(running.card())
    phone.skip_to_check().tap("Send my answers")

    size, family, select = phone.page.locator(".code").evaluate(
        "one => { const s = getComputedStyle(one); return [parseFloat(s.fontSize), s.fontFamily, s.userSelect] }"
    )
    phone.page.locator(".code").click()
    chosen = phone.page.evaluate("getSelection().toString().replace(/\\s+/g, ' ').trim()")

    assert size >= 28
    assert "monospace" in family
    assert select == "all"
    assert chosen == phone.shown_code()
    assert "You can use the code at" in one_line(phone)
    assert "the front desk" in one_line(phone).lower()
    assert "They will not know what you said, or if you answered." in one_line(phone)


def test_she_is_thanked_calmly_and_told_what_happens_when(running: Round, phones: Phones) -> None:
    """Thanks once, no cheer, and four dates in words; fails when a date is left out or a sign of joy comes in."""
    phone, script = phones(running), running.part.script
    phone.start(running.card())
    phone.skip_to_check().tap("Send my answers")
    pay = one_line(phone)
    phone.tap("I have it")
    end = one_line(phone)

    assert pay.count("Thank you. Your ideas are in.") == 1
    assert not re.search(r"!|great|awesome|congrat|well done|[\U0001f300-\U0001faff✓✔]", pay + end, re.IGNORECASE)
    for page in (pay, end):
        assert f"{in_words(script.closes_on, minute=True)}" in page
        for day in (script.themes_by, script.decisions_by, script.delete_by):
            assert in_words(day) in page


@pytest.mark.requirement("OPS-04")
def test_whom_to_ask_outside_is_on_every_page(running: Round, phones: Phones) -> None:
    """The contact outside the partnership stands at the foot of each page, before a card too; fails without one."""
    phone = phones(running)
    without: list[str] = []

    def look(page: str) -> None:
        if f"If you do not feel safe with TESS, you can ask {OUTSIDE}." not in one_line(phone):
            without.append(page)

    at_each_page(phone, running.card(), look)

    assert without == []


@pytest.mark.requirement("SUPP-05")
def test_help_numbers_are_text_and_links_and_calls_may_show(running: Round, phones: Phones) -> None:
    """Each number can be read, copied and tapped, and the foot says that a call can show; fails with a bare icon."""
    phone = phones(running).open()

    numbers = phone.page.locator(".lines a[href^='tel:']").evaluate_all(
        "all => all.map(one => [one.textContent, one.href])"
    )

    assert len(numbers) >= 3
    assert all(re.sub(r"\D", "", said) == re.sub(r"\D", "", link) for said, link in numbers)
    assert "A call can show in the call history of your phone." in one_line(phone)


@pytest.mark.requirement("SUPP-08")
def test_each_page_of_the_way_says_that_no_one_reads_now(running: Round, phones: Phones) -> None:
    """With the date, and what to do in danger; fails when a question page drops the note."""
    phone = phones(running)
    silent: list[str] = []

    def look(page: str) -> None:
        said = one_line(phone)
        if page != "code" and not ("No one reads your answers until" in said and "use a help line" in said):
            silent.append(page)

    at_each_page(phone, running.card(), look)

    assert silent == []


def test_what_changed_is_always_the_same_link(running: Round, phones: Phones, tmp_path: Path) -> None:
    """On the first and the last page, and in a house with no round at all; fails when it tells that one is open."""
    empty = serving.start(tmp_path, MONDAY)
    phone, other = phones(running), phones(Round(empty, running.part, []))
    try:
        found = [one.open().page.get_by_role("link", name="What changed").evaluate(AS_SENT) for one in (phone, other)]
        first = [one_line(one).replace(WHOM, "") for one in (phone, other)]
        phone.start(running.card())
        phone.skip_to_check().tap("Send my answers").tap("I have it")
        found.append(phone.page.get_by_role("link", name="What changed").evaluate(AS_SENT))
        phone.page.get_by_role("link", name="What changed").click()
        phone.page.get_by_role("heading", level=1).wait_for()
        landed = phone.page.url
    finally:
        empty.end()

    assert len(set(found)) == 1
    assert first[0] == first[1]
    assert landed.endswith("/outcomes")
    assert phone.outside == []
