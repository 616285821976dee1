"""Proposals learned from coded answers: the same on every run, honest at few, and quiet where there is nothing."""

import logging
import socket

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from sklearn.metrics import f1_score

from consult.words.learned.learning import TooFewCoded, learn
from consult.words.suggesting import regression
from consult.words.suggesting.boldness import agreement, proposed
from consult.words.suggesting.letters import by_letters
from consult.words.suggesting.limits import CODED_ENOUGH
from consult.words.suggesting.usefulness import WITH_CARE, most_useful_first
from consult.words.suggesting.vectors import BySharedWords, ByWords
from tests.unit.test_suggestions import AUTOBUS, REPAS, told

FRENCH = (
    "L'autobus du soir passe trop tôt", "Plus d'autobus le soir", "Un autobus toutes les heures", "L'autobus est loin",
    "Je rate l'autobus du soir", "Les autobus de nuit", "Un repas chaud le midi", "Des repas pour les enfants",
    "Le repas du soir était froid", "Plus de repas chauds", "Un repas sans porc", "Les repas du dimanche",
)  # fmt: skip


def coded(each: int = 15):
    """Buses and food, half and half, coded by their matter."""
    texts = [*told("buses", 30), *told("food", 30)]
    known = {at: ["buses"] for at in range(each)} | {30 + at: ["food"] for at in range(each)}
    return texts, known


def by_place(lesson):
    return {one.place: one.themes for one in lesson.proposals}


@pytest.mark.parametrize("vectors", [None, ByWords(), BySharedWords()])
def test_the_rest_is_proposed_as_the_reader_coded(vectors):
    """Fifteen of each matter teach the other thirty, with every kind of vectors; fails when rows and codings part."""
    texts, known = coded()

    lesson = learn(texts, known, vectors=vectors)

    assert sorted(by_place(lesson)) == [*range(15, 30), *range(45, 60)]
    right = sum(themes == (("buses",) if place < 30 else ("food",)) for place, themes in by_place(lesson).items())
    assert right >= 27
    assert lesson.learned_from == 30
    assert lesson.agreement > 0.9


def test_one_answer_under_several_themes():
    """Answers coded under both matters teach that both can be proposed together."""
    texts = [f"{one}. {other}" for one, other in zip(told("buses", 50), told("food", 50), strict=True)]
    texts += [*told("buses", 30), *told("food", 30)]
    known = {at: ["buses", "food"] for at in range(40)} | {at: ["buses"] for at in range(50, 70)}
    known |= {at: ["food"] for at in range(80, 100)}

    found = by_place(learn(texts, known))

    assert sum(set(found[at]) == {"buses", "food"} for at in range(40, 50)) >= 8


def test_under_thirty_nothing_is_learned():
    """29 coded answers raise, 30 do not. Fails when CODED_ENOUGH is lowered."""
    texts, known = coded()
    fewer = dict(list(known.items())[1:])

    assert CODED_ENOUGH == 30
    with pytest.raises(TooFewCoded):
        learn(texts, fewer)
    learn(texts, known)


@pytest.mark.parametrize("under", [["one"], []])
def test_all_the_same(under):
    """Thirty answers under one theme, or all found to say nothing: the next gets that too, without a crash."""
    texts = ["The bus is late"] * 35

    lesson = learn(texts, dict.fromkeys(range(30), under))

    assert set(by_place(lesson).values()) == {tuple(under)}
    assert lesson.agreement == 1


def test_nothing_left_to_propose():
    """Where every answer is coded there is no proposal, and the agreement is still told."""
    texts, known = coded(30)

    lesson = learn(texts, known)

    assert lesson.proposals == ()
    assert lesson.agreement > 0.9


def test_a_theme_of_one_answer_and_texts_of_nothing():
    """Themes with one answer, blanks, emoji and half a sign among the texts do no harm."""
    texts, known = coded()
    texts += ["", "   ", "\U0001f44d", "broken \ud83d sign", "a" * 5000]
    known[0] = ["alone"]

    assert len(learn(texts, known).proposals) == 35


def test_the_same_answers_give_the_same_proposals():
    """Twice the same call gives the same lesson, bit by bit; fails when a fold or a draw has no seed."""
    texts, known = coded()

    assert learn(texts, known, seed=3) == learn(texts, known, seed=3)


def test_french_and_english_in_one_part():
    """French answers are learned beside English ones, by the words they share."""
    texts, known = coded()
    texts += [*FRENCH, *AUTOBUS, *REPAS]
    known |= {60 + at: ["buses"] if at < 6 else ["food"] for at in range(12)}

    found = by_place(learn(texts, known, vectors=BySharedWords()))

    assert [found[72 + at] for at in range(6)] == [("buses",)] * 3 + [("food",)] * 3


