"""What coded answers teach: for each theme one logistic regression, yes or no."""

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from consult.words.suggesting.shapes import Rows

Chances = NDArray[np.float64]
"""One row an answer, one column a theme: how likely the answer stands under it, 0 to 1."""

Ticks = NDArray[np.bool_]
"""One row an answer, one column a theme: whether it stands there."""

# How strongly large weights are held back; chosen on patient feedback (docs/benchmarks.md, "Themes").
HELD_BACK = 0.1
STEPS = 200
# Of a theme that every coded answer stands under, or none, nothing can be learned but that.
EDGE = 1e-3


class Learned:
    """What was learned of each theme, one against the rest."""

    def __init__(self, rows: Rows, ticks: Ticks) -> None:
        """Learn from `rows` (answers, width) and `ticks` (answers, themes)."""
        self._themes = [self._one(rows, ticks[:, theme]) for theme in range(ticks.shape[1])]

    def chances(self, rows: Rows) -> Chances:
        """Give for each answer and theme how likely it stands there."""
        told = [
            np.full(len(rows), theme) if isinstance(theme, float) else theme.predict_proba(rows)[:, 1]
            for theme in self._themes
        ]
        return np.column_stack(told).astype(np.float64)

    @staticmethod
    def _one(rows: Rows, ticks: NDArray[np.bool_]) -> LogisticRegression | float:
        if ticks.all() or not ticks.any():
            return 1 - EDGE if ticks.all() else EDGE
        return LogisticRegression(C=1 / HELD_BACK, max_iter=STEPS).fit(rows, ticks)
