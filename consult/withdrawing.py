"""The door by which a steward takes back what was released: written down, and unreadable when it returns."""

from contextlib import suppress

from consult import forgetting
from consult.actors import Actor
from consult.clock import in_words, today
from consult.errors import Refused
from consult.house import House
from consult.people import acts
from consult.rounds import parts
from consult.words.leaving import releases, withdrawals


def theme(house: House, actor: Actor, number: int, at: int, typed: str) -> tuple[str, ...]:
    """Withdraw theme `at` of release `number`; `typed` confirms ("3.2"). Gives the numbers that are gone."""
    with house.database.writing() as session:
        part = parts.part(session, releases.by_number(session, number).part_id)
        day = in_words(today(house.clock))
        forgetting.promise(house)
        gone = withdrawals.theme(session, actor, number, at, typed, day)
        acts.record(session, house.clock, actor, f"withdrew theme {number}.{at}", part.round_id, part.advisory_id)
    _forget(house)
    return gone


def line(house: House, actor: Actor, number: int, at: int, typed: str) -> None:
    """Withdraw line `at` of "other things we heard" in a release; `typed` confirms ("line 2")."""
    with house.database.writing() as session:
        part = parts.part(session, releases.by_number(session, number).part_id)
        forgetting.promise(house)
        withdrawals.line(session, actor, number, at, typed, in_words(today(house.clock)))
        act = f"withdrew a line of other things we heard from release {number}"
        acts.record(session, house.clock, actor, act, part.round_id, part.advisory_id)
    _forget(house)


def release(house: House, actor: Actor, number: int, typed: str) -> None:
    """Withdraw a whole release; `typed` is the title of the round."""
    with house.database.writing() as session:
        part = parts.part(session, releases.by_number(session, number).part_id)
        forgetting.promise(house)
        withdrawals.release(session, actor, number, typed, in_words(today(house.clock)))
        acts.record(session, house.clock, actor, f"withdrew release {number}", part.round_id, part.advisory_id)
    _forget(house)


def _forget(house: House) -> None:
    # It is withdrawn already: where a reader is in the way of the clean-up, the next hour does it.
    with suppress(Refused):
        forgetting.forget(house)