def test_the_question_counts():
    """The same words mean one theme under one question and another under the other."""
    texts = ["Yes, the same as before"] * 80
    questions = ["q1", "q2"] * 40
    known = {at: [questions[at]] for at in range(40)}

    found = by_place(learn(texts, known, questions=questions))

    assert all(themes == (questions[place],) for place, themes in found.items())


def test_nothing_leaves_and_nothing_is_told(monkeypatch, caplog):
    """No socket is opened and no answer is logged while something is learned."""

    def closed(*_args, **_kwargs):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", closed)
    caplog.set_level(logging.DEBUG)
    texts, known = coded()

    learn(texts, known)

    assert not any("bus" in record.getMessage() for record in caplog.records)


def test_a_theme_of_all_or_none_is_told_as_that():
    """Nothing but yes, nothing but no, and a theme that can be learned, side by side."""
    rng = np.random.default_rng(0)
    rows = rng.normal(size=(60, 4)).astype(np.float32)
    ticks = np.column_stack([np.ones(60, bool), np.zeros(60, bool), rows[:, 0] > 0])

    told = regression.Learned(rows, ticks).chances(rows)

    assert (told[:, 0] > 0.99).all()
    assert (told[:, 1] < 0.01).all()
    assert ((told[:, 2] > 0.5) == ticks[:, 2]).mean() > 0.95


@settings(deadline=None)
@given(
    arrays.arrays(np.float64, st.tuples(st.integers(1, 6), st.integers(1, 12)), elements=st.floats(0.001, 0.999)),
    st.sampled_from([0.5, 1.0, 2.0]),
)
def test_the_likeliest_is_always_proposed_and_none_before_a_likelier(chances, boldness):
    """One theme at least; whatever is proposed is at least as likely as whatever is not."""
    ticks, worth = proposed(chances, boldness)

    assert ticks.any(axis=1).all()
    assert ((worth > 0) & (worth <= 2)).all()
    for row, taken in zip(chances, ticks, strict=True):
        assert row[taken].min() >= (row[~taken].max() if (~taken).any() else 0)


@settings(deadline=None)
@given(st.data())
def test_agreement_is_the_f1_of_scikit_learn(data):
    """Samples-F1 as scikit-learn gives it, where no coding is empty; symmetric, 0 to 1, and 1 with itself."""
    shape = data.draw(st.tuples(st.integers(1, 8), st.integers(1, 5)))
    one, other = (data.draw(arrays.arrays(np.bool_, shape)) for _ in range(2))
    full_one, full_other = one.copy(), other.copy()
    full_one[:, 0] = full_other[:, -1] = True

    assert agreement(one, one) == 1
    assert agreement(one, other) == agreement(other, one)
    assert 0 <= agreement(one, other) <= 1
    if shape[1] > 1:
        theirs = f1_score(full_one, full_other, average="samples")
        assert agreement(full_one, full_other) == pytest.approx(theirs)


def test_the_most_useful_are_unsure_and_unlike():
    """Of two answers that say the same, one comes first and its twin last; every place comes once."""
    rows = np.eye(4, dtype=np.float32)[[0, 0, 1, 2]]

    order = most_useful_first(rows, np.array([0.9, 0.9, 0.5, 0.2]))

    assert order.tolist() == [0, 2, 3, 1]


@pytest.mark.parametrize("count", [0, 1, WITH_CARE, WITH_CARE + 7])
def test_every_answer_has_one_place_in_the_order(count):
    """No answer is lost between the careful part and the rest."""
    rng = np.random.default_rng(count)
    rows = rng.normal(size=(count, 3)).astype(np.float32)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)

    assert sorted(most_useful_first(rows, rng.random(count))) == list(range(count))


@pytest.mark.parametrize("texts", [["a"], ["a", "b"], ["", ""], ["xyz", "xyz"]])
def test_letters_of_hardly_anything(texts):
    """One text, two without a run in common, blanks: rows of a finite length, one a text."""
    rows = by_letters(texts, 0)

    assert len(rows) == len(texts)
    assert np.isfinite(rows).all()


def test_forms_and_slips_meet_by_their_letters():
    """Forms of one word, and one with a slip, are more alike than any two words; in French too."""
    texts = ["waiting", "waitng", "attendre", "attendu", "dinner", "diner"]

    rows = by_letters(texts, 0)

    likeness = rows @ rows.T
    pairs = [(0, 1), (2, 3), (4, 5)]
    assert min(likeness[pair] for pair in pairs) > max(
        likeness[one, other] for one in range(6) for other in range(one) if (other, one) not in pairs
    )
