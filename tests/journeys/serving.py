"""A real server in a child process for journeys: `start(folder, day)` gives its address, its clock and its end."""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import date, datetime
from datetime import time as hour_of
from pathlib import Path

import httpx

from consult.clock import HALIFAX
from consult.house import House, assemble
from consult.migrations import upgrade
from consult.settings import Settings
from tests.journeys.launcher import FileClock

LAUNCHER = Path(__file__).with_name("launcher.py")
ROOT = LAUNCHER.parents[2]
PATIENCE = 60


def free_port() -> int:
    """Give a port on this machine that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@dataclass
class Site:
    """One served house. `house` is the same house in the test's own process, on the same clock."""

    folder: Path
    port: int
    house: House
    clock_file: Path
    log_file: Path
    child: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def url(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.port}"

    def put(self, day: date, hour: int = 12, minute: int = 0) -> None:
        """Move the clock of server and test to this day, hour and minute in Halifax."""
        set_clock(self.clock_file, day, hour, minute)

    def serve(self) -> None:
        """Start the server and wait until it answers."""
        told = (self.folder, self.clock_file, self.port, self.house.settings.site_address)
        with self.log_file.open("ab") as log:
            self.child = subprocess.Popen(
                [sys.executable, str(LAUNCHER), *map(str, told)],
                cwd=ROOT,
                stdout=log,
                stderr=log,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.child.poll() is not None:
                break
            try:
                if httpx.get(f"{self.url}/_stcore/health", timeout=2).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        raise RuntimeError(f"the server did not start:\n{self.log_file.read_text()[-3000:]}")

    def end(self, kind: signal.Signals = signal.SIGTERM) -> None:
        """End the server; SIGKILL is a power cut."""
        if self.child is None or self.child.poll() is not None:
            return
        self.child.send_signal(kind)
        try:
            self.child.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait(timeout=15)

    def restart(self, kind: signal.Signals = signal.SIGKILL) -> None:
        """Cut the power and start again on the same port."""
        self.end(kind)
        self.serve()

    def memory(self) -> str:
        """Give all that the server's live sessions keep, as text."""
        assert self.child is not None
        file = self.clock_file.parent / "memory.txt"
        file.unlink(missing_ok=True)
        self.child.send_signal(signal.SIGUSR1)
        until = time.monotonic() + 10
        while not file.exists() and time.monotonic() < until:
            time.sleep(0.02)
        return file.read_text()

    def log(self) -> str:
        """Give all that the server said so far."""
        return self.log_file.read_text(errors="replace")


def set_clock(file: Path, day: date, hour: int = 12, minute: int = 0) -> None:
    """Write the time that clocks on this file show."""
    fresh = file.with_suffix(".new")
    fresh.write_text(datetime.combine(day, hour_of(hour, minute), HALIFAX).isoformat())
    fresh.rename(file)


def prepare(folder: Path, day: date, port: int | None = None, address: str = "") -> Site:
    """Make a house in `folder`/house with a clock at noon of `day`; nothing is served yet. `address` is a proxy's."""
    clock_file = folder / "clock"
    set_clock(clock_file, day)
    own = folder / "house"
    own.mkdir(mode=0o700, exist_ok=True)
    port = port or free_port()
    settings = Settings(folder=own, site_address=address or f"http://127.0.0.1:{port}")
    house = assemble(settings, FileClock(clock_file))
    upgrade(house.database)
    return Site(own, port, house, clock_file, folder / "log")


def start(folder: Path, day: date, port: int | None = None) -> Site:
    """Make a house and serve it."""
    site = prepare(folder, day, port)
    site.serve()
    return site
