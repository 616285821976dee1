"""A file on its way from a page to whoever made it: in memory, for one sign-in, for ten minutes, once."""

import time
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

from consult.errors import Missing

HELD_SECONDS = 600


class FileGone(Missing):
    """The file was taken before, was held too long, or belongs to another sign-in: one error for all."""

    sentence = "There is no file here. It waits ten minutes and is given once. Make it again on its page."


@dataclass(frozen=True, slots=True)
class File:
    """What is handed over: its name, its media type (RFC 6838) and its bytes."""

    name: str
    media: str
    body: bytes


class Handover:
    """Holds at most one file a sign-in; nothing of it touches the disk."""

    def __init__(self) -> None:
        self._held: dict[bytes, tuple[float, File]] = {}
        self._lock = Lock()

    def hold(self, token: str, file: File) -> None:
        """Hold a file for whoever has this sign-in. A later one takes the place of an earlier one."""
        with self._lock:
            self._forget_old()
            self._held[_place(token)] = (time.monotonic(), file)

    def take(self, token: str) -> File:
        """Give the file of this sign-in and forget it. FileGone when there is none."""
        with self._lock:
            self._forget_old()
            held = self._held.pop(_place(token), None)
        if held is None:
            raise FileGone
        return held[1]

    def drop(self, token: str) -> None:
        """Forget the file of this sign-in: it has ended."""
        with self._lock:
            self._held.pop(_place(token), None)

    def holds(self) -> int:
        """Give how many files wait."""
        with self._lock:
            return len(self._held)

    def forget_old(self) -> None:
        """Forget every file that waited ten minutes."""
        with self._lock:
            self._forget_old()

    def _forget_old(self) -> None:
        limit = time.monotonic() - HELD_SECONDS
        self._held = {key: held for key, held in self._held.items() if held[0] > limit}


handover = Handover()


def _place(token: str) -> bytes:
    return sha256(token.encode("utf-8", "replace")).digest()
