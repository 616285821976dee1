"""What coded answers teach: for each theme one logistic regression, yes or no, all of them found at once."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from consult.words.suggesting.shapes import Rows

Chances = NDArray[np.float64]
"""One row an answer, one column a theme: how likely the answer stands under it, 0 to 1."""

Ticks = NDArray[np.bool_]
"""One row an answer, one column a theme: whether it stands there."""

# How strongly large weights are held back; chosen on patient feedback (docs/benchmarks.md, "Themes").
HELD_BACK = 0.1
# Of a theme that all answers or none stand under, the first guess would be endless.
EDGE = 1e-3
STEPS = 200
CLOSE = 1e-3


class Learned:
    """Weights for each theme, found from coded answers."""

    def __init__(self, rows: Rows, ticks: Ticks) -> None:
        """
        Find the weights: penalised maximum likelihood, one theme against the rest (L-BFGS).

        `rows` are (answers, width), `ticks` (answers, themes). Themes do not touch each other: that they are found
        in one go is quicker and changes nothing.
        """
        self._shape = (rows.shape[1] + 1, ticks.shape[1])
        seen, said = rows.astype(np.float64), ticks.astype(np.float64)
        share = np.clip(said.mean(axis=0), EDGE, 1 - EDGE)
        first = np.zeros(self._shape)
        first[-1] = np.log(share / (1 - share))
        held = np.full(self._shape, HELD_BACK)
        held[-1] = EDGE

        def cost(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
            weights = flat.reshape(self._shape)
            reached = seen @ weights[:-1] + weights[-1]
            moved = weights - first
            off = expit(reached) - said
            loss = (np.logaddexp(0, reached) - said * reached).sum() + 0.5 * (held * moved**2).sum()
            slope = np.vstack([seen.T @ off, off.sum(axis=0)]) + held * moved
            return float(loss), slope.ravel()

        found = minimize(cost, first.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": STEPS, "gtol": CLOSE})
        self._weights = found.x.reshape(self._shape)

    def chances(self, rows: Rows) -> Chances:
        """Give for each answer and theme how likely it stands there."""
        told: Chances = expit(rows.astype(np.float64) @ self._weights[:-1] + self._weights[-1])
        return told
