"""Answers in order of likeness, and which stand in the middle of a group or at its edge."""

import numpy as np
from scipy import sparse
from scipy.cluster.hierarchy import leaves_list, linkage

from consult.words.suggesting.grouping import distances
from consult.words.suggesting.shapes import Marks, Places, Rows

BY_TREE = 400
PAIR = 2


def middles(rows: Rows, marks: Marks) -> Rows:
    """Give the middle of each group, as a unit row."""
    ones = np.ones(len(marks), dtype=np.float32)
    sums = sparse.csr_matrix((ones, (marks, np.arange(len(marks)))), (int(marks.max()) + 1, len(marks))) @ rows
    centres: Rows = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
    return centres


def from_middle(rows: Rows, inside: Places, middle: Rows) -> Places:
    """Give the places of a group, nearest to its middle first; between equals, the order they came in."""
    return inside[np.argsort(-np.round(rows[inside] @ middle, 5), kind="stable")]


def in_order(rows: Rows, inside: Places, middle: Rows) -> Places:
    """Give the places of a group so that like stands beside like; a group over 400 from its middle outwards."""
    if len(inside) > BY_TREE:
        return from_middle(rows, inside, middle)
    return inside[walk(rows[inside])]


def walk(rows: Rows) -> Places:
    """Give an order in which neighbours are as like as can be (Bar-Joseph and others, 2001)."""
    if len(rows) <= PAIR:
        return np.arange(len(rows))
    return np.asarray(leaves_list(linkage(distances(rows), "average", optimal_ordering=True)), dtype=np.int64)
