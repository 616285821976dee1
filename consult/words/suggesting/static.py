"""Answers as numbers by the pieces of their words, each with one vector of its own: quick, and no library is needed."""

import io
from collections.abc import Sequence
from functools import cache

import numpy as np
from scipy import sparse
from sklearn.preprocessing import normalize

from consult.words.suggesting.pieces import pieces
from consult.words.suggesting.shapes import Rows
from consult.words.suggesting.shipped import BrokenVectors, is_there, read_sound

TABLE = "pieces.npz"


def can_run() -> bool:
    """Say whether the vectors of pieces came with this installation."""
    return is_there(TABLE)


def by_pieces(texts: Sequence[str]) -> Rows:
    """Give one unit row of 256 a text, the sum of its pieces' vectors, or zeros. BrokenVectors as for the model."""
    numbers = pieces().numbers(texts)
    ends = np.cumsum([0, *(len(one) for one in numbers)])
    flat = np.fromiter((number for one in numbers for number in one), dtype=np.int64, count=int(ends[-1]))
    table = _table()
    said = sparse.csr_matrix((np.ones(len(flat), dtype=np.float32), flat, ends), (len(texts), len(table)))
    rows: Rows = normalize(said @ table)
    return rows


@cache
def _table() -> Rows:
    try:
        with np.load(io.BytesIO(read_sound(TABLE)), allow_pickle=False) as kept:
            table: Rows = kept["rows"].astype(np.float32) * kept["scale"].astype(np.float32)
            return table * pieces().telling[:, None].astype(np.float32)
    except (ValueError, KeyError, OSError):
        raise BrokenVectors from None
