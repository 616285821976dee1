"""Laws of texts and dates that hold for whatever staff type."""

import dataclasses
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from consult.plain_text import normalise
from consult.rounds import chances, dates
from consult.rounds.scripts import Kind, Question, Script
from consult.wording import language, lint, signs
from consult.wording.filling import fill, places
from consult.wording.reading import read_grade

WORDS = st.text(max_size=300)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
QUESTIONS = st.builds(
    Question,
    key=st.text("abcq123-", min_size=1, max_size=8),
    kind=st.sampled_from(Kind),
    text=WORDS,
    hint=WORDS,
    options=st.lists(st.text(max_size=20), max_size=5).map(tuple),
    max_picks=st.none() | st.integers(1, 5),
    note=WORDS,
)
SCRIPTS = st.builds(
    Script,
    language=st.just("en"),
    title=WORDS,
    topic=WORDS,
    advisory=WORDS,
    level=st.just("consult"),
    promise=WORDS,
    brief=WORDS,
    minutes=st.integers(1, 25),
    amount_cents=st.just(2500),
    opens_on=DAYS,
    closes_on=DAYS,
    latest_close=DAYS,
    themes_by=DAYS,
    decisions_by=DAYS,
    delete_by=DAYS,
    decider=WORDS,
    questions=st.lists(QUESTIONS, max_size=4).map(tuple),
    key_facts=WORDS,
    consent=st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=3).map(tuple),
    sentences=st.dictionaries(WORDS, WORDS, max_size=3),
    help_lines=st.lists(st.fixed_dictionaries({"name": WORDS, "may_report": st.booleans()}), max_size=2).map(tuple),
    seats=st.integers(5, 500),
    consent_version=WORDS,
)


@given(SCRIPTS)
def test_a_script_reads_back_whole(script: Script) -> None:
    """What was approved is what is shown, letter for letter, and its hash with it."""
    back = Script.from_json(script.to_json())

    assert back == script
    assert back.digest() == script.digest()


@given(SCRIPTS, WORDS)
def test_two_texts_never_share_a_hash(script: Script, other: str) -> None:
    """One other title is another hash."""
    second = dataclasses.replace(script, title=other)

    assert (second.digest() == script.digest()) is (second == script)


@given(st.dictionaries(st.sampled_from(["open", "fixed", "topic"]), WORDS), WORDS)
def test_filling_leaves_no_gap_or_says_so(facts: dict[str, str], around: str) -> None:
    """A place is filled, or still found; a brace that someone typed inside a fact is not filled again."""
    plain = around.replace("{", "").replace("}", "")
    filled = fill(f"{plain}of {{open}}", facts)

    known = facts.get("open", "").strip()
    assert filled == f"{plain}of {known or '{open}'}"
    assert known or places([filled]) == {"open"}


@given(st.text(max_size=600))
def test_every_check_answers_whatever_is_typed(text: str) -> None:
    """No text of staff breaks a check."""
    language.check(text, "Brief")
    signs.check(text, "Brief")
    lint.check(text, "Question 1")

    assert read_grade(text).grade >= 0
    assert normalise(normalise(text)) == normalise(text)


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(1, 365))
def test_the_proposed_dates_always_hold(opens_on: date, copies: int) -> None:
    """Whatever the first day and however long backups live, what is proposed breaks no rule."""
    calendar = dates.propose(opens_on, copies)

    assert dates.problems(calendar, opens_on, copies) == ()
    assert dates.erase_on(calendar.delete_by, copies) + timedelta(days=copies) == calendar.delete_by


@given(st.integers(0, 60), st.floats(0, 1))
def test_more_seats_never_lower_the_chance(seats: int, share: float) -> None:
    """The chance lies between 0 and 1 and grows with the seats."""
    few, more = chances.of_reaching(5, seats, share), chances.of_reaching(5, seats + 1, share)

    assert -1e-9 <= few <= more + 1e-9 <= 1 + 2e-9


@given(st.text("abcéß", min_size=1, max_size=20))
def test_a_fact_that_begins_a_sentence_begins_with_a_capital(fact: str) -> None:
    """Only its first letter changes, and only there."""
    large = fact[:1].upper() + fact[1:]

    assert fill("{open} is open. {open} too, and {open}.", {"open": fact}) == (
        f"{large} is open. {large} too, and {fact}."
    )
