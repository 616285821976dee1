"""Which answers teach most when they are coded next: those the machine is least sure of, and no two alike."""

import numpy as np
from numpy.typing import NDArray

from consult.words.suggesting.shapes import Places, Rows

# So many are put in order with care, ten batches; who gets there will have been learned from by then.
WITH_CARE = 100


def most_useful_first(rows: Rows, unsure: NDArray[np.float64]) -> Places:
    """
    Give the places of all rows, most useful first.

    `unsure` is 0 to 1 for each. Each next one is as unsure as can be, times how unlike it is to those before it
    (after Carbonell and Goldstein, "The use of MMR", 1998); after the first hundred, by `unsure` alone.
    """
    worth = np.maximum(unsure, 1e-9).astype(np.float64)
    likest = np.zeros(len(rows))
    left = np.ones(len(rows), dtype=bool)
    order = []
    for _ in range(min(WITH_CARE, len(rows))):
        place = int(np.where(left, worth * (1 - likest), -1.0).argmax())
        order.append(place)
        left[place] = False
        likest = np.maximum(likest, np.clip(rows @ rows[place], 0.0, 1.0))
    rest = np.flatnonzero(left)
    following = rest[np.argsort(-worth[rest], kind="stable")]
    return np.concatenate([np.array(order, dtype=np.int64), following])
