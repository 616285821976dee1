"""Guessing is slowed a session, and nobody is locked out."""

from datetime import timedelta

import pytest

from consult.clock import SetClock
from consult.tries import TooFast, Tries


@pytest.mark.requirement("HON-05")
def test_the_sixth_wrong_try_within_a_minute_waits(clock: SetClock) -> None:
    """Fails when six wrong codes in a minute are all looked up."""
    tries = Tries(clock)
    for _ in range(5):
        tries.check()
        tries.wrong()
        clock.at += timedelta(seconds=4)

    with pytest.raises(TooFast, match="Wait 40 seconds") as refused:
        tries.check()

    assert refused.value.seconds == 40


def test_after_the_wait_the_next_try_goes_through(clock: SetClock) -> None:
    """Asking during the wait does not make it longer."""
    tries = Tries(clock)
    for _ in range(5):
        tries.wrong()
    for _ in range(20):
        with pytest.raises(TooFast):
            tries.check()

    clock.at += timedelta(seconds=60)

    tries.check()


def test_another_session_does_not_wait(clock: SetClock) -> None:
    """A shelter shares one address; one guesser there stops nobody else."""
    guesser = Tries(clock)
    for _ in range(5):
        guesser.wrong()

    Tries(clock).check()


def test_a_clock_that_was_set_back_locks_nobody_out(clock: SetClock) -> None:
    """A wait is never longer than a minute."""
    tries = Tries(clock)
    for _ in range(5):
        tries.wrong()

    clock.at -= timedelta(days=1)

    tries.check()
