"""Tries at a sign-in name are slowed, and nobody is ever locked out."""

from hypothesis import given
from hypothesis import strategies as st

from consult.web.tries import FORGET_AFTER, FREE_TRIES, KEPT, LONGEST_WAIT, Tries


@given(st.lists(st.sampled_from(["ada", "bo", " ADA "]), max_size=60))
def test_a_wait_is_never_longer_than_eight_seconds(names):
    """Fails when enough tries lock a name out."""
    tries = Tries(lambda: 0.0)

    assert all(0 <= tries.wait(name) <= LONGEST_WAIT for name in names)


def test_waits_grow_after_three_tries_name_by_name():
    """Fails when guesses at one name are free, or slow another name."""
    tries = Tries(lambda: 0.0)
    waits = [tries.wait("ada") for _ in range(9)]

    assert waits[:FREE_TRIES] == [0, 0, 0]
    assert waits[FREE_TRIES:] == [0.5, 1, 2, 4, 8, 8]
    assert tries.wait("bo") == 0


def test_the_right_password_and_a_quarter_of_an_hour_start_afresh():
    """Fails when someone pays for the guesses of another long after."""
    now = [0.0]
    tries = Tries(lambda: now[0])
    for _ in range(9):
        tries.wait("ada")
        tries.wait("bo")
    tries.forget("ada")
    now[0] = FORGET_AFTER + 1

    assert tries.wait("ada") == 0
    assert tries.wait("bo") == 0


def test_a_flood_of_names_is_forgotten_and_no_name_is_kept_in_clear():
    """Fails when made-up names fill the memory, or can be read out of it."""
    tries = Tries(lambda: 0.0)
    for number in range(KEPT + 10):
        tries.wait(f"name{number}")

    assert len(tries._tries) == KEPT
    assert not any(b"name" in place for place in tries._tries)
