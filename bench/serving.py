"""Servers for a bench: the site as it is, and the same member pages as Streamlit serves them when nothing is set."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
OURS, DEFAULTS = "this program", "Streamlit's defaults"
SCRIPTS = {OURS: ROOT / "app.py", DEFAULTS: ROOT / "consult" / "ui" / "entry" / "script.py"}
# Without the first it asks for a mail address, without the second its browser calls a third party.
QUIET = ["--server.headless=true", "--browser.gatherUsageStats=false", "--server.address=127.0.0.1"]


@contextmanager
def serve(kind, folder, port, packed=None):
    """Serve the house in `folder`; give the process. The defaults are served from a folder without settings."""
    env = {**os.environ, "CONSULT_FOLDER": str(folder), "PYTHONPATH": str(ROOT)}
    if packed:
        env["CONSULT_PACKED"] = str(packed)
    command = [sys.executable, "-m", "streamlit", "run", str(SCRIPTS[kind]), f"--server.port={port}", *QUIET]
    cwd = ROOT if kind == OURS else folder
    with (Path(folder) / "bench.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=cwd, env=env, stdout=log, stderr=log)
    try:
        until = time.monotonic() + 90
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError((Path(folder) / "bench.log").read_text()[-2000:])
            time.sleep(0.1)
        yield process
    finally:
        process.terminate()
        process.wait(20)


def wait_until_packed(folder, files):
    """Wait until so many files are packed as small as they get."""
    until = time.monotonic() + 120
    while time.monotonic() < until and len(list(Path(folder).glob("*.11.br"))) < files:
        time.sleep(0.2)


def _answers(port):
    try:
        return urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).status == 200
    except OSError:
        return False
