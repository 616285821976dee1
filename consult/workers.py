"""Long work runs in a process of its own that is told ids and nothing else: no text is in its arguments or its pipe."""

import json
import os
import resource
import subprocess
import sys
from contextlib import suppress
from typing import Any

from consult.house import House, assemble
from consult.settings import Settings

NICE = 10


def start(module: str, house: House, **ids: str) -> "subprocess.Popen[str]":
    """Start `python -m module`, tell it the settings of this house and some ids, and do not wait for it."""
    asked = {"settings": house.settings.model_dump(mode="json"), **ids}
    child = subprocess.Popen(  # noqa: S603 -- the name of a module of ours
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    if child.stdin is not None:
        with suppress(BrokenPipeError):
            child.stdin.write(json.dumps(asked))
            child.stdin.close()
    return child


def request() -> tuple[House, dict[str, Any]]:
    """In the worker: give the house and the ids it was told. It gives way to members' pages and leaves no core file."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(NICE)
    asked = json.load(sys.stdin)
    return assemble(Settings(**asked.pop("settings"))), asked
