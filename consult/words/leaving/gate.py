"""Nothing is printed from which a small number, or what one member chose, could be worked out."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

Cell = Hashable
"""One number of people: who chose this option, who spoke of this theme."""


@dataclass(frozen=True, slots=True)
class Printed:
    """
    One thing a reader is told: so many people, at least and at most, stand in these cells together.

    One person stands in `each` of these cells at most, so together they hold no more than `each` times as
    many as took part: once where cells hold different people, twice under "pick up to 2". A cell named twice
    counts twice.
    """

    cells: tuple[Cell, ...]
    low: int
    high: int | None = None
    each: int = 1

    @property
    def is_number(self) -> bool:
        """Say whether it gives one cell as an exact number."""
        return len(self.cells) == 1 and self.low == self.high

    def most(self, people: int) -> int:
        """Give the most that can stand in these cells together where so many people took part."""
        all_picks = self.each * people
        return all_picks if self.high is None else min(self.high, all_picks)


@dataclass(frozen=True, slots=True)
class Exposed:
    """A cell that the printed things give away, and what could be worked out about it."""

    cell: Cell
    low: int
    high: int


def exposed(printed: Sequence[Printed], people: int, k: int) -> list[Exposed]:
    """
    Give every cell that someone could work out who reads all of this and knows how many people took part.

    `printed` is this release and all earlier ones. A cell is given away when it is sure to be under k, when
    it holds everyone, or when a number that was not printed follows exactly from those that were.
    """
    numbers = {said.cells[0] for said in printed if said.is_number}
    return [
        Exposed(cell, low, high)
        for cell, (low, high) in bounds(printed, people).items()
        if high < k or low >= people or (low == high and cell not in numbers)
    ]


def bounds(printed: Sequence[Printed], people: int) -> dict[Cell, tuple[int, int]]:
    """
    Solve for the least and the most that each cell can be, in whole people.

    Whole numbers, not fractions: a fraction can look safe where no whole number is (HiGHS, by `milp`).
    Raises ValueError when the printed things contradict each other.
    """
    cells = sorted(set(chain.from_iterable(said.cells for said in printed)), key=repr)
    place = {cell: index for index, cell in enumerate(cells)}
    rows = np.zeros((len(printed), len(cells)))
    for row, said in zip(rows, printed, strict=True):
        np.add.at(row, [place[cell] for cell in said.cells], 1)
    told = LinearConstraint(
        rows,
        lb=[said.low for said in printed],
        ub=[said.most(people) for said in printed],
    )
    return {cell: _reach(place[cell], len(cells), told, people) for cell in cells}


def _reach(index: int, cells: int, told: LinearConstraint, people: int) -> tuple[int, int]:
    least, most = (_solve(index, cells, told, people, sign) for sign in (1, -1))
    return least, most


def _solve(index: int, cells: int, told: LinearConstraint, people: int, sign: int) -> int:
    goal = np.zeros(cells)
    goal[index] = sign
    found = milp(goal, constraints=told, bounds=Bounds(0, people), integrality=np.ones(cells))
    if not found.success:
        raise ValueError("the printed numbers contradict each other")
    return round(float(sign * found.fun))
