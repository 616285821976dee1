"""SIGKILL at named points: before and after every statement, commit and sync of an act, in a process of its own."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine, event

from consult.clock import SetClock
from consult.house import House, assemble
from consult.settings import Settings

Act = Callable[[House, Callable[[str], None]], object]
FOLDER = "house"


class Steps:
    """Every point of an act as it passes; the process dies at the one it was told."""

    def __init__(self, fatal: int | None = None) -> None:
        self.fatal = fatal
        self.names: list[str] = []

    def __call__(self, name: str) -> None:
        """Pass a point."""
        self.names.append(name)
        if self.fatal == len(self.names) - 1:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, engine: Engine) -> None:
        """Pass a point before and after each statement and each commit, and around every sync of a file."""

        def before(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
            self(f"before {' '.join(statement.split()[:3])}")

        def after(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
            self(f"after {' '.join(statement.split()[:3])}")

        event.listen(engine, "before_cursor_execute", before)
        event.listen(engine, "after_cursor_execute", after)
        event.listen(engine, "commit", lambda _connection: self("before the commit"))
        event.listen(engine, "checkin", lambda *_connection: self("after the commit or the reading"))
        sync = os.fsync

        def synced(handle: int) -> None:
            self("before a sync")
            sync(handle)
            self("after a sync")

        os.fsync = synced


def copies(source: Path, target: Path, act: Act, at: SetClock) -> Iterator[tuple[str, House]]:
    """Give, for every point of an act, a house in which a process was killed right there."""
    names = _points(source, target / "whole", act, at)
    for fatal, name in enumerate(names):
        folder = target / f"{fatal:03}"
        killed = _run(source, folder, act, at, fatal)
        assert killed == -signal.SIGKILL, name
        yield name, assembled(folder, at)
        shutil.rmtree(folder)


def assembled(folder: Path, at: SetClock) -> House:
    """Put the house of a folder together, as the next start does."""
    return assemble(Settings(folder=folder), SetClock(at.at))


def _points(source: Path, folder: Path, act: Act, at: SetClock) -> list[str]:
    assert _run(source, folder, act, at, None) == 0, "the act fails where nobody kills it"
    return (folder / "points").read_text(encoding="utf-8").splitlines()


def _run(source: Path, folder: Path, act: Act, at: SetClock, fatal: int | None) -> int:
    """Copy the house and let a forked process act in it; give how that process ended."""
    shutil.copytree(source, folder)
    child = os.fork()
    if child == 0:
        # Nothing of the test runs on in the child, whatever happens.
        code = 1
        with suppress(BaseException):
            house, steps = assembled(folder, at), Steps(fatal)
            steps.watch(house.database.engine)
            act(house, lambda name: steps(f"told: {name}"))
            (folder / "points").write_text("\n".join(steps.names), encoding="utf-8")
            code = 0
        os._exit(code)
    _pid, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)
