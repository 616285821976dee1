"""While a round is open: members answer on phones, one through every page, and the desk pays."""

from collections.abc import Sequence
from datetime import date

from playwright.sync_api import expect

from consult import intake
from consult.clock import in_words
from consult.house import House
from consult.papers import Reply
from consult.tokens import InviteCode, grouped, read_code
from tests.journeys import loop_story as story
from tests.journeys.loop_story import Said
from tests.journeys.people import TRACE, Person
from tests.journeys.phone import Phone
from tests.journeys.pictures import keep, keep_both


class Member(Phone):
    """A phone of this story: each page it meets is looked at for a traceback."""

    def ready(self) -> "Member":
        """Wait until the page stands still, and look at it."""
        super().ready()
        expect(self.page.locator("[data-testid=stException]")).to_have_count(0)
        assert not TRACE.search(self.words())
        return self


def every_page(phone: Member, code: str, closes: date, cast: story.Cast) -> str:
    """Walk from the card to the pay code through every page; gives the pay code."""
    phone.open()
    phone.try_code(code[:-1] + ("2" if code[-1] != "2" else "3"))
    assert phone.refusal() == "One letter is not right. Check each group."
    phone.try_code(grouped(code).lower())
    assert phone.heading() == "Before you start"
    _read_first(phone, closes)
    _keep_place(phone, code, cast)
    _answer(phone)
    _check(phone, cast)
    phone.tap("Send my answers")
    pay = read_code(phone.shown_code())
    assert phone.heading() == "Your answers are in. This is your pay code."
    assert story.FULL.words not in phone.words()
    phone.tap("I have it")
    assert "Tear up your card." in phone.words()
    assert pay not in phone.words().replace(" ", "")
    return pay


def _read_first(phone: Member, closes: date) -> None:
    phone.tap("Continue")
    assert "You get $25, also if you skip or stop." in phone.words()
    assert f"No one reads your answers until {in_words(closes, minute=True)}." in phone.words()
    phone.tap("See all the questions first")
    assert all(text in phone.words() for text in ("What rules would push people away?", story.HEAVY, "At least half"))
    phone.tap("Go back").tap("Continue")
    assert phone.heading() == "Do you want to take part?"
    phone.tap("Read all of it")
    for fact in ("the complaints office at 902-555-0101", "the legal help line at 902-555-0102"):
        assert fact in phone.words()


def _keep_place(phone: Member, code: str, cast: story.Cast) -> None:
    phone.tap("Yes, start")
    words = phone.shown_code()
    cast.secrets.add(words)
    phone.tap("I have written them down")
    assert "Question 1 of 6" in phone.words()
    phone.write(story.FULL.words)
    phone.tap("Continue").tap("Take a break")
    assert "Your place is kept." in phone.words()
    # The phone is taken away: another day, card and words bring her back.
    phone.come_back(grouped(code), words.upper())
    assert "Question 2 of 6" in phone.words()
    phone.tap("Back")
    assert phone.field("Your answer").input_value() == story.FULL.words


def _answer(phone: Member) -> None:
    phone.page.get_by_text("Yes, you may use my exact words").click()
    phone.tap("Continue")
    phone.pick("The hours", "ID or forms")
    phone.tap("Continue")
    assert story.HEAVY in phone.words()
    phone.tap("Continue").write(story.FULL.rules).tap("Continue")
    phone.pick("At least half").tap("Continue").tap("Skip").tap("Skip")


def _check(phone: Member, cast: story.Cast) -> None:
    assert phone.heading() == "Check your answers"
    assert "This looks like a phone number." in phone.words()
    assert "You said we may use these exact words." in phone.words()
    assert phone.words().count("You left this blank.") == 2
    phone.tap("Hide it: [phone number]")
    assert "They wanted my number, [phone number], before I could eat." in phone.words()
    phone.tap("Yes, use my six words")
    assert phone.shown_code() in cast.secrets


