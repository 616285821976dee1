"""Before anyone is asked: the round is written, approved word for word, its money set aside, and it is opened."""

import re
from io import BytesIO

from playwright.sync_api import expect
from pypdf import PdfReader

from consult.tokens import read_code
from tests.journeys import loop_story as story
from tests.journeys.people import Person
from tests.journeys.pictures import keep

FEEDS = re.compile(r"[0-9A-Z]{4} [0-9A-Z]{4}")


def choose_a_password(author: Person) -> None:
    """Sign in with the password someone else gave, and choose one's own."""
    author.type_password()
    author.ready().reads("Your roles begin to work when you have chosen a password")
    author.follow("Choose your own password")
    keep(author.page, "staff-password")
    author.page.get_by_label("The password you have now").fill(author.password)
    author.page.get_by_label("The new one", exact=True).fill(story.OWN)
    author.page.get_by_label("The new one again").fill(story.OWN)
    author.page.get_by_role("button").last.click()
    author.page.wait_for_url("**/home")
    author.password = story.OWN
    author.ready().reads("Nothing waits on you today.")


def begin(author: Person) -> None:
    """Begin a round from a template and say what it is about."""
    author.go("rounds").reads("You have no round yet.")
    keep(author.page, "author-rounds")
    author.choose("Build a program together").press("Begin")
    author.page.wait_for_url("**/write*")
    author.ready().fill("Title", story.TITLE)
    author.fill("What is set", "the place, and what addicts get").reads("Needs a steward's reason")
    for label, text in story.FACTS.items():
        author.fill(label, text)
    author.reads("Reads at grade")
    assert "Needs a steward's reason" not in author.words()
    keep(author.page, "author-about")
    author.press("Save").reads("Saved.")


def ask_four_questions(author: Person) -> None:
    """Take out what is too much, and warn before a hard question."""
    author.press("Go on: Questions").reads("8 of 8.")
    for text in ("What would make it feel safe", "What can staff say", "If a person does not", "How will we know"):
        author.open(text)
        author.main.locator("[data-testid=stExpander]").filter(has_text=text).get_by_role(
            "button", name="Take it out"
        ).click()
        author.rest()
        expect(author.main.locator("summary").filter(has_text=text)).to_have_count(0)
    author.open("What rules would push people away")
    author.fill("Note on the page before, if it may be hard", story.HEAVY)
    author.press("Save").reads("Saved.")
    keep(author.page, "author-questions")


def date_and_pay(author: Person) -> None:
    """Set the dates from the opening day; a day in the past is refused in words and loses nothing."""
    author.press("Go on: Dates and pay")
    author.fill_day("Opens on", story.MONDAY.replace(month=4)).reads("The opening date has passed. Set a new one.")
    author.fill_day("Opens on", story.OPENS).press("Propose the other dates from the opening")
    author.reads("Decisions are due, 10 weeks after the opening.")
    author.fill("Minutes it takes", "25").select("Each member gets", "$25")
    author.press("Save").reads("Saved.")
    keep(author.page, "author-dates")


def ask_an_advisory(author: Person) -> None:
    """Ask one advisory, with few seats, and see what few seats mean."""
    author.press("Go on: Advisories").select("Advisory", story.ADVISORY).press("Ask")
    author.fill("Seats", str(story.SEATS)).fill("Spare cards", str(story.SPARES))
    author.reads("Under 12 seats the steward has to agree to a box of its own.")
    author.fill("What good may come, for them", "What you say goes to the people who decide.")
    author.press("Save").reads("Saved.")
    keep(author.page, "author-advisories")
    author.press("Go on: Languages")
    keep(author.page, "author-languages")
    author.press("Go on: Readers")
    for reader in ("reader-one", "reader-two"):
        author.select("Reader", reader).press("Name this reader").reads("Named.")
    keep(author.page, "author-readers")


def ask_for_approval(author: Person) -> None:
    """Look at it as a member would, then ask the steward."""
    author.press("Go on: Check")
    keep(author.page, "author-check")
    author.press("Look at it as a member would")
    author.ready().reads("Nothing you press here is kept.", story.TITLE)
    keep(author.page, "author-preview")
    for _ in range(3):
        author.press("Next page")
    author.press("Next page").reads("Question 1 of 6", "What should the evening drop-in help people do?")
    author.follow("Back to writing")
    author.ready().press("Ask its steward to read and approve").reads("Asked. It waits for its steward now.")


