"""When a door holds and when a store is caught: the same attacker, the same bounds, for both."""

from collections.abc import Callable, Sequence

from tests.adversary import bounds
from tests.adversary.attack import confirmed
from tests.adversary.bounds import Tallies
from tests.adversary.folders import Play

Attack = Callable[[Sequence[Play]], Tallies]
Again = Callable[[int], list[Play]]


def holds(attack: Attack, plays: Again) -> tuple[dict[str, str], str]:
    """
    Give the signals that beat luck, and the figure to print.

    Where a first set of plays shows any, a second one that shares nothing with it has to show the same.
    """
    found = attack(plays(0))
    caught = confirmed(found, attack(plays(1))) if bounds.beyond(found) else {}
    return caught, line(found)


def line(found: Tallies) -> str:
    """Say what the best signal found, beside chance."""
    name, most = bounds.best(found)
    return (
        f"best of {len(found)} signals finds {most.share:.1%} (chance {most.chance_share:.1%}, "
        f"99.9 % bound {most.bound:.1%}; {name})"
    )
