"""Laws of the suggestions: whatever people wrote, every answer is in one place, and it is the same place each time."""

from hypothesis import given, settings
from hypothesis import strategies as st

from consult.words.suggesting.vectors import ByWords
from consult.words.suggestions import suggest

WORDS = st.sampled_from(["bus", "late", "food", "warm", "door", "desk", "kind", "rent", "nuit", "repas", "no", "n/a"])
ANSWERS = st.lists(st.one_of(st.lists(WORDS, max_size=6).map(" ".join), st.text(max_size=30)), max_size=70)


@settings(max_examples=40, deadline=None)
@given(ANSWERS, st.sampled_from([0.2, 1.0, 3.0]), st.integers(0, 2))
def test_every_answer_is_in_exactly_one_place(texts, resolution, seed):
    """No answer is lost or stands twice; groups are not empty; stability is a share."""
    found = suggest(texts, resolution=resolution, seed=seed, vectors=ByWords())

    assert sorted([*found.order, *found.unplaced]) == list(range(len(texts)))
    assert all(group.members and 0 <= group.stability <= 1 for group in found.groups)
    assert len(found.numbers) == len(texts)


@settings(max_examples=20, deadline=None)
@given(ANSWERS, st.randoms(use_true_random=False))
def test_the_order_answers_come_in_changes_nothing(texts, chance):
    """The same answers in another order fall into the same groups, and the same call gives the same result."""
    places = list(range(len(texts)))
    chance.shuffle(places)

    found, again = suggest(texts, vectors=ByWords()), suggest(texts, vectors=ByWords())
    moved = suggest([texts[place] for place in places], vectors=ByWords())

    assert found == again
    there = {frozenset(places[place] for place in group.members) for group in moved.groups}
    assert there == {frozenset(group.members) for group in found.groups}
