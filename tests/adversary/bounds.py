"""How much an attacker would find by luck alone, and when what he found is more than that."""

from dataclasses import dataclass, field
from math import sqrt

from scipy.stats import norm, poisson

SURE = 0.999
_MOST_SIGMAS = float(norm.ppf(1 - (1 - SURE) / 2))


@dataclass
class Tally:
    """What one signal found, pooled over questions and plays."""

    hits: int = 0
    guesses: int = 0
    chance: float = 0.0
    correlations: list[float] = field(default_factory=list)

    def add(self, hits: int, guesses: int, people: float) -> None:
        """Add guesses of which each is right once in `people` by luck."""
        self.hits += hits
        self.guesses += guesses
        self.chance += guesses / people

    def correlate(self, rho: float, pairs: int) -> None:
        """Add a rank correlation of so many pairs, in units of its own spread under chance."""
        self.correlations.append(rho * sqrt(pairs - 1))

    @property
    def share(self) -> float:
        """The share of people found."""
        return self.hits / self.guesses if self.guesses else 0.0

    @property
    def chance_share(self) -> float:
        """The share that luck finds."""
        return self.chance / self.guesses if self.guesses else 0.0

    @property
    def bound(self) -> float:
        """The share that luck stays under 999 times in 1,000."""
        return float(poisson.ppf(SURE, self.chance)) / self.guesses if self.guesses else 1.0

    @property
    def sigmas(self) -> float:
        """The pooled rank correlation, in units of its spread under chance."""
        return sum(self.correlations) / sqrt(len(self.correlations)) if self.correlations else 0.0

    @property
    def is_beyond_chance(self) -> bool:
        """Say whether luck does not explain what was found."""
        return self.share > self.bound or abs(self.sigmas) > _MOST_SIGMAS


Tallies = dict[str, Tally]


def best(tallies: Tallies) -> tuple[str, Tally]:
    """Give the signal that found most, beside what luck may find with it."""
    return max(tallies.items(), key=lambda named: named[1].share / named[1].bound)


def beyond(tallies: Tallies) -> dict[str, Tally]:
    """Give the signals that found more than luck."""
    return {name: tally for name, tally in tallies.items() if tally.is_beyond_chance}
