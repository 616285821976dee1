"""Rounds to attack, played once a session in a process of its own, and figures that are printed and kept."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.adversary.folders import Play

ROOT = Path(__file__).parents[2]
ROOM = 4 << 30
Plays = Callable[..., list[Play]]
Figure = Callable[[str, str], None]


@pytest.fixture(scope="session")
def playground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a folder that goes away; in memory where there is room, for a play syncs hundreds of times."""
    memory = Path("/dev/shm")  # noqa: S108
    has_room = memory.is_dir() and shutil.disk_usage(memory).free > ROOM
    folder = Path(tempfile.mkdtemp(dir=memory)) if has_room else tmp_path_factory.mktemp("plays")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def plays(playground: Path) -> Plays:
    """Give a function that plays rounds through the real doors: `plays(way, members, number, again=0)`."""
    kept: dict[tuple[str, int, int, int], list[Play]] = {}

    def play(way: str, members: int, number: int, again: int = 0) -> list[Play]:
        asked = (way, members, number, again)
        if asked not in kept:
            folder = playground / "-".join(str(part) for part in asked)
            folder.mkdir()
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