def approve(steward: Person, cast: story.Cast) -> tuple[str, str]:
    """Read every sentence on a phone, agree to a small box, approve, and write down two phrases, one by one."""
    steward.reads("You are asked to approve what your members will see.")
    keep(steward.page, "steward-turn")
    steward.go_there(story.TITLE).reads("Below is every sentence your members will see.", story.HEAVY)
    seen = steward.words().casefold()
    for text in (*story.FACTS.values(), "Stop and be paid", "What rules would push people away?"):
        assert text.casefold() in seen
    keep(steward.page, "steward-approve", tallest=2600)
    steward.press("I approve exactly this text").reads("needs your tick first.")
    steward.choose("I agree to a box of its own with so few seats").press("I approve exactly this text")
    phrases = []
    for title, name in (("Your opening phrase", "steward-phrase"), ("The phrase for paper", "steward-phrase-paper")):
        steward.reads(title)
        expect(steward.main.locator(".code")).to_have_count(1)
        phrases.append(" ".join(steward.main.locator(".code").inner_text().split()))
        keep(steward.page, name)
        steward.press("I have written it down")
    steward.reads("Approved. When the money is set aside, the part can be opened.")
    assert len(phrases[0].split()) == len(phrases[1].split()) == 6
    assert phrases[0] != phrases[1]
    assert not set(phrases) & set(steward.go("approve").words().splitlines())
    cast.secrets |= set(phrases)
    return phrases[0], phrases[1]


def set_money_aside(finance: Person) -> None:
    """Make a fund, put money in, and set aside seats and spares; too little is refused and changes nothing."""
    finance.reads("It can not open before its money is set aside.")
    finance.go("funds").reads("There is no fund yet.")
    finance.fill("Name of the fund", "Advisory honoraria").press("Make it").reads("The fund is made. It is empty.")
    finance.open("Put money in, or take it out").fill("Amount in dollars", "12 dollars").press("Put in")
    finance.reads("Type an amount in dollars, like 1200 or 1200.50.")
    finance.fill("Amount in dollars", "100").press("Put in").reads("$100.00 is in Advisory honoraria.")
    finance.go("set-aside").reads("12 seats, spares included, at $25.00 each: $300.00.")
    finance.press("Set $300.00 aside")
    assert "is set aside for" not in finance.words()
    finance.go("funds").open("Put money in, or take it out").fill("Amount in dollars", "5,000").press("Put in")
    keep(finance.page, "finance-funds")
    finance.go("set-aside")
    keep(finance.page, "finance-set-aside")
    finance.press("Set $300.00 aside").reads(f"$300.00 is set aside for {story.TITLE}, {story.ADVISORY}.")
    finance.go("ledger").reads("No month with a count has ended yet.")


def open_the_part(author: Person, cast: story.Cast) -> list[str]:
    """Open the part, take the cards once, read the codes off the sheet, and say that it is whole."""
    author.reads("Approved. It can be opened when the money is set aside.").go("open")
    author.reads("This makes 12 cards at once, and never one more.")
    keep(author.page, "author-open")
    author.press("Open this part and take the cards").reads("The cards open in a new tab, once.")
    keep(author.page, "author-cards")
    assert author.main.get_by_role("link", name="Print the cards").get_attribute("href") == "/cards"
    sheet = author.context.request.get(f"{author.url}/cards")
    again = author.context.request.get(f"{author.url}/cards")
    codes = codes_on(sheet.body())
    cast.secrets |= set(codes)
    author.press("I have printed it").reads("The sheet with 12 cards was made. No card works yet.")
    keep(author.page, "author-whole")
    author.press("The sheet is whole").reads("The part is open. Its cards work from now on.")

    assert sheet.headers["cache-control"] == "no-store"
    assert again.status == 410
    assert len(codes) == len(set(codes)) == story.SEATS + story.SPARES
    assert not any(word in _text_of(sheet.body()) for word in (story.TITLE, story.ADVISORY))
    return codes


def codes_on(sheet: bytes) -> list[str]:
    """Read the codes off a card sheet, as a member does: two lines of two groups a card."""
    lines = [line.strip() for line in _text_of(sheet).splitlines()]
    halves = [line for line in lines if FEEDS.fullmatch(line)]
    return [read_code(f"{first} {second}") for first, second in zip(halves[::2], halves[1::2], strict=True)]


def _text_of(sheet: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(sheet)).pages)
