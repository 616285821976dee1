"""Answers as numbers by runs of letters: "waited", "waiting" and a slip of the pen still meet, in any language."""

from collections.abc import Sequence

import numpy as np
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from consult.words.suggesting.shapes import Rows

RUNS = (2, 5)
MOST_RUNS = 30_000
WIDTH = 200
# Runs are chosen and weighed on so many answers, drawn by the seed; the others are only looked up.
WEIGHED = 4000
LONGEST = 1500


def by_letters(texts: Sequence[str], seed: int) -> Rows:
    """
    Give one unit row a text, at most 200 wide: latent semantic analysis of TF-IDF of runs of 2 to 5 letters.

    A text that shares no run with two of those that were weighed gets a row of zeros.
    """
    cut = [text[:LONGEST] for text in texts]
    weighed = TfidfVectorizer(
        analyzer="char_wb", ngram_range=RUNS, sublinear_tf=True, min_df=2, max_features=MOST_RUNS, dtype=np.float32
    )
    try:
        sample = weighed.fit_transform(_drawn(cut, seed))
    except ValueError:  # no run is in two texts
        return np.zeros((len(texts), 1), dtype=np.float32)
    width = min(WIDTH, sample.shape[0] - 1, sample.shape[1] - 1)
    if width < 1:
        return np.zeros((len(texts), 1), dtype=np.float32)
    with np.errstate(divide="ignore", invalid="ignore"):  # where all texts are the same, nothing varies
        reduced = TruncatedSVD(width, n_iter=3, random_state=seed).fit(sample)
    rows: Rows = normalize(reduced.transform(weighed.transform(cut))).astype(np.float32)
    return rows


def _drawn(texts: Sequence[str], seed: int) -> list[str]:
    if len(texts) <= WEIGHED:
        return list(texts)
    places = np.sort(np.random.default_rng(seed).choice(len(texts), WEIGHED, replace=False))
    return [texts[place] for place in places]