def stops(phone: Member, code: str) -> str:
    """Write a little, stop, and be paid the same; gives the pay code."""
    phone.start(code)
    phone.write(story.WRITTEN_AND_STOPPED).tap("Stop and be paid")
    assert "Nothing you typed was kept. The pay is the same for all." in phone.words()
    pay = read_code(phone.shown_code())
    phone.tap("I have it")
    return pay


def wants_no_code(phone: Member, code: str) -> None:
    """Answer, and give the money back."""
    _quick(phone, code, story.KEEPS_NO_CODE)
    phone.tap("Send my answers").tap("No code, thank you")
    assert "The money goes back to the fund." in phone.words()


def takes_back_and_changes(phone: Member, code: str, cast: story.Cast) -> str:
    """Send with private words, take it back, then answer anew; gives the pay code of the first time."""
    _quick(phone, code, Said(story.BEFORE_THE_CHANGE))
    phone.tap("Yes, give me private words")
    words = phone.shown_code()
    cast.secrets.add(words)
    phone.tap("Send my answers")
    pay = read_code(phone.shown_code())
    phone.tap("I have it")
    _find(phone, words)
    assert story.BEFORE_THE_CHANGE not in phone.words()
    phone.tap("Take it back")
    assert "A blank is in their place. Your pay stays." in phone.words()
    _find(phone, words).tap("Change it")
    assert phone.field("Your answer").input_value() == ""
    _say(phone, story.CHANGES)
    phone.skip_to_check().tap("Send these in place of the old ones")
    assert phone.heading() == "Changed"
    return pay


def _find(phone: Member, words: str) -> Member:
    phone.open().tap("Take back or change what I sent")
    phone.field("Your private words").fill(words)
    phone.tap("Continue")
    assert phone.heading() == "We found what you sent"
    return phone


def _quick(phone: Member, code: str, said: Said) -> None:
    phone.start(grouped(code))
    _say(phone, said)
    phone.skip_to_check()


def _say(phone: Member, said: Said) -> None:
    phone.write(said.words)
    if said.quotable:
        phone.page.get_by_text("Yes, you may use my exact words").click()
    phone.tap("Continue").pick("The hours", "ID or forms").tap("Continue")


def through_the_door(house: House, codes: Sequence[InviteCode]) -> list[str]:
    """Let the others send through the door that the pages use too; gives their pay codes."""
    pays = []
    for code, said in zip(codes, story.BY_THE_DOOR, strict=True):
        first, many, rules, team = intake.enter(house, code).script.questions[:4]
        paper = {
            first.key: Reply(words=said.words, quotable=said.quotable),
            many.key: Reply(picks=frozenset(said.picks)),
            rules.key: Reply(words=said.rules),
            team.key: Reply(picks=frozenset({said.team})),
        }
        pays.append(intake.send(house, code, paper))
        intake.have_it(house, code)
    return pays


def ask_if_good(phone: Member, pay: str, other: str) -> None:
    """Anyone may ask whether a code is good; asking spends nothing, and an invite is not good."""
    phone.page.goto(f"{phone.url}/code")
    for typed, told in ((grouped(pay), "Good, $25"), (grouped(other), "Not good")):
        phone.ready()
        phone.field("Code").fill(typed)
        phone.button("Check").click()
        expect(phone.page.locator("p.verdict")).to_contain_text(told)
        keep_both(phone.page, "member-good" if told.startswith("Good") else "member-not-good")


def pay_at_the_desk(desk: Person, pay: str) -> None:
    """Pay a code once; the same desk that repeats it is told that it has just paid."""
    desk.follow("Pay a code")
    desk.ready()
    keep(desk.page, "desk-field")
    desk.fill("Code", grouped(pay)).press("Look it up").reads("Good. $25")
    keep(desk.page, "desk-good")
    desk.press("Paid").reads("Paid. Hand over the cash. $25")
    keep(desk.page, "desk-paid")
    desk.press("Next code").fill("Code", grouped(pay).lower()).press("Look it up").reads("You have just paid this one.")
    keep(desk.page, "desk-just-paid")
    assert story.TITLE not in desk.words()
    assert story.ADVISORY not in desk.words()
