"""No staff act without a line in the log: both are written in one transaction, or neither is."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import Session

from consult.actors import Actor
from consult.house import present
from consult.ids import AdvisoryId, RoundId
from consult.people import acts


@contextmanager
def acting(
    actor: Actor, act: str, round_id: RoundId | None = None, advisory_id: AdvisoryId | None = None
) -> Iterator[Session]:
    """Give a writing session in which the act is already on record; it commits on leaving, both or neither."""
    house = present()
    with house.database.writing() as session:
        acts.record(session, house.clock, actor, act, round_id, advisory_id)
        yield session


@contextmanager
def reading() -> Iterator[Session]:
    """Give a session that reads one consistent state and writes nothing."""
    with present().database.reading() as session:
        yield session
