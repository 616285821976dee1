"""The site as it runs: a server process of its own, on a port of its own, over a house that a test has filled."""

import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import httpx
from argon2 import PasswordHasher

from consult import slow_hashes
from consult.actors import Actor, OrganisationKind, Role
from consult.house import House
from consult.people import accounts, grants, organisations, sign_in
from consult.rounds import advisories

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "lantern harbour window seven"
PATIENCE = 60
EVERY_PAGE = ROOT / "tests/pages/every_page/app.py"
# The tests' own app has no `.streamlit` folder beside it, so what to listen on is said here.
ON_THIS_MACHINE = {
    "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
    "STREAMLIT_SERVER_HEADLESS": "true",
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
}


@dataclass
class Site:
    """A running site; `log` holds all it printed."""

    house: House
    app: Path = ROOT / "app.py"
    env: dict[str, str] = field(default_factory=dict)
    port: int = 0
    process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def log(self) -> str:
        return (self.house.settings.folder / "server.log").read_text(errors="replace")

    def __enter__(self) -> Self:
        self.port = self.port or free_port()
        with (self.house.settings.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", str(self.app), f"--server.port={self.port}"],
                cwd=self.house.settings.folder,
                env={**os.environ, "CONSULT_FOLDER": str(self.house.settings.folder), **self.env},
                stdout=log,
                stderr=log,
            )
        self._await()
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(20)

    def get(self, path: str, **facts) -> httpx.Response:
        return httpx.get(self.url + path, **facts)

    def post(self, path: str, **facts) -> httpx.Response:
        headers = {"origin": self.url} | facts.pop("headers", {})
        return httpx.post(self.url + path, headers=headers, timeout=30, **facts)

    def _await(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise RuntimeError(f"the site did not start:\n{self.log}")
            try:
                if self.get("/health").status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        raise RuntimeError(f"the site does not answer:\n{self.log}")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def with_one_of_each_role(house: House) -> dict[Role, str]:
    """Fill a house with one account a role, and give a live cookie for each."""
    # Other tests may have made the hash cheap in this process; the server compares with the real one.
    cheap, slow_hashes._PASSWORDS = slow_hashes._PASSWORDS, PasswordHasher(3, 65536, 4)
    try:
        return _filled(house)
    finally:
        slow_hashes._PASSWORDS = cheap


def _filled(house: House) -> dict[Role, str]:
    with house.database.writing() as session:
        admin = accounts.add_first(session, house.clock, "ada", accounts.hashed(PASSWORD), "The partnership")
        home = organisations.add(session, admin, "A drop-in", OrganisationKind.COMMUNITY)
        first = advisories.add_defaults(session)[0]
        tokens = {Role.ADMIN: sign_in.begin(session, house.clock, admin.account_id)}
        for role in Role:
            if role is not Role.ADMIN:
                tokens[role] = _with(session, house, admin, home, role, first if role is Role.STEWARD else None)
    return tokens


def _with(session, house, admin: Actor, home, role: Role, advisory) -> str:
    kept = accounts.hashed(PASSWORD)
    account_id = accounts.add(session, house.clock, admin, role.value, kept, home, must_change=False)
    grants.grant(session, house.clock, admin, account_id, role, advisory)
    return sign_in.begin(session, house.clock, account_id)
