"""The words that a group uses and the others do not."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer

from consult.words.suggesting.shapes import Marks
from consult.words.suggesting.wordlists import Words, carry

MOST = 6
KEPT = 30_000


def of_groups(spoken: Sequence[Words], marks: Marks) -> list[tuple[str, ...]]:
    """
    Give up to six words or pairs of words for each group, most telling first, as people wrote them (lower case).

    By c-TF-IDF (Grootendorst, "BERTopic", 2022). A word that one answer alone has is shown only where the group
    has no other: a label should be what several people said.
    """
    counter = CountVectorizer(analyzer=_terms, max_features=KEPT, binary=True)
    table = counter.fit_transform(spoken)
    names = counter.get_feature_names_out()
    groups = int(marks.max()) + 1
    member = sparse.csr_matrix((np.ones(len(marks)), (marks, np.arange(len(marks)))), (groups, len(marks)))
    said = (member @ table).tocsr()
    everywhere = np.asarray(said.sum(axis=0)).ravel()
    sizes = np.asarray(said.sum(axis=1)).ravel()
    rarity = np.log(1 + sizes.mean() / np.maximum(everywhere, 1))
    return [_tell(said[group], rarity, names) for group in range(groups)]


def _terms(words: Words) -> Words:
    carried = carry(words)
    return carried + [f"{one} {two}" for one, two in pairwise(carried)]


def _tell(row: sparse.csr_matrix, rarity: np.ndarray, names: np.ndarray) -> tuple[str, ...]:
    weights = row.data * rarity[row.indices]
    several = row.data > 1
    if several.any():
        weights = weights * several
    chosen: list[str] = []
    for at in np.lexsort((names[row.indices], -weights)):
        term = str(names[row.indices[at]])
        if weights[at] <= 0 or len(chosen) == MOST:
            break
        if not any(set(term.split()) & set(other.split()) for other in chosen):
            chosen.append(term)
    return tuple(chosen)
