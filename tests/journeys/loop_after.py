"""After the close: the box is opened, its answers are read and themed, and what was heard is released and answered."""

from datetime import date, timedelta

import httpx
from playwright.sync_api import expect

from consult.clock import in_words
from tests.journeys import loop_story as story
from tests.journeys.loop_story import THEMES, Said
from tests.journeys.people import DESKTOP, Person
from tests.journeys.pictures import keep

SAID = (story.FULL, story.KEEPS_NO_CODE, story.CHANGES, *story.BY_THE_DOOR)
RULES_OF_FULL = "They wanted my number, [phone number], before I could eat."


def open_the_box(steward: Person, phrase: str) -> None:
    """A wrong phrase changes nothing; the right one opens the box, once."""
    steward.reads("Closed. Open the box").go_there(story.TITLE).reads("Nobody has read anything.")
    keep(steward.page, "steward-box")
    wrong = " ".join([*phrase.split()[:-1], "anchor"])
    _try(steward, wrong)
    steward.reads("This phrase does not open the box. Check each word.", "Nobody has read anything.")
    keep(steward.page, "steward-wrong-phrase")
    _try(steward, f"  {phrase.upper()} ")
    steward.reads("The box is open. Its answers are in one heap, and the keys are destroyed.")
    keep(steward.page, "steward-opened")
    assert "were left out" not in steward.words()


def _try(steward: Person, phrase: str) -> None:
    steward.main.get_by_label("Opening phrase", exact=True).fill(phrase)
    steward.press("Open the box")


def read_it_all(reader: Person) -> None:
    """Write the themes, then place every answer, one at a time; one idea stands alone, one answer says nothing."""
    reader.reads("The answers can be read.").go_there(story.TITLE)
    reader.reads("Before you read", "Stopping is fine").press("I have read this. Go on")
    reader.reads("10 answers, 0 open.", "4 answers, 0 open.")
    keep(reader.page, "reader-questions")
    reader.go("themes").reads("There is no theme yet.")
    for theme in THEMES:
        _add(reader, theme)
    _add_other(reader)
    reader.go("read").press("Open the last 10")
    seen = _place_all(reader, {said.words: said for said in SAID}, with_pictures=True)
    assert seen == {said.words for said in SAID}
    reader.reads("10 answers, all open.").press("Open the last 4")
    ruled = {said.rules or said.words: Said(said.rules, said.rules_themes) for said in SAID if said.rules}
    ruled[RULES_OF_FULL] = Said(RULES_OF_FULL, (story.RULES,))
    ruled.pop(story.FULL.rules)
    assert _place_all(reader, ruled) == set(ruled)
    reader.reads("Every answer is read and has its place.")


def _add(reader: Person, theme: story.Theme) -> None:
    if not reader.main.get_by_label("Title", exact=True).last.is_visible():
        reader.open("Add a theme, or a line of other things we heard")
    for label, text in (("Title", theme.title), ("What people told us, in fresh words", theme.text)):
        _fill_new(reader, label, text)
    if theme.views:
        _fill_new(reader, "Views differ: who sees it otherwise", theme.views)
    reader.press("Add it").reads("Added.")
    expect(reader.main.locator("summary").filter(has_text=theme.title)).to_have_count(1)


def _fill_new(reader: Person, label: str, text: str) -> None:
    field = reader.main.get_by_label(label, exact=True).last
    field.fill(text)
    field.blur()
    reader.rest()


def _add_other(reader: Person) -> None:
    if not reader.main.get_by_label("Title", exact=True).last.is_visible():
        reader.open("Add a theme, or a line of other things we heard")
    reader.choose("A line of other things we heard")
    _fill_new(reader, "One thing we heard, in fresh words", story.OTHER)
    reader.press("Add it").reads("Added.")


def _place_all(reader: Person, known: dict[str, Said], *, with_pictures: bool = False) -> set[str]:
    """Place each answer of the batch that is open; gives what was read."""
    seen: set[str] = set()
    many = len(known)
    for at in range(1, many + 1):
        reader.reads(f"Answer {at} of {many}")
        words = reader.main.locator("blockquote.answer").inner_text()
        said = known[words]
        for theme in said.themes:
            reader.choose(theme)
        if not said.themes:
            reader.choose("It says nothing" if words == "n/a" else story.OTHER)
        if with_pictures and words == story.KEEPS_NO_CODE.words:
            keep(reader.page, "reader-answer")
        seen.add(words)
        reader.press("Keep and end this batch" if at == many else "Keep and go on")
    return seen


def ask_for_quotes(reader: Person) -> None:
    """Ask whether one answer may be quoted, one at a time: a yes, and a no that says no more."""
    reader.press("Batch 1")
    _walk_to(reader, story.QUOTE)
    reader.open("Use exact words of this answer").press("Ask whether we may use exact words of this answer")
    reader.reads("We may. Copy the words from the answer, in one piece.")
    reader.fill("Exact words", "Food, and a quiet chair").press("Choose these words")
    reader.reads("A quote is exact words in one piece.")
    reader.fill("Exact words", story.QUOTE)
    keep(reader.page, "reader-quote")
    reader.press("Choose these words").reads("Chosen. A second person clears it.")
    reader.press("All questions").reads("Time for a break?").press("Go on reading").press("Batch 1")
    _walk_to(reader, story.NOT_QUOTABLE)
    reader.open("Use exact words of this answer").press("Ask whether we may use exact words of this answer")
    reader.reads("We can not use the exact words of this answer.").press("All questions")


