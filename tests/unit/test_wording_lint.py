"""No question asks for a story, a name, a label or a crime, blames, leads, or presses for an answer."""

import socket
import subprocess
import sys

import pytest

from consult.wording import lint
from consult.wording.catalogue import add_ons, closing_pair, read, templates
from consult.wording.findings import Severity
from consult.wording.reading import read_grade
from consult.wording.syllables import syllables

SAMPLES = {
    "asks_history": ("What happened to you?", "How old were you?", "Who hurt you?", "Tell us about the time you left."),
    "asks_identity": ("What is your name?", "Where do you live?", "Which shelter do you use?", "What is your email?"),
    "asks_status": (
        "Are you a survivor?",
        "Have you left?",
        "Do you still use?",
        "Did you choose it?",
        "What are your pronouns?",
    ),
    "asks_crime": ("Did you report it?", "Have you ever been charged?", "Did you steal to get by?"),
    "why_you": ("Why did you stay?", "Why didn't you call?", "Why are you here?"),
    "leading": ("Don't you think this is good?", "How great was it?", "Do you agree that it works?"),
    "double": ("What helps? What does not?", "What would help you get there and what would stop you?"),
    "labels_reader": ("As a survivor, what helps?", "What do you victims need?"),
    "must": ("You must answer this.", "It is required to fill this in."),
    "graphic": ("What should be done about rape?", "What would help after an overdose?"),
    "too_long": ("What " + "day " * 20 + "is good?",),
    "grade": ("Which organizational accountability mechanisms necessitate comprehensive institutional evaluation?",),
}
WEIGHTS = {rule["key"]: rule["severity"] for rule in read("language")["question_lint"]}
SHIPPED = [
    (one["key"], asked)
    for one in (*templates(), *add_ons(), {"key": "closing", "questions": closing_pair()})
    for asked in one["questions"]
]


@pytest.mark.requirement("PLAIN-05")
@pytest.mark.parametrize(("key", "text"), [(key, text) for key, texts in SAMPLES.items() for text in texts])
def test_each_rule_finds_its_samples(key: str, text: str) -> None:
    """Fails when a rule of the lint is lost, weakened, or no longer finds what it was made for."""
    found = {one.rule: one.severity for one in lint.check(text, "Question 1")}

    assert found[key] is Severity(WEIGHTS[key])


@pytest.mark.requirement("PLAIN-05")
@pytest.mark.parametrize("kind", ["choice", "multi"])
def test_a_choice_has_not_sure(kind: str) -> None:
    """Fails when a question with choices passes without "Not sure"."""
    found = lint.check("Is it clear?", "Question 1", kind=kind, options=("Yes", "No"))

    assert [(one.rule, one.severity) for one in found] == [("no_unsure", Severity.BLOCK)]
    assert lint.check("Is it clear?", "Question 1", kind=kind, options=("Yes", "No", "Not sure")) == []


@pytest.mark.requirement("PLAIN-05")
def test_no_sliders() -> None:
    """Fails when a kind of question that is no list and no field passes."""
    found = lint.check("How clear is it?", "Question 1", kind="slider", options=("1", "Not sure"))

    assert [one.rule for one in found] == ["slider"]


@pytest.mark.requirement("PLAIN-05")
@pytest.mark.parametrize(("where", "asked"), SHIPPED, ids=[f"{key}-{asked['id']}" for key, asked in SHIPPED])
def test_every_shipped_question_passes(where: str, asked: dict) -> None:
    """Fails when a template, an add-on or the closing pair breaks the lint."""
    found = lint.check(
        asked["text"].replace("{program}", "Six Rooms"),
        where,
        kind=asked["type"],
        hint=asked["help"],
        options=asked["options"],
        names=("Six Rooms",),
    )

    assert found == []


@pytest.mark.requirement("PLAIN-05")
def test_a_hard_word_needs_a_note_on_the_page_before() -> None:
    """Fails when a hard word passes without a content note, or a note does not count."""
    text = "What should be done about rape?"

    assert [one.rule for one in lint.check(text, "Question 1")] == ["graphic"]
    assert lint.check(text, "Question 1", note="The next one is about sexual harm.") == []


@pytest.mark.requirement("PLAIN-05")
def test_a_rule_reads_hints_and_options_too() -> None:
    """Fails when a question may ask for a name in its hint."""
    found = lint.check("Who helped?", "Question 1", hint="Write your full name here.")

    assert [one.rule for one in found] == ["asks_identity"]


def test_two_rules_are_lifted_by_no_reason() -> None:
    """Consent says that no name is asked for and no label is needed."""
    lasting = {one.rule for key in SAMPLES for one in lint.check(SAMPLES[key][0], "Question 1") if one.lasting}

    assert lasting == {"asks_identity", "asks_status"}


@pytest.mark.parametrize(
    ("word", "beats"),
    [
        ("safe", 1), ("skip", 1), ("people", 2), ("police", 2), ("ideas", 3), ("answered", 2), ("idea", 3),
        ("don't", 1), ("anonymous", 4), ("community", 4), ("information", 4), ("wanted", 2), ("stopped", 1),
        ("day-to-day", 3), ("accountability", 6), ("A", 1), ("", 1),
    ],
)  # fmt: skip
def test_beats_of_words(word: str, beats: int) -> None:
    """The count by spelling agrees with how everyday words are spoken."""
    assert syllables(word) == beats


def test_grade_is_the_formula() -> None:
    """0.39 words a sentence + 11.8 beats a word - 15.59: ten words of one beat, and of two."""
    assert read_grade("We go to the shop and buy some red fruit.").grade == 0.1
    assert read_grade("Many people answer many simple questions every single day.").grade > 6


def test_names_are_not_counted() -> None:
    """Names of peoples, places and programs do not make a sentence hard (PLAIN-01)."""
    plain = read_grade("What would help here?")

    assert read_grade("What would help African Nova Scotians here?").grade == plain.grade
    assert read_grade("What would help at the Specialized Outreach here?", ("Specialized Outreach",)).grade < 2


@pytest.mark.requirement("PLAIN-08")
def test_the_grade_is_worked_out_with_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails when working out a grade opens a socket, or needs a file that is not in the repository."""

    def refuse(*_args: object, **_more: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)

    assert read_grade("What would make it feel safe to reach out the first time?").grade < 6


@pytest.mark.requirement("PLAIN-08")
def test_reading_loads_nothing_that_could_download() -> None:
    """Fails when the reading grade, freshly imported in a process whose sockets are shut, pulls in such a package."""
    program = (
        "import socket, sys\n"
        "def shut(*a, **k): raise SystemExit('socket')\n"
        "socket.socket = shut\n"
        "from consult.wording.reading import read_grade\n"
        "read_grade('What helps?')\n"
        "print([m for m in ('nltk', 'textstat', 'requests', 'urllib.request', 'httpx') if m in sys.modules])\n"
    )
    said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)

    assert said.stdout.strip() == "[]"
