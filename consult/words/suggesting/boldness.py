"""How many themes to propose for an answer: as many as promise the best agreement with what a reader will choose."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from consult.words.suggesting.regression import Chances, Learned, Ticks
from consult.words.suggesting.shapes import Rows

MOST_THEMES = 8
FOLDS = 5
# Under 1 more themes are proposed, over 1 fewer. The middle comes first: it stays where others are no better.
BOLDNESS = (1.0, 0.85, 1.2, 0.7, 1.4, 0.5, 2.0)


def proposed(chances: Chances, boldness: float = 1.0) -> tuple[Ticks, NDArray[np.float64]]:
    """
    Give which themes to propose, one at least, and the agreement (F1 of the sample) to expect, for each answer.

    After Jansche, "A maximum expected utility framework" (2007), with the mean in place of the sum over all sets:
    with themes in order of chance, take so many that twice the chances taken, divided by how many are taken and how
    many there should be, is largest.
    """
    most = min(MOST_THEMES, chances.shape[1])
    order = np.argsort(-chances, axis=1, kind="stable")[:, :most]
    best_first = np.take_along_axis(chances, order, axis=1)
    should = boldness * chances.sum(axis=1, keepdims=True)
    worth = 2 * np.cumsum(best_first, axis=1) / (np.arange(1, most + 1) + should)
    taken = worth.argmax(axis=1)
    ticks = np.zeros(chances.shape, dtype=bool)
    np.put_along_axis(ticks, order, np.arange(most) <= taken[:, None], axis=1)
    return ticks, worth.max(axis=1)


def agreement(ticks: Ticks, other: Ticks) -> float:
    """Give the samples-F1 of two codings of the same answers: the mean of F1 for each, 1 where both are empty."""
    both = (ticks & other).sum(axis=1)
    total = ticks.sum(axis=1) + other.sum(axis=1)
    return float(np.where(total > 0, 2 * both / np.maximum(total, 1), 1.0).mean())


def chosen(rows: Rows, ticks: Ticks, seed: int) -> tuple[float, float]:
    """
    Give the boldness that agrees best with what the reader did, and that agreement, by cross-validation.

    Each fifth of the coded answers is proposed for by what the other four fifths teach.
    """
    chances = _left_out(rows, ticks, seed)
    tried: Sequence[tuple[float, float]] = [
        (agreement(proposed(chances, boldness)[0], ticks), boldness) for boldness in BOLDNESS
    ]
    best = max(tried, key=lambda one: one[0])
    return best[1], best[0]


def _left_out(rows: Rows, ticks: Ticks, seed: int) -> Chances:
    told = np.zeros(ticks.shape)
    folds = np.random.default_rng(seed).permutation(len(rows)) % FOLDS
    for fold in range(FOLDS):
        kept, left = folds != fold, folds == fold
        told[left] = Learned(rows[kept], ticks[kept]).chances(rows[left])
    return told
