"""Attack 3: the same thief after the count, with a copy after every Send, and today's keyring and pepper."""

import shutil

import pytest

from tests.adversary import attack, bounds, judging
from tests.adversary.conftest import Figure, Plays
from tests.adversary.making import WAYS
from tests.adversary.naive.tables import TABLES

NAIVE = [way for way in (*TABLES, *WAYS) if way != "right"]


@pytest.mark.requirement("ANON-02")
@pytest.mark.requirement("ANON-03")
@pytest.mark.parametrize(("members", "rounds"), [(12, 12), (60, 2)])
def test_nothing_left_says_who_said_what(members: int, rounds: int, plays: Plays, figure: Figure):
    """Fails when the heap is written in any order but that of fresh ids, or keeps a number that rises or a key."""
    caught, line = judging.holds(attack.after_the_count, lambda again: plays("right", members, rounds, again))

    figure("3", f"{members} members, after the count, with every copy: {line}")
    assert caught == {}


@pytest.mark.parametrize("way", NAIVE)
def test_the_same_attacker_beats_what_looks_safe(way: str, plays: Plays, figure: Figure):
    """Fails when the attacker is too weak to find people in a store that is known to give them away."""
    few = attack.after_the_count(plays(way, 12, 3))
    many = attack.after_the_count(plays(way, 60, 1))
    for play in (*plays(way, 12, 3), *plays(way, 60, 1)):
        shutil.rmtree(play.folder)

    figure("naive", f"{way} | {_found(few)} | {_found(many)}")
    assert bounds.best(few)[1].share >= 0.9
    assert bounds.best(many)[1].share > bounds.best(many)[1].bound


def _found(tallies: bounds.Tallies) -> str:
    name, most = bounds.best(tallies)
    return f"{most.share:.0%} ({name})"
