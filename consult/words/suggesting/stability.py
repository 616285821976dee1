"""How sure a group is: how much of it comes back when answers are left out at random and all is done again."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from consult.words.suggesting.shapes import Marks, Places

SHARE = 0.8
Regroup = Callable[[Places], Marks]


def times(count: int) -> int:
    """Say how often to do it again: 20 times, less often where there are thousands."""
    return int(np.clip(40_000 // max(count, 1), 3, 20))


def returning(marks: Marks, regroup: Regroup, seed: int) -> NDArray[np.float64]:
    """
    Give for each group the mean share (Jaccard, 0 to 1) of it that came back, over draws of four in five answers.

    After Hennig, "Cluster-wise assessment of cluster stability" (2007): 0.75 and more is a group that holds,
    under 0.6 one should not be relied on. `regroup` groups the answers whose places it gets.
    """
    count, groups = len(marks), int(marks.max()) + 1
    rng = np.random.default_rng(seed)
    total, seen = np.zeros(groups), np.zeros(groups)
    for _ in range(times(count)):
        kept = np.sort(rng.choice(count, max(1, round(SHARE * count)), replace=False))
        back = _best_match(marks[kept], regroup(kept), groups)
        total += np.nan_to_num(back)
        seen += ~np.isnan(back)
    return np.divide(total, seen, out=np.ones(groups), where=seen > 0)


def _best_match(old: Marks, new: Marks, groups: int) -> NDArray[np.float64]:
    shared = sparse.coo_matrix((np.ones(len(old)), (old, new)), shape=(groups, int(new.max()) + 1)).tocsr().tocoo()
    before, after = np.bincount(old, minlength=groups), np.bincount(new)
    share = shared.data / (before[shared.row] + after[shared.col] - shared.data)
    best = np.full(groups, np.nan)
    np.fmax.at(best, shared.row, share)
    return best
