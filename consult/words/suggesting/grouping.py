"""Groups of answers that are more like each other than like the rest."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from sknetwork.clustering import Louvain

from consult.words.suggesting.neighbours import Neighbours
from consult.words.suggesting.shapes import Marks, Places, Rows

MOST_NEIGHBOURS = 20


def neighbours_for(count: int) -> int:
    """Say how many neighbours tie an answer to others: the root of their number, 20 at most."""
    return max(1, min(MOST_NEIGHBOURS, int(np.sqrt(count)), count - 1))


def by_ties(near: Neighbours, resolution: float) -> Marks:
    """
    Group by communities of the graph of neighbours (Louvain: Blondel and others, 2008).

    A higher `resolution` gives more and smaller groups. The same graph gives the same groups: no chance is in it.
    """
    count, k = near.places.shape
    mine = np.repeat(np.arange(count), k)
    ties = sparse.csr_matrix((near.likeness.ravel().astype(np.float64), (mine, near.places.ravel())), (count, count))
    both = (ties + ties.T).tocsr()
    both.setdiag(0)
    both.eliminate_zeros()
    if not both.nnz:
        return np.zeros(count, dtype=np.int64)
    marks = Louvain(resolution=resolution, shuffle_nodes=False, random_state=0).fit_predict(both)
    return np.asarray(marks, dtype=np.int64)


def coarser(marks: Marks, centres: Rows, resolution: float) -> Marks:
    """
    Join whole groups, the most alike first, until about `resolution` (under 1) of them are left; never one alone.

    So coarser never splits what stood together, and always does something: a graph in pieces would not.
    """
    wanted = max(min(2, len(centres)), round(len(centres) * resolution))
    if wanted >= len(centres):
        return marks
    joined = fcluster(linkage(distances(centres), "average"), wanted, "maxclust")
    return np.asarray(joined, dtype=np.int64)[marks] - 1


def distances(rows: Rows) -> NDArray[np.float64]:
    """Give the distance (1 less likeness) of each pair, in the order scipy wants."""
    apart = np.clip(1 - (rows @ rows.T).astype(np.float64), 0, 2)
    np.fill_diagonal(apart, 0)
    pairs: NDArray[np.float64] = squareform(apart, checks=False)
    return pairs


def among(near: Neighbours, kept: Places, k: int) -> Neighbours:
    """Give the graph of some of the answers alone: of each one's neighbours, the nearest `k` that were kept."""
    count = len(near.places)
    new = np.full(count, -1, dtype=np.int64)
    new[kept] = np.arange(len(kept))
    places, likeness = new[near.places[kept]], near.likeness[kept]
    first = np.argsort(places < 0, axis=1, kind="stable")[:, :k]
    places, likeness = np.take_along_axis(places, first, 1), np.take_along_axis(likeness, first, 1)
    itself = np.broadcast_to(np.arange(len(kept))[:, None], places.shape)
    return Neighbours(np.where(places < 0, itself, places), np.where(places < 0, 0, likeness))
