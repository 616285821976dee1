"""What is on its way from a page to whoever made it: in memory, for one sign-in, for ten minutes, once."""

import time
from hashlib import sha256
from threading import Lock
from typing import Generic, TypeVar

from consult.errors import Missing

HELD_SECONDS = 600
Made = TypeVar("Made")


class Handover(Generic[Made]):
    """Holds at most one thing a sign-in; nothing of it touches the disk, and tokens are kept as hashes only."""

    def __init__(self, gone: type[Missing]) -> None:
        """Take the error for what was taken before, waited too long, or belongs to another sign-in: one for all."""
        self._gone = gone
        self._held: dict[bytes, tuple[float, Made]] = {}
        self._lock = Lock()

    def hold(self, token: str, made: Made) -> None:
        """Hold it for whoever has this sign-in. A later one takes the place of an earlier one."""
        with self._lock:
            self._forget_old()
            self._held[_place(token)] = (time.monotonic(), made)

    def take(self, token: str) -> Made:
        """Give what this sign-in made and forget it; raises the error it was made with when there is none."""
        with self._lock:
            self._forget_old()
            held = self._held.pop(_place(token), None)
        if held is None:
            raise self._gone
        return held[1]

    def drop(self, token: str) -> None:
        """Forget what this sign-in made: it has ended."""
        with self._lock:
            self._held.pop(_place(token), None)

    def holds(self) -> int:
        """Give how many wait."""
        with self._lock:
            return len(self._held)

    def forget_old(self) -> None:
        """Forget all that waited ten minutes."""
        with self._lock:
            self._forget_old()

    def _forget_old(self) -> None:
        limit = time.monotonic() - HELD_SECONDS
        self._held = {key: held for key, held in self._held.items() if held[0] > limit}


def _place(token: str) -> bytes:
    return sha256(token.encode("utf-8", "replace")).digest()
