"""Figures of agreement are those of scikit-learn, say what they mean, and say that small samples waver."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score, f1_score

from consult.words.pair import agreement
from consult.words.pair.agreement import Table

THEMES = ("a", "b", "c")
CODINGS = st.lists(
    st.tuples(st.sets(st.sampled_from(THEMES)), st.sets(st.sampled_from(THEMES))), min_size=1, max_size=9
)


def ticks(pairs, side):
    return np.array([[theme in pair[side] for theme in THEMES] for pair in pairs])


@settings(deadline=None, max_examples=60)
@given(CODINGS)
def test_kappa_is_that_of_scikit_learn(pairs):
    """Pooled and for each theme; None exactly where scikit-learn gives no number."""
    found = agreement.of(pairs, THEMES)

    one, other = ticks(pairs, 0), ticks(pairs, 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pooled = cohen_kappa_score(one.ravel(), other.ravel())
        each = [cohen_kappa_score(one[:, at], other[:, at]) for at in range(3)]
    for ours, theirs in zip([found.kappa, *(table.kappa for _, table in found.themes)], [pooled, *each], strict=True):
        assert ours is None if np.isnan(theirs) else ours == pytest.approx(theirs)


@settings(deadline=None, max_examples=60)
@given(CODINGS)
def test_f1_is_that_of_scikit_learn(pairs):
    """The mean over answers; two empty codings agree wholly."""
    found = agreement.of(pairs, THEMES)

    theirs = f1_score(ticks(pairs, 0), ticks(pairs, 1), average="samples", zero_division=1.0)
    assert found.f1 == pytest.approx(theirs)


@settings(deadline=None, max_examples=60)
@given(CODINGS)
def test_who_is_named_first_changes_nothing(pairs):
    """Agreement has no order, lies in its bounds, and is whole with oneself."""
    found, turned = agreement.of(pairs, THEMES), agreement.of([(b, a) for a, b in pairs], THEMES)
    alone = agreement.of([(a, a) for a, _ in pairs], THEMES)

    assert (found.kappa is None) == (turned.kappa is None)
    assert found.kappa is None or found.kappa == pytest.approx(turned.kappa)
    assert found.f1 == pytest.approx(turned.f1)
    assert found.kappa is None or -1 <= found.kappa <= 1
    assert alone.same == alone.answers == len(pairs)
    assert alone.kappa in (None, pytest.approx(1))


def test_small_samples_waver_more_and_the_words_say_so():
    """Ten answers give a wider range than fifty like them, and the same one each time."""
    like = [({"a"}, {"a"}), ({"a"}, {"b"}), ({"b"}, {"b"}), ({"c"}, {"c"}), ({"b"}, {"b", "c"})]

    few, many = agreement.of(like * 2, THEMES), agreement.of(like * 10, THEMES)

    assert few.high - few.low > many.high - many.low > 0
    assert few == agreement.of(like * 2, THEMES)
    assert "It wavers" in agreement.in_words(few)[2]
    assert f"{few.low:.2f} to {few.high:.2f}" in agreement.in_words(few)[2]


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([], "Kappa can not be told"),
        ([({"a"}, {"a"})] * 12, "you coded 12 exactly alike"),
        ([(set(THEMES), set(THEMES))] * 12, "Kappa can not be told"),
        ([({"a"}, {"b"})] * 12, "less than chance"),
        ([({"a"}, {"a"})], "Of 1 answer, you coded 1"),
    ],
)
def test_edges_are_said_in_words(pairs, said):
    """No answers, all the same, all different, one answer: a sentence each, and no crash."""
    assert said in " ".join(agreement.in_words(agreement.of(pairs, THEMES)))


@pytest.mark.parametrize(
    ("kappa", "word"),
    [
        (-0.3, "less"),
        (0.0, "less"),
        (0.2, "hardly"),
        (0.21, "weak"),
        (0.6, "middling"),
        (0.61, "good"),
        (1, "very good"),
    ],
)
def test_a_kappa_has_a_word(kappa, word):
    """The steps of Landis and Koch (1977)."""
    assert word in agreement.told(kappa)


def test_a_table_without_cases_has_no_kappa():
    """Nothing coded: nothing told."""
    assert Table().kappa is None
