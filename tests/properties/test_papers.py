"""A paper comes back as it was sealed, or is refused; and nothing of a device comes with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult import papers
from consult.envelopes import unpad
from consult.papers import DoesNotFit, Reply, TooLong
from consult.rounds.scripts import MAX_OTHER, MAX_WRITTEN, Kind, Question

QUESTIONS = (
    Question("q1", Kind.OPEN, "What would help?"),
    Question("q2", Kind.CHOICE, "Which?", options=("Yes", "No", "Not sure")),
    Question("q3", Kind.MULTI, "Which ones?", options=("A", "B", "Something else"), max_picks=2),
)
SIZE = papers.envelope_size(QUESTIONS)

written = st.text(max_size=MAX_WRITTEN)
some_papers = st.fixed_dictionaries(
    {},
    optional={
        "q1": st.builds(Reply, words=written, quotable=st.booleans()),
        "q2": st.builds(Reply, picks=st.frozensets(st.integers(0, 2), max_size=1)),
        "q3": st.builds(Reply, picks=st.frozensets(st.integers(0, 2), max_size=2), other=st.text(max_size=MAX_OTHER)),
    },
)


@given(some_papers)
def test_what_is_sealed_comes_back(paper):
    """Whatever is typed, the fitted paper is read back the same, from bytes of one size."""
    fitted = papers.fit(QUESTIONS, paper)

    padded = papers.to_bytes(QUESTIONS, fitted, SIZE)

    assert len(padded) == SIZE
    assert papers.from_bytes(QUESTIONS, padded) == fitted


@given(written)
def test_normalising_twice_changes_nothing_more(text):
    """Normalised text is its own normal form, so a member sees what is kept."""
    once = papers.normalise(text)

    assert papers.normalise(once) == once


@given(st.binary(max_size=SIZE))
def test_bytes_that_no_paper_made_are_refused_or_read(content):
    """Foreign bytes never raise anything but DoesNotFit, and never give text that no field would take."""
    padded = (len(content[:-4]).to_bytes(4, "big") + content)[:SIZE].ljust(SIZE, b"\0")
    try:
        paper = papers.from_bytes(QUESTIONS, padded)
    except DoesNotFit:
        return
    assert papers.fit(QUESTIONS, paper) == paper


def test_marks_of_a_device_are_taken_out():
    """Curly quotes, long dashes, invisible characters and direction marks do not reach an envelope."""
    typed = "\u201cit\u2019s\u201d \u2014 fine\u2026\u200b\u202e\ufe0f\r\nok\x00"

    assert papers.normalise(typed) == '"it\'s" - fine...\nok'


def test_a_reply_that_is_too_long_is_named_by_number():
    """The refusal names the question by its number and shows nothing of what was typed."""
    with pytest.raises(TooLong) as refused:
        papers.fit(QUESTIONS, {"q1": Reply(words="x" * (MAX_WRITTEN + 1))})

    assert refused.value.question == "q1"
    assert "question 1" in refused.value.sentence
    assert "xx" not in refused.value.sentence


def test_the_fullest_paper_fits_its_envelope():
    """Four bytes a character in every field still fit the size that is fixed at approval."""
    fullest = {
        "q1": Reply(words="\U0001f642" * MAX_WRITTEN, quotable=True),
        "q2": Reply(picks=frozenset({2})),
        "q3": Reply(picks=frozenset({0, 2}), other="\U0001f642" * MAX_OTHER),
    }

    padded = papers.to_bytes(QUESTIONS, papers.fit(QUESTIONS, fullest), SIZE)

    assert len(unpad(padded)) + 4 <= SIZE
    assert SIZE % 4096 == 0
