"""One round, from its first word to what was done about it, through the screens, as the people who meet in it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from consult.rounds import dates
from tests.journeys import loop_after as after
from tests.journeys import loop_before as before
from tests.journeys import loop_members as members
from tests.journeys import loop_story, serving
from tests.journeys.loop_members import Member
from tests.journeys.loop_story import Cast
from tests.journeys.people import Person
from tests.journeys.serving import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A served house on Monday 4 May 2026, with nothing in it yet."""
    served = serving.start(tmp_path, loop_story.MONDAY)
    yield served
    served.end()


def test_a_round_from_its_first_word_to_what_was_done_about_it(site: Site, chromium: Browser) -> None:
    """
    Six kinds of people take a round through every step; the server's log keeps nothing of what they typed.

    Fails when one step is missing on the screens, when a page shows a traceback, or when the log holds an
    answer, a code, private words or a phrase.
    """
    cast = loop_story.gather(site.house)

    phrase = write_and_approve(site, chromium, cast)
    pays = answer_and_be_paid(site, chromium, cast)
    count_read_and_answer(site, chromium, phrase)

    log = "".join(site.log().split()).casefold()
    typed = {*cast.secrets, *pays, *loop_story.everything_typed()}
    assert "thesiteisat" in log
    assert len(typed) > 40
    assert [words for words in typed if "".join(words.split()).casefold() in log] == []
    assert "traceback" not in log


def write_and_approve(site: Site, chromium: Browser, cast: Cast) -> str:
    """Write, approve and fund a round; gives the opening phrase on paper."""
    author = Person(chromium, site.url, "author", loop_story.PASSWORD)
    before.choose_a_password(author)
    before.begin(author)
    before.ask_four_questions(author)
    before.date_and_pay(author)
    before.ask_an_advisory(author)
    before.ask_for_approval(author)
    author.context.close()
    with sits_down(site, chromium, "steward", on_phone=True) as steward:
        _first, on_paper = before.approve(steward, cast)
    with sits_down(site, chromium, "finance") as finance:
        before.set_money_aside(finance)
    return on_paper


def answer_and_be_paid(site: Site, chromium: Browser, cast: Cast) -> list[str]:
    """Open the round, let eleven members come, and pay one; gives the pay codes."""
    site.put(loop_story.OPENS)
    with sits_down(site, chromium, "author") as author:
        codes = before.open_the_part(author, cast)
    phones = [Member(chromium, site.url) for _ in range(5)]
    closes = dates.propose(loop_story.OPENS, site.house.settings.longest_copy_days).closes_on
    pays = [members.every_page(phones[0], codes[0], closes, cast), members.stops(phones[1], codes[1])]
    members.wants_no_code(phones[2], codes[2])
    pays.append(members.takes_back_and_changes(phones[3], codes[3], cast))
    pays += members.through_the_door(site.house, codes[4:11])
    members.ask_if_good(phones[4], pays[0], codes[11])
    with sits_down(site, chromium, "desk") as desk:
        members.pay_at_the_desk(desk, pays[0])
    for phone in phones:
        assert phone.outside == []
        phone.close()
    return pays


def count_read_and_answer(site: Site, chromium: Browser, phrase: str) -> None:
    """Close, count, read, release and answer the round."""
    closes = dates.propose(loop_story.OPENS, site.house.settings.longest_copy_days).closes_on
    site.put(closes + timedelta(days=1))
    with sits_down(site, chromium, "steward", on_phone=True) as steward:
        after.open_the_box(steward, phrase)
    with sits_down(site, chromium, "reader-one") as reader, sits_down(site, chromium, "reader-two") as second:
        after.read_it_all(reader)
        after.ask_for_quotes(reader)
        after.write_it_fresh(reader)
        after.clear_the_quote(second)
        after.propose(reader)
    site.put(closes + timedelta(days=1), 14)
    with sits_down(site, chromium, "steward", on_phone=True) as steward:
        after.release(steward)
    with sits_down(site, chromium, "designer") as designer:
        after.answer_back(designer)
    after.read_the_outcome(site.url, chromium, closes + timedelta(days=1))


def sits_down(site: Site, chromium: Browser, name: str, *, on_phone: bool = False) -> Person:
    """Give one person a browser; she signs in when she begins."""
    password = loop_story.OWN if name == "author" else loop_story.PASSWORD
    return Person(chromium, site.url, name, password, on_phone=on_phone)
