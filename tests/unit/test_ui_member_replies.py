"""From a field to a reply: what fits is taken, what does not is told by its numbers and never by its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.papers import Reply, fit
from consult.rounds.scripts import MAX_OTHER, MAX_WRITTEN, Kind, Question
from consult.ui.member import replies
from consult.ui.member.replies import DoesNotFitField

OPTIONS = ("Hours", "Rules", "Police", "Something else")
SEVERAL = Question("q", Kind.MULTI, "What?", options=OPTIONS, max_picks=2)
ONE = Question("q", Kind.CHOICE, "Which?", options=OPTIONS)


@pytest.mark.requirement("CONS-08")
def test_only_a_yes_lets_exact_words_out() -> None:
    """Not chosen and no are both no, and a blank has no words to give; fails when unset counts as yes."""
    assert replies.written("mine", None) == Reply(words="mine")
    assert replies.written("mine", may_quote=False) == Reply(words="mine")
    assert replies.written("mine", may_quote=True).quotable is True
    assert replies.written("   ", may_quote=True) == Reply()


def test_too_long_counts_and_never_quotes() -> None:
    """The sentence names what is there, what fits and what is over; the words stay out of it."""
    with pytest.raises(DoesNotFitField) as caught:
        replies.written("secret " * 300, None)

    assert "2,099 characters" in caught.value.sentence
    assert "1,500" in caught.value.sentence
    assert "599" in caught.value.sentence
    assert "secret" not in str(caught.value)


def test_a_few_words_have_room_for_a_few() -> None:
    """The short field is shorter."""
    with pytest.raises(DoesNotFitField):
        replies.picked(SEVERAL, [], "x" * (MAX_OTHER + 1))

    assert replies.picked(SEVERAL, [], "x" * MAX_OTHER).other == "x" * MAX_OTHER


def test_words_of_her_own_pick_something_else_where_it_is_free() -> None:
    """In a choice that she made they stay words beside it."""
    assert replies.picked(SEVERAL, [0], "the stairs") == Reply(picks=frozenset({0, 3}), other="the stairs")
    assert replies.picked(ONE, [], "the stairs") == Reply(picks=frozenset({3}), other="the stairs")
    assert replies.picked(ONE, [1], "the stairs") == Reply(picks=frozenset({1}), other="the stairs")


def test_one_pick_too_many_is_told() -> None:
    """With what she picked and what fits."""
    with pytest.raises(DoesNotFitField, match=r"You picked 3\. You can pick up to 2\."):
        replies.picked(SEVERAL, [0, 1, 2], "")


@given(st.text(max_size=1700), st.sampled_from([True, False, None]))
def test_what_the_field_takes_the_door_takes(typed: str, may_quote: bool | None) -> None:
    """A reply that came off the page always fits its paper, whatever signs are in it."""
    question = Question("q", Kind.OPEN, "What?")
    try:
        reply = replies.written(typed, may_quote)
    except DoesNotFitField:
        return

    assert len(reply.words) <= MAX_WRITTEN
    assert fit((question,), {"q": reply}).get("q", Reply()) == reply
