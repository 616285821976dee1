"""How far two readers agree who coded the same answers alone: figures, what they mean, and how much they waver."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from random import Random
from typing import Generic, TypeVar

Theme = TypeVar("Theme")

# Landis and Koch, "The measurement of observer agreement" (1977), in our own words.
WORDS = (
    (0.0, "less than chance would give"),
    (0.2, "hardly more than chance would give"),
    (0.4, "weak"),
    (0.6, "middling"),
    (0.8, "good"),
    (1.0, "very good"),
)
DRAWS = 500
OUTSIDE = 0.025  # of the draws, at each end: the middle 95 of 100 are told
CERTAIN = 1e-12


@dataclass(frozen=True, slots=True)
class Table:
    """What two said, yes or no, of so many cases: how often both, only one, only the other, and neither said yes."""

    both: int = 0
    one: int = 0
    other: int = 0
    neither: int = 0

    def __add__(self, more: "Table") -> "Table":
        return Table(self.both + more.both, self.one + more.one, self.other + more.other, self.neither + more.neither)

    @property
    def kappa(self) -> float | None:
        """
        Give Cohen's kappa (1960): 1 for the same on every case, 0 for what chance alone would give.

        None where chance alone makes both say the same of every case: then kappa can not be told.
        """
        cases = self.both + self.one + self.other + self.neither
        if not cases:
            return None
        seen = (self.both + self.neither) / cases
        yes = (self.both + self.one) * (self.both + self.other)
        no = (self.other + self.neither) * (self.one + self.neither)
        by_chance = (yes + no) / cases**2
        return None if 1 - by_chance < CERTAIN else (seen - by_chance) / (1 - by_chance)


@dataclass(frozen=True, slots=True)
class Agreement(Generic[Theme]):
    """
    The figures of one sample.

    `same` of `answers` were coded exactly alike. `kappa` is pooled over all themes and answers, `low` and `high` are
    where it would mostly lie in other samples like this one (bootstrap over answers, 95 of 100), `f1` the mean over
    answers of F1. `themes` has a table for each theme.
    """

    answers: int
    same: int
    kappa: float | None
    low: float | None
    high: float | None
    f1: float
    themes: tuple[tuple[Theme, Table], ...]


def of(pairs: Sequence[tuple[Collection[Theme], Collection[Theme]]], themes: Sequence[Theme]) -> Agreement[Theme]:
    """Give the figures for pairs of codings, one pair an answer; `themes` are all that could be chosen."""
    sets = [(set(one), set(other)) for one, other in pairs]
    tables = [[_cell(theme in one, theme in other) for theme in themes] for one, other in sets]
    by_answer = [sum(row, Table()) for row in tables]
    low, high = _wavers(by_answer)
    return Agreement(
        answers=len(sets),
        same=sum(one == other for one, other in sets),
        kappa=sum(by_answer, Table()).kappa,
        low=low,
        high=high,
        f1=sum(_f1(one, other) for one, other in sets) / len(sets) if sets else 1.0,
        themes=tuple((theme, sum((row[at] for row in tables), Table())) for at, theme in enumerate(themes)),
    )


def in_words(found: Agreement[Theme]) -> tuple[str, ...]:
    """Say the figures in sentences, with what they mean and that small samples waver."""
    answers = "1 answer" if found.answers == 1 else f"{found.answers} answers"
    first = (
        f"Of {answers}, you coded {found.same} exactly alike. F1 is {found.f1:.2f}: how much of your themes is the "
        "same, on average over the answers."
    )
    if found.kappa is None:
        return first, "Kappa can not be told: you both chose the same for every answer, and so would chance."
    meaning = f"Kappa is {found.kappa:.2f}: {told(found.kappa)}. 1 is the same on everything, 0 is what chance gives."
    if found.low is None or found.high is None:
        return first, meaning, "So few answers say little. Another sample can give quite another figure."
    wavers = f"It wavers: other samples of {answers} like these would mostly give {found.low:.2f} to {found.high:.2f}."
    return first, meaning, wavers


def told(kappa: float) -> str:
    """Say a kappa in words."""
    return next((word for most, word in WORDS if round(kappa, 2) <= most), WORDS[-1][1])


def _cell(one: bool, other: bool) -> Table:
    return Table(both=one and other, one=one and not other, other=other and not one, neither=not (one or other))


def _f1(one: set[Theme], other: set[Theme]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def _wavers(by_answer: Sequence[Table]) -> tuple[float | None, float | None]:
    dice = Random(len(by_answer))  # noqa: S311 -- a draw for statistics, the same each time the page is shown
    found = [
        kappa
        for _ in range(DRAWS if len(by_answer) > 1 else 0)
        if (kappa := sum(dice.choices(by_answer, k=len(by_answer)), Table()).kappa) is not None
    ]
    if len(found) < DRAWS // 2:
        return None, None
    found.sort()
    cut = int(OUTSIDE * len(found))
    return found[cut], found[-1 - cut]
