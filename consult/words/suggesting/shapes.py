"""The shapes that pass between the parts of a suggestion."""

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]
"""One unit row an answer; the product of two rows is their likeness, at most 1."""

Places = NDArray[np.int64]
"""Positions of answers."""

Marks = NDArray[np.int64]
"""The number of the group of each answer, from 0."""
