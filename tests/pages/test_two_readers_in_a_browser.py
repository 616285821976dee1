"""Proposals at an answer, and answers coded alone, on a running site."""

import pytest
from playwright.sync_api import sync_playwright
from sqlmodel import col, delete, select

from consult import learn_child
from consult.actors import Actor, Grant, OrganisationKind, Role
from consult.people import accounts, grants
from consult.people.staff import Account, Act
from consult.rounds.tables import Assignment
from consult.words import codebook, reading
from consult.words.pair import settling, two_readers
from consult.words.tables import Coding
from tests.journeys import pictures
from tests.journeys.people import Person
from tests.pages.site import PASSWORD
from tests.pages.test_in_a_browser import FLAGS
from tests.pages.test_words_in_a_browser import seeded
from tests.unit.test_suggestions import told
from tests.words_room import K, theme

pytestmark = pytest.mark.browser
TEXTS = (*told("buses", 30), *told("food", 30))


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS.split())
        yield running
        running.close()


@pytest.fixture
def room(site_house, cookies):
    """Sixty answers, thirty of them coded by their matter, two readers with accounts, proposals made."""
    room = seeded(site_house, 60, words=TEXTS)
    with site_house.database.writing() as session:
        named = {one.name: one for one in session.exec(select(Account))}
        reader, admin = named["reader"], named["ada"]
        boss = Actor(admin.id, OrganisationKind.COMMUNITY, frozenset({Grant(Role.ADMIN)}))
        kept = accounts.hashed(PASSWORD)
        second = accounts.add(
            session, site_house.clock, boss, "reader-two", kept, reader.organisation_id, must_change=False
        )
        grants.grant(session, site_house.clock, boss, second, Role.READER, None)
        session.exec(delete(Assignment).where(col(Assignment.round_id) == room.round_id))
        for account_id in (reader.id, second):
            session.add(Assignment(round_id=room.round_id, account_id=account_id, role=Role.READER))
        room.reader, room.second = (
            Actor(one, OrganisationKind.COMMUNITY, frozenset({Grant(Role.READER)})) for one in (reader.id, second)
        )
    with site_house.database.writing() as session:
        room.food, room.buses = theme(session, room, "A hot meal"), theme(session, room, "Late buses")
        for _ in range(3):
            batch = reading.open_batch(session, room.reader, room.part_id, "q1", K)
            for one in reading.read(session, room.reader, batch, K):
                codebook.place(session, room.reader, one.id, [matter(room, one.words)], K)
    learn_child.work(site_house, room.part_id)
    return room


def matter(room, words):
    return room.buses if words in TEXTS[:30] else room.food


@pytest.mark.requirement("THEME-04")
def test_a_reader_accepts_a_proposal_and_codes_alone(browser, site, site_house, room):
    """
    A proposal stands in a word and one key accepts it; the page of those who code alone shows none, and nothing of
    the other reader, until both are done; then their agreement, and the one difference is settled.

    Fails when `blind_coding` shows proposals, when the key accepts without a Coding, or when a page is not logged.
    """
    with Person(browser, site.url, "reader", PASSWORD) as reader:
        _accept(reader, site_house)
        sample_id = _other_codes_first(site_house, room)
        _code_alone(reader)
    with site_house.database.reading() as session:
        figures = settling.figures(session, room.reader, sample_id, K)
        left = settling.to_settle(session, room.reader, sample_id, K)
        acts = [act.act for act in session.exec(select(Act))]

    assert (figures.answers, figures.same) == (10, 9)
    assert left == ()
    assert "opened raw answers that two readers code alone" in acts
    assert not any(words in text for words in TEXTS for text in (*acts, site.log))


def _accept(reader, house):
    reader.go("read").press("I have read this. Go on")
    reader.press("Open the next 10")
    reader.reads("(proposed)").reads("Nobody can say yet how often proposals are right")
    reader.page.keyboard.press("a")
    reader.ready().reads("Answer 2 of 10").reads("Right so far: 1 of 1 theme proposed.")

    with house.database.reading() as session:
        assert len(session.exec(select(Coding)).all()) == 31


def _other_codes_first(house, room):
    with house.database.writing() as session:
        reading.open_batch(session, room.reader, room.part_id, "q1", K)
        sample_id = two_readers.begin(session, room.second, room.part_id, "q1", 10, K)
        for at, one in enumerate(two_readers.mine(session, room.second, sample_id, K)):
            mine = matter(room, one.words)
            other = room.food if mine == room.buses else room.buses
            two_readers.code(session, room.second, sample_id, one.id, {mine if at else other}, K)
        settling.finish(session, room.second, sample_id, K)
    return sample_id


def _code_alone(reader):
    reader.go("home").reads("Answers wait for you to code them alone")
    reader.go("two").press("Code these answers")
    for _ in range(10):
        words = reader.page.locator("blockquote").inner_text()
        assert "(proposed)" not in reader.main.inner_text()
        reader.page.keyboard.press("2" if words in TEXTS[:30] else "1")
        reader.ready()
        reader.page.keyboard.press("Control+Enter")
        reader.ready()
    reader.press("I am done with all of them")
    reader.reads("Of 10 answers, you coded 9 exactly alike.")
    pictures.keep(reader.page, "reader-two")
    reader.press("Settle the 1 that differs")
    reader.reads("The other reader:").choose("A hot meal")
    reader.page.keyboard.press("Control+Enter")
    reader.ready().reads("Every answer of it is settled.")
