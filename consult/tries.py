"""Guessing is slowed for the one who guesses, and nobody is ever locked out: a shelter shares one address."""

from collections import deque
from datetime import datetime, timedelta
from math import ceil

from consult.clock import Clock
from consult.errors import ConsultError

WRONG_IN_A_MINUTE = 5
_MINUTE = timedelta(minutes=1)


class TooFast(ConsultError):
    """Five wrong tries came from one session within a minute; the next one waits."""

    def __init__(self, seconds: int) -> None:
        """Say how many whole seconds to wait."""
        self.seconds = seconds
        unit = "second" if seconds == 1 else "seconds"
        super().__init__(f"Those codes did not fit. Wait {seconds} {unit}, then try again.")


class Tries:
    """The wrong tries of one session, in its memory only."""

    def __init__(self, clock: Clock) -> None:
        """Begin with none."""
        self._clock = clock
        self._wrong: deque[datetime] = deque(maxlen=WRONG_IN_A_MINUTE)

    def check(self) -> None:
        """Let the next try through, or raise TooFast. Asking adds nothing to the wait."""
        if len(self._wrong) < WRONG_IN_A_MINUTE:
            return
        left = self._wrong[0] + _MINUTE - self._clock.now()
        # A clock that was set back must not turn a minute into a day.
        if timedelta(0) < left <= _MINUTE:
            raise TooFast(ceil(left.total_seconds()))

    def wrong(self) -> None:
        """Remember a wrong try."""
        self._wrong.append(self._clock.now())
