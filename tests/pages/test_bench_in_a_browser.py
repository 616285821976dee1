"""The reader's bench on a running site, by keyboard alone: at a desk first, then on a phone."""

from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError as TooLate
from playwright.sync_api import expect, sync_playwright
from sqlmodel import select

from consult.people.staff import Act
from consult.words import codebook
from consult.words.codebook import Draft
from consult.words.reader.bench_tables import Sorting
from consult.words.tables import Coding
from tests.journeys import pictures
from tests.journeys.people import TRIES, Person
from tests.pages.site import PASSWORD
from tests.pages.test_in_a_browser import FLAGS
from tests.pages.test_words_in_a_browser import seeded
from tests.unit.test_words_sortings import MATTERS
from tests.words_room import K

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 900}
TEXT = "Closing later is what helps them."


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS.split())
        yield running
        running.close()


@pytest.mark.requirement("ANON-17")
def test_a_reader_works_at_her_bench_by_keyboard(browser, site, site_house, cookies):
    """
    Sorted, grouped, adopted, refused, placed by a key, undone and done again, without a mouse, at 1280 and 390 px.

    Fails when an act has no key or control that can be focused, when a refusal empties a field, when a reload loses a
    step, or when entering the bench leaves no line in the stewards' log.
    """
    room = seeded(site_house, 36, words=tuple(MATTERS[n % 4].format(n=n) for n in range(36)))

    with Person(browser, site.url, "reader", PASSWORD) as reader:
        reader.page.set_viewport_size(DESK)
        _sort(reader)
        _adopt(reader)
        _by_number(reader)
    with Person(browser, site.url, "reader", PASSWORD, on_phone=True) as reader:
        _on_a_phone(reader)
        _another_was_first(reader, site_house, room)

    with site_house.database.reading() as session:
        themes = codebook.codebook(session, room.part_id)
        placed = session.exec(select(Coding)).all()
        sorting = session.exec(select(Sorting)).one()
        acts = [act.act for act in session.exec(select(Act))]
    assert [(theme.title, theme.text) for theme in themes] == [("Mine", TEXT)]
    assert {one.theme_id for one in placed} == {themes[0].id}
    assert (sorting.state, sorting.progress) == ("done", 100)
    assert "had the answers to question 1 put in order of likeness" in acts
    assert acts.count("opened the bench of question 1: answers that were opened before") == 3
    assert not any(said in text for said in ("stops at nine", "Later", "warm food") for text in (*acts, site.log))


def _sort(reader: Person) -> None:
    reader.go("read")
    _enter(reader, "I have read this. Go on")
    _enter(reader, "Put them in order of likeness")
    reader.reads("In order of likeness, in ")
    _enter(reader, "Open the next 10")
    reader.reads("Answer 1 of 10")
    _enter(reader, "All questions")


def _adopt(reader: Person) -> None:
    """Make a theme of the first group; a title that speaks for everyone is refused, and what was typed stays."""
    _enter(reader, "Groups and themes")
    reader.reads("10 answers of 10 open.")
    _choose(reader, "Suggested group", 1)
    reader.reads("Words people used", "without a place")
    _unfold(reader, "Most central and most unlike answers of this group")
    reader.reads("Most central")
    pictures.keep(reader.page, "reader-bench", tallest=2400)
    _unfold(reader, "Make a theme of this group")
    reader.fill("Title", "Survivors want later hours").fill("What people told us, in fresh words", TEXT)
    _enter(reader, "Make the theme")
    reader.reads("A title can not say what survivors say")
    expect(reader.main.get_by_label("What people told us, in fresh words").first).to_have_value(TEXT)
    reader.fill("Title", "Later hours")
    _enter(reader, "Make the theme")
    reader.reads("The theme is made.", "Undo: a theme made of a group", "Under: Later hours.")
    _key(reader, "u")
    reader.reads("Undone: a theme made of a group.", "Nothing to undo")
    _unfold(reader, "Make a theme of this group")
    reader.fill("Title", "Later hours").fill("What people told us, in fresh words", TEXT)
    _enter(reader, "Make the theme")
    reader.reads("The theme is made.")
    _enter(reader, "All questions")


