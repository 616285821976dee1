"""Guessing is slowed, name by name; nobody is ever locked out, for a shelter shares one address."""

import hmac
import time
from collections import OrderedDict
from collections.abc import Callable
from secrets import token_bytes
from threading import Lock

FREE_TRIES = 3
FIRST_WAIT = 0.5
LONGEST_WAIT = 8.0
FORGET_AFTER = 15 * 60
KEPT = 10_000


class Tries:
    """
    Counts recent tries at a name, in memory only, under a key of this process.

    A try is counted when it comes in, not when it fails: a hundred at once are slowed like a hundred in turn.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._key = token_bytes(32)
        self._tries: OrderedDict[bytes, tuple[int, float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, name: str) -> float:
        """Count one try at this name, and give the seconds to wait before it is looked at: 0 to 8."""
        place = self._place(name)
        with self._lock:
            count, since = self._tries.pop(place, (0, 0.0))
            count = 0 if self._now() - since > FORGET_AFTER else count
            self._tries[place] = (count + 1, self._now())
            while len(self._tries) > KEPT:
                self._tries.popitem(last=False)
        if count < FREE_TRIES:
            return 0.0
        return min(FIRST_WAIT * 2.0 ** min(count - FREE_TRIES, 10), LONGEST_WAIT)

    def forget(self, name: str) -> None:
        """Start afresh at this name: the right password was given."""
        with self._lock:
            self._tries.pop(self._place(name), None)

    def _place(self, name: str) -> bytes:
        return hmac.digest(self._key, name.strip().casefold().encode("utf-8", "replace"), "sha256")
