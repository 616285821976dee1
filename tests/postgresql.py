"""A PostgreSQL 15 of the tests' own: made in a temporary folder, on a socket, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BIN = Path("/usr/lib/postgresql/15/bin")
# What the manual asks of a real one: nothing of a statement or its values in any log, no archiving.
SETTINGS = (
    "listen_addresses=''",
    "log_statement=none",
    "log_min_duration_statement=-1",
    "log_min_error_statement=panic",
    "log_parameter_max_length=0",
    "archive_mode=off",
    "max_wal_senders=0",
    "wal_level=minimal",
)


def is_here() -> bool:
    """Say whether the binaries are on this machine."""
    return (BIN / "initdb").exists()


@contextmanager
def cluster() -> Iterator[tuple[str, Path]]:
    """Give the address of a fresh database and the folder of its files; PostgreSQL refuses to run as root."""
    folder = Path(tempfile.mkdtemp(prefix="consult-pg-"))
    owner = _unprivileged() if os.geteuid() == 0 else None
    if owner:
        shutil.chown(folder, owner)
    files = folder / "files"
    _run(owner, "initdb", "-D", str(files), "-U", "consult", "--auth=trust", "-E", "UTF8", "--no-sync")
    asked = " ".join(f"-c {setting}" for setting in (*SETTINGS, f"unix_socket_directories={folder}"))
    log = folder / "server.log"
    _run(owner, "pg_ctl", "-D", str(files), "-w", "-l", str(log), "-o", asked, "start")
    try:
        yield f"postgresql+psycopg://consult@/postgres?host={folder}", files
    finally:
        _run(owner, "pg_ctl", "-D", str(files), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged() -> str:
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _run(owner: str | None, program: str, *words: str) -> None:
    as_owner = ["setpriv", f"--reuid={owner}", "--clear-groups"] if owner else []
    subprocess.run(
        [*as_owner, str(BIN / program), *words],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd="/",
        env={"LC_ALL": "C.UTF-8"},
    )