def _by_number(reader: Person) -> None:
    """Place the next answers by a number, keep with Ctrl+Enter, go back with U, walk with the arrows."""
    _enter(reader, "Open the next 10")
    reader.reads("Answer 1 of 10", "It has no place yet.")
    _key(reader, "1")
    reader.reads("Not kept yet.")
    _key(reader, "ArrowRight")
    reader.reads("Answer 2 of 10", "It has no place yet.")
    _key(reader, "ArrowLeft")
    reader.reads("Answer 1 of 10", "Not kept yet.")
    _key(reader, "Control+Enter")
    reader.reads("Answer 2 of 10", "Undo: one answer placed")
    _key(reader, "u")
    reader.reads("Undone: one answer placed.", "Answer 1 of 10", "It has no place yet.")
    _key(reader, "1")
    _key(reader, "Control+Enter")
    reader.reads("Answer 2 of 10")


def _on_a_phone(reader: Person) -> None:
    """What was done at the desk can be undone here; an answer is ticked, put, and taken back after a reload."""
    reader.go("read")
    _enter(reader, "I have read this. Go on")
    _enter(reader, "Groups and themes")
    reader.reads("20 answers of 20 open.", "Undo: one answer placed")
    reader.fill("Words in the answer", "warm food")
    _choose(reader, "Put ticked answers under", 0)
    box = reader.main.get_by_role("checkbox", name="Tick answer 1", exact=True).first
    box.focus()
    reader.page.keyboard.press("Space")
    reader.rest().reads("1 answer is ticked.")
    _key(reader, "Control+Enter")
    reader.reads("Done: 1 answer.", "Undo: answers moved", "Nothing is ticked.")
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= reader.screen["width"]
    assert "warm" not in reader.page.url
    _enter(reader, "On its own")
    reader.reads("Someone may be in danger", "It names a person", "warm food")
    _enter(reader, "To the bench")
    reader.reads("20 answers of 20 open.")
    reader.go("read")
    _enter(reader, "Groups and themes")
    _key(reader, "u")
    reader.reads("Undone: answers moved.", "Undo: one answer placed")


def _another_was_first(reader: Person, house, room) -> None:
    """What the other reader wrote meanwhile is shown, what was typed is still there, and a second press keeps it."""
    reader.go("themes").open("Later hours").fill("Title", "Mine")
    with house.database.writing() as session:
        theme = codebook.codebook(session, room.part_id)[0]
        codebook.change(session, room.second, theme.id, Draft("Theirs", TEXT), K)
    _enter(reader, "Keep the change")
    reader.reads("Someone changed this meanwhile.", "It now reads:", "Theirs")
    expect(reader.main.get_by_label("Title", exact=True).first).to_have_value("Mine")
    _enter(reader, "Keep the change")
    reader.reads("The change is kept.")


def _enter(reader: Person, name: str) -> None:
    """Press a button with Enter."""
    reader.button(name).focus()
    reader.page.keyboard.press("Enter")
    reader.rest()


def _key(reader: Person, key: str) -> None:
    """Press a key with nothing in focus that would take it."""
    reader.page.evaluate("() => document.activeElement?.blur()")
    reader.page.keyboard.press(key)
    reader.rest()


def _choose(reader: Person, label: str, place: int) -> None:
    """Choose from a list by the arrows; the first line is `place` 0."""
    field = reader.main.get_by_role("combobox", name=label, exact=True).first
    for _ in range(TRIES):
        # A list that opened while the page was still being answered closes again.
        field.focus()
        reader.page.keyboard.press("ArrowDown")
        with suppress(TooLate):
            reader.page.get_by_role("option").nth(place).wait_for(timeout=3_000)
            break
    for _ in range(place):
        reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("Enter")
    reader.rest()


def _unfold(reader: Person, text: str) -> None:
    folded = reader.main.locator("summary").filter(has_text=text).first
    folded.focus()
    reader.page.keyboard.press("Enter")
    reader.rest()
