"""Answers as numbers by the words they share: the way that is always there."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from consult.words.suggesting.shapes import Rows
from consult.words.suggesting.wordlists import Words, carry

WIDTH = 100
ROOTS = 30_000
SEVERAL = 200
SHORTEST_ROOT = 4
NO_LENGTH = 1e-6


def by_words(spoken: Sequence[Words], seed: int) -> Rows:
    """
    Give one unit row an answer: latent semantic analysis (Deerwester and others, 1990) of TF-IDF.

    `spoken` holds the words of each answer. Rows are float32, at most 100 wide; an answer that shares no word
    with another still gets a row, the same for all such answers.
    """
    weighed = TfidfVectorizer(
        analyzer=_features,
        sublinear_tf=True,
        min_df=2 if len(spoken) >= SEVERAL else 1,
        max_features=ROOTS,
        dtype=np.float32,
    )
    try:
        table = weighed.fit_transform(spoken)
    except ValueError:  # no word is shared by two answers
        return _apart(np.zeros((len(spoken), 1), dtype=np.float32))
    width = min(WIDTH, table.shape[0] - 1, table.shape[1] - 1)
    if width <= 1:
        return _apart(np.asarray(table.toarray(), dtype=np.float32))
    reduced = TruncatedSVD(width, n_iter=3, random_state=seed).fit_transform(table)
    return _apart(np.asarray(reduced, dtype=np.float32))


def _features(words: Words) -> Words:
    carried = carry(words)
    pairs = [f"{one} {two}" for one, two in pairwise(carried)]
    return [root(word) for word in carried] + pairs


def root(word: str) -> str:
    """Cut the ends that change with number and tense, roughly, so that "waited" and "waiting" meet."""
    for end in ("ing", "ed", "es", "s", "e"):
        if word.endswith(end) and len(word) - len(end) >= SHORTEST_ROOT:
            return word[: -len(end)]
    return word


def _apart(rows: Rows) -> Rows:
    # Rows of zeros are like nothing at all; one more column makes them like each other.
    lengths = np.linalg.norm(rows, axis=1)
    lone = (lengths < NO_LENGTH).astype(np.float32)[:, None]
    apart: Rows = normalize(np.hstack([rows * (1 - lone), lone])).astype(np.float32)
    return apart
