"""Rounds to attack, played once a session in a process of its own, and figures that are printed and kept."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.adversary.folders import Play

ROOT = Path(__file__).parents[2]
Plays = Callable[..., list[Play]]
Figure = Callable[[str, str], None]


@pytest.fixture(scope="session")
def plays(tmp_path_factory: pytest.TempPathFactory) -> Plays:
    """Give a function that plays rounds through the real doors: `plays(way, members, number, again=0)`."""
    kept: dict[tuple[str, int, int, int], list[Play]] = {}

    def play(way: str, members: int, number: int, again: int = 0) -> list[Play]:
        asked = (way, members, number, again)
        if asked not in kept:
            folder = tmp_path_factory.mktemp("plays")
            command = ["-m", "tests.adversary.making", str(folder), "--way", way]
            command += ["--members", str(members), "--plays", str(number)]
            subprocess.run([sys.executable, *command], cwd=ROOT, check=True)
            kept[asked] = [Play(one) for one in sorted(folder.iterdir())]
        return kept[asked]

    return play


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Figure:
    """Give a function that prints a figure of an attack and keeps it for docs/promise.md."""

    def say(attack: str, line: str) -> None:
        print(f"attack {attack}: {line}")
        record_property("figure", f"{attack}\t{line}")

    return say