def _walk_to(reader: Person, words: str) -> None:
    answer = reader.main.locator("blockquote.answer")
    while answer.inner_text() != words:
        reader.press("Next, leave it for now")


def write_it_fresh(reader: Person) -> None:
    """Copied words are pointed out and keep it from the steward; fresh words let it go."""
    reader.go("themes").open(story.TRUST)
    _change(reader, story.COPIED)
    reader.reads("Copied from an answer", "Write it fresh")
    reader.go("propose").reads("copies six words or more from an answer. Write it fresh.")
    expect(reader.button("Sign, and put it before the steward")).to_have_count(0)
    reader.go("themes").open(story.TRUST)
    _change(reader, next(theme.text for theme in THEMES if theme.title == story.TRUST))
    keep(reader.page, "reader-themes")
    assert "Copied from an answer" not in reader.words()


def _change(reader: Person, text: str) -> None:
    reader.fill("What people told us, in fresh words", text)
    reader.main.locator("[data-testid=stExpander]").filter(has_text=story.TRUST).get_by_role(
        "button", name="Keep the change"
    ).click()
    reader.rest().reads("The change is kept.")


def clear_the_quote(second: Person) -> None:
    """The second person looks at the words and clears them."""
    second.go("themes").reads("Exact words", story.QUOTE)
    second.choose("I read it. It points to nobody.")
    keep(second.page, "reader-clear", tallest=1600)
    second.press("Clear this quote").reads("Cleared.")


def propose(reader: Person) -> None:
    """Sign first; what waits for the steward is shown as it would leave."""
    reader.go("propose").fill("Who may be missing", "People without a phone, and people who answer in French.")
    keep(reader.page, "reader-propose")
    reader.press("Sign, and put it before the steward").reads("It waits for the steward now.", story.QUOTE)


def release(steward: Person) -> None:
    """Read exactly what would leave, then let it."""
    steward.reads("A reader signed the themes.").go_there(story.TITLE)
    steward.reads("this is exactly what would leave", "It does not speak for: People without a phone")
    keep(steward.page, "steward-release")
    expect(steward.button("Release it")).to_be_disabled()
    steward.reads("Draft themes go back to members before anything leaves")
    steward.fill("Why draft themes do not go back to members", story.UNCHECKED).press("Keep this reason")
    steward.reads("Your reason is kept.", story.UNCHECKED)
    steward.fill("Who was asked, and how", story.ASKED).press("Keep this note")
    steward.reads("Your note is kept.", story.ASKED)
    steward.choose("I have read all of it. It may leave.").press("Release it")
    steward.reads("Release 1 has left. Those who asked now answer each theme.")
    steward.go("log").reads("opened raw answers to question 1", "asked whether one answer may be quoted")
    keep(steward.page, "steward-log", tallest=1800)


def answer_back(designer: Person) -> None:
    """Read the one page, then answer each theme: yes, partly, no, not ours."""
    designer.reads("wait for your answer.").follow("Go there")
    designer.ready().reads("What people in this round told us", story.QUOTE, story.OTHER, "Most people spoke of")
    expect(designer.main.locator(".js-plotly-plot").first).to_be_visible()
    for title, said_by in ((story.NIGHT, "Most people"), (story.TRUST, "Many people"), (story.PEERS, "A few people")):
        row = designer.main.locator("tr").filter(has_text=title).first
        expect(row).to_contain_text(said_by)
    _no_small_number(designer)
    keep(designer.page, "designer-release", tallest=3600)
    designer.open("Show the text").reads("To cite: Evening hours at the drop-in, release 1")
    for number, title in enumerate(_themes_in_order(designer), 1):
        _decide(designer, number, title)
    designer.reads("No theme waits any more. All of it can be read on the public page.")
    keep(designer.page, "designer-answered", tallest=2600)


def _themes_in_order(designer: Person) -> list[str]:
    heads = designer.main.locator("h2").all_inner_texts()
    numbered = [head.split(" ", 1) for head in heads if head.startswith("1.")]
    return [title for _number, title in numbered]


def _no_small_number(designer: Person) -> None:
    cells = designer.main.locator("td:nth-child(2)").all_inner_texts()
    assert cells
    assert not any(sign.isdigit() for cell in cells for sign in cell)


def _decide(designer: Person, number: int, title: str) -> None:
    said = story.DECISIONS[title]
    # The fields of the first theme without an answer stand first.
    designer.choose(said.verdict)
    if said.verdict == "No":
        designer.press("Answer this theme").reads("A no needs a reason. Say why in plain words.")
    designer.fill("Why, in plain words", said.reason).fill("Which role owns it (no name of a person)", said.owner)
    designer.fill("Which roles read the summary first, one a line", story.READ_FIRST)
    designer.press("Answer this theme").reads(f"Answer to 1.{number}")


def read_the_outcome(url: str, browser, today: date) -> None:
    """Anyone can read what was said and what is done about it, without signing in; quotes and numbers stay inside."""
    listed = httpx.get(f"{url}/outcomes").text
    page = httpx.get(f"{url}/outcomes/1").text
    plain = httpx.get(f"{url}/outcomes/1.txt").text
    for said in story.DECISIONS.values():
        assert said.reason in page
        assert said.reason in plain
    assert story.TITLE in listed
    assert f"By {in_words(today + timedelta(days=30))}" in page
    assert story.QUOTE not in page + plain
    assert story.ADVISORY not in page + plain
    shown = browser.new_page(viewport=DESKTOP)
    shown.goto(f"{url}/outcomes/1")
    keep(shown, "outcome")
    shown.close()
