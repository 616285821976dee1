"""A box from its approval to its count; what it is doing now is read under the same lock by all who write."""

from collections.abc import Sequence

from sqlmodel import Session, col, delete, func, select, update

from consult.box.pile_tables import PileRow
from consult.box.tables import Box, BoxState, Draft, Envelope
from consult.clock import Clock, has_passed
from consult.database import lock, lock_shared
from consult.errors import ConsultError, Missing
from consult.ids import BoxId

ADMITS = frozenset({BoxState.OPEN})
PAYS = frozenset({BoxState.OPEN, BoxState.PAUSED})
HAS_TEXT = frozenset({BoxState.APPROVED, BoxState.SHEET}) | PAYS
COUNTABLE = frozenset({BoxState.OPEN, BoxState.PAUSED, BoxState.COUNTING})


class BoxShut(ConsultError):
    """The box takes nothing now: paused, past its date, being counted or counted."""

    sentence = "This round takes no more answers."


class BoxPaused(BoxShut):
    """A steward paused the round; the way to the pay code stays open."""

    sentence = "This round is paused. You can still get your pay code."


def add(session: Session, box: Box) -> None:
    """Keep a new box."""
    session.add(box)
    session.flush()


def get(session: Session, box_id: BoxId) -> Box:
    """Give a box without a lock, for showing. Missing when there is none."""
    box = session.get(Box, box_id)
    if box is None:
        raise Missing
    return box


def locked(session: Session, box_id: BoxId) -> Box:
    """Give a box under the lock that a count or a change of state holds."""
    box: Box | None = lock(session, select(Box).where(col(Box.id) == box_id)).first()
    if box is None:
        raise Missing
    return box


def taking(session: Session, box_id: BoxId, clock: Clock, states: frozenset[BoxState] = ADMITS) -> Box:
    """Give a box that takes writes now, under the shared lock. BoxShut when it does not."""
    return _if_takes(lock_shared(session, select(Box).where(col(Box.id) == box_id)).first(), clock, states)


def looked_at(session: Session, box_id: BoxId, clock: Clock, states: frozenset[BoxState] = ADMITS) -> Box:
    """Give such a box without any lock: on PostgreSQL a lock for a look would stand in the log of writes."""
    return _if_takes(session.get(Box, box_id), clock, states)


def _if_takes(box: Box | None, clock: Clock, states: frozenset[BoxState]) -> Box:
    if box is None or has_passed(box.closes_on, clock):
        raise BoxShut
    if box.state is BoxState.PAUSED and box.state not in states:
        raise BoxPaused
    if box.state not in states:
        raise BoxShut
    return box


def in_states(session: Session, states: frozenset[BoxState]) -> Sequence[Box]:
    """Give the boxes in any of these states."""
    return session.exec(select(Box).where(col(Box.state).in_(states))).all()


def put(session: Session, envelope: Envelope) -> None:
    """Write an envelope under its key: a first one is added, a later one takes its place."""
    replaced = session.exec(
        update(Envelope)
        .where(col(Envelope.key) == envelope.key)
        .values(words_key=envelope.words_key, sealed=envelope.sealed)
    )
    if replaced.rowcount == 0:
        session.add(envelope)
    session.flush()


def by_words(session: Session, words_keys: Sequence[bytes]) -> Envelope | None:
    """Give the envelope that private words find in any open box."""
    return session.exec(select(Envelope).where(col(Envelope.words_key).in_(words_keys))).first()


def replace(session: Session, seen: Envelope, sealed: bytes) -> bool:
    """Put other sealed bytes in the place of the ones that were read; False when they changed meanwhile."""
    swapped = session.exec(
        update(Envelope)
        .where(col(Envelope.key) == seen.key, col(Envelope.sealed) == seen.sealed)
        .values(sealed=sealed),
        execution_options={"synchronize_session": False},
    )
    return bool(swapped.rowcount == 1)


def envelopes(session: Session, box_id: BoxId) -> Sequence[Envelope]:
    """Give every envelope of a box, for its count."""
    return session.exec(select(Envelope).where(col(Envelope.box_id) == box_id)).all()


def how_many(session: Session, box_id: BoxId) -> int:
    """Count the envelopes; asked only when the box is being shut, never shown."""
    return session.exec(select(func.count()).select_from(Envelope).where(col(Envelope.box_id) == box_id)).one()


def empty(session: Session, box_id: BoxId) -> int:
    """Delete envelopes, drafts and piles of paper forms of a box; give the number of envelopes that went."""
    session.exec(delete(Draft).where(col(Draft.box_id) == box_id))
    session.exec(delete(PileRow).where(col(PileRow.box_id) == box_id))
    gone = session.exec(delete(Envelope).where(col(Envelope.box_id) == box_id))
    return int(gone.rowcount)


def keep_draft(session: Session, draft: Draft) -> None:
    """Write a kept place under its key; a later one takes its place."""
    replaced = session.exec(update(Draft).where(col(Draft.key) == draft.key).values(sealed=draft.sealed))
    if replaced.rowcount == 0:
        session.add(draft)
    session.flush()


def draft(session: Session, key: bytes) -> Draft | None:
    """Give the kept place of a code."""
    return session.get(Draft, key)


def drop_draft(session: Session, key: bytes) -> None:
    """Delete the kept place of a code; none there changes nothing."""
    session.exec(delete(Draft).where(col(Draft.key) == key))
