"""The real site in a process of its own, with a clock that a test can move; it is started by `serving.start`."""

import os
import signal
import sys
from dataclasses import fields, is_dataclass
from datetime import datetime
from pathlib import Path

from consult.clock import HALIFAX
from consult.house import assemble, settle
from consult.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


class FileClock:
    """A clock that reads its time from a file, so that the test that wrote it moves the server too."""

    zone = HALIFAX

    def __init__(self, file: Path) -> None:
        self.file = file

    def now(self) -> datetime:
        """Give the time in the file."""
        return datetime.fromisoformat(self.file.read_text()).astimezone(self.zone)


def told(value: object, depth: int = 20) -> str:
    """Write a value of a session in full, whatever its `repr` hides."""
    if depth == 0:
        return "..."
    if is_dataclass(value) and not isinstance(value, type):
        inside = {field.name: getattr(value, field.name) for field in fields(value)}
        return f"{type(value).__name__}({told(inside, depth - 1)})"
    if hasattr(value, "items"):
        return "{" + ", ".join(f"{key}: {told(item, depth - 1)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple | set | frozenset):
        return "[" + ", ".join(told(item, depth - 1) for item in value) + "]"
    return str(value)


def write_memory(file: Path) -> None:
    """Write what every live session keeps, for a test that looks for what should be gone."""
    from streamlit.runtime import Runtime

    sessions = Runtime.instance()._session_mgr.list_sessions()
    states = [told(info.session.session_state.filtered_state) for info in sessions]
    file.with_suffix(".new").write_text("\n".join(states))
    file.with_suffix(".new").rename(file)


def main(folder: Path, clock_file: Path, port: str, address: str) -> None:
    """Serve the house in this folder, under the address that cards bear."""
    settings = Settings(folder=folder, site_address=address, pay_places="the front desk at 12 Main Street, Monday")
    settle(assemble(settings, FileClock(clock_file)))
    signal.signal(signal.SIGUSR1, lambda *_: write_memory(clock_file.parent / "memory.txt"))
    from streamlit.web import cli

    os.chdir(ROOT)
    sys.argv = [
        "streamlit",
        "run",
        str(ROOT / "app.py"),
        f"--server.port={port}",
        "--server.address=127.0.0.1",
        "--server.headless=true",
    ]
    cli.main()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4])
