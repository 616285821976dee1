"""Which answers are most like which: all against all where that is quick, cell by cell where there are many."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from consult.words.suggesting.shapes import Places, Rows

EXACT = 5000
BLOCK = 1024
PROBES = 8
ROUNDS = 2
ITSELF = -2
NO_LENGTH = 1e-6


@dataclass(frozen=True, slots=True)
class Neighbours:
    """For each answer, its `k` nearest others, nearest first, and how like they are (0 to 1)."""

    places: Places
    likeness: Rows


def nearest(rows: Rows, k: int, seed: int) -> Neighbours:
    """
    Find the `k` nearest answers of each answer by cosine, itself left out; `k` is less than the number of rows.

    Up to 5,000 answers exactly; above, each answer looks into the eight cells whose middles are nearest
    (an inverted file, as in Jegou and others, 2011), which finds about 19 in 20 of them.
    """
    found = _exactly(rows, k) if len(rows) <= EXACT else _in_cells(rows, k, np.random.default_rng(seed))
    return Neighbours(found[0], np.clip(found[1], 0, 1))


def _exactly(rows: Rows, k: int) -> tuple[Places, Rows]:
    places = np.empty((len(rows), k), dtype=np.int64)
    likeness = np.empty((len(rows), k), dtype=np.float32)
    for start in range(0, len(rows), BLOCK):
        alike = rows[start : start + BLOCK] @ rows.T
        here = np.arange(len(alike))
        alike[here, here + start] = ITSELF
        places[start : start + BLOCK], likeness[start : start + BLOCK] = _best(alike, k)
    return places, likeness


def _best(alike: Rows, k: int) -> tuple[Places, Rows]:
    top = np.argpartition(alike, -k, axis=1)[:, -k:]
    top.sort(axis=1)  # between equals the earlier answer comes first, whatever the partition did
    values = np.take_along_axis(alike, top, 1)
    order = np.argsort(-values, axis=1, kind="stable")
    return np.take_along_axis(top, order, 1), np.take_along_axis(values, order, 1)


def _in_cells(rows: Rows, k: int, rng: np.random.Generator) -> tuple[Places, Rows]:
    middles = _middles(rows, rng)
    probes = np.vstack(
        [_best(rows[start : start + BLOCK] @ middles.T, PROBES)[0] for start in range(0, len(rows), BLOCK)]
    )
    homes = probes[:, 0]
    places = np.full((len(rows), PROBES, k), -1, dtype=np.int32)
    likeness = np.full((len(rows), PROBES, k), ITSELF, dtype=np.float32)
    asked = np.argsort(probes.ravel(), kind="stable")
    bounds = np.searchsorted(probes.ravel()[asked], np.arange(len(middles) + 1))
    for cell in range(len(middles)):
        inside = np.flatnonzero(homes == cell)
        who, turn = np.divmod(asked[bounds[cell] : bounds[cell + 1]], PROBES)
        if not len(inside):
            continue
        alike = rows[who] @ rows[inside].T
        alike[who[:, None] == inside[None, :]] = ITSELF
        most = min(k, len(inside))
        top, values = _best(alike, most)
        places[who, turn, :most], likeness[who, turn, :most] = inside[top], values
    return _joined(places.reshape(len(rows), -1), likeness.reshape(len(rows), -1), k)


def _joined(places: NDArray[np.int32], likeness: Rows, k: int) -> tuple[Places, Rows]:
    best = np.empty((len(places), k), dtype=np.int64)
    values = np.empty((len(places), k), dtype=np.float32)
    for start in range(0, len(places), BLOCK):
        here = slice(start, start + BLOCK)
        order = np.argsort(-likeness[here], axis=1, kind="stable")[:, :k]
        best[here] = np.take_along_axis(places[here], order, 1)
        values[here] = np.take_along_axis(likeness[here], order, 1)
    # Where the cells held fewer than k others, the answer itself fills the place with no likeness.
    empty = (best < 0) | (values <= ITSELF)
    itself = np.broadcast_to(np.arange(len(best))[:, None], best.shape)
    return np.where(empty, itself, best), np.where(empty, 0, values)


def _middles(rows: Rows, rng: np.random.Generator) -> Rows:
    count = int(np.sqrt(len(rows)))
    sample = rows[np.sort(rng.choice(len(rows), min(len(rows), 40 * count), replace=False))]
    middles = sample[rng.choice(len(sample), count, replace=False)]
    for _ in range(ROUNDS):
        home = np.argmax(sample @ middles.T, axis=1)
        sums = np.zeros_like(middles)
        np.add.at(sums, home, sample)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        middles = np.where(lengths > NO_LENGTH, sums / np.maximum(lengths, NO_LENGTH), middles)
    return middles.astype(np.float32)
