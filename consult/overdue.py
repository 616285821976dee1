"""What was promised for a day happens on that day: a box nobody opened is destroyed, full answers are deleted."""

from datetime import date, timedelta

from sqlmodel import Session, col, select

from consult import endings, forgetting, sweeping
from consult.box import boxes
from consult.box.tables import BoxState
from consult.clock import Clock, has_passed, today
from consult.house import House
from consult.ids import BoxId, PartId
from consult.people import acts
from consult.rounds import approvals, dates, parts
from consult.rounds.scripts import Script
from consult.rounds.tables import Part, PartState
from consult.words import raw
from consult.words.reading import READABLE

# round.md, "Dates": called out at 7 and 23 days after close, purged at 30.
DAYS_TO_OPEN = 30
UNOPENED = "destroyed a box that nobody opened"
SEALED = frozenset({PartState.OPEN, PartState.PAUSED, PartState.COUNTING})


def destroy(house: House) -> tuple[BoxId, ...]:
    """
    Destroy every box whose thirty days are over, and give their ids. Pay stands.

    A box that is being counted is left to its steward: its phrase was given, and its answers are promised. On the
    day on which full answers are deleted it goes as well.
    """
    with house.database.reading() as session:
        waiting = [box.id for box in boxes.in_states(session, boxes.PAYS) if _is_over(box.closes_on, house)]
        due = (part for part in _kept(session, house) if part.state in SEALED)
        waiting += [part.box_id for part in due if part.box_id and part.box_id not in waiting]
    return tuple(box_id for box_id in waiting if _destroyed(house, box_id))


def unopened(session: Session, clock: Clock) -> tuple[tuple[str, date], ...]:
    """
    Give the title of each round of which a box was destroyed because nobody opened it, and the day, the latest first.

    Anyone may know it (round.md, "Dates"). Whose box it was stays out of it, and how many there were that day.
    """
    found = acts.of_the_program(session, clock, UNOPENED)
    return tuple((parts.title_of(session, round_id), day) for round_id, day in found)


def delete_answers(house: House) -> tuple[PartId, ...]:
    """
    Delete the full answers of every part whose day has come, and give the parts; finish what was killed before.

    The day is `dates.erase_on`: so that no backup made before it outlives what members were promised.
    """
    with house.database.reading() as session:
        due = [part.id for part in _kept(session, house) if part.state in READABLE]
    deleted = tuple(part_id for part_id in due if _erased(house, part_id))
    with house.database.reading() as session:
        gone = session.exec(select(Part.box_id).where(col(Part.erased_on).is_not(None))).all()
    left = {BoxId(box_id) for box_id in gone if box_id and forgetting.copies(house, BoxId(box_id))}
    if deleted or left:
        forgetting.forget(house)
    for box_id in left:
        forgetting.destroy_copies(house, box_id)
    return deleted


def _destroyed(house: House, box_id: BoxId) -> bool:
    with house.database.writing() as session:
        box = boxes.locked(session, box_id)
        if box.state not in boxes.COUNTABLE:
            return False
        is_over = box.state is not BoxState.COUNTING and _is_over(box.closes_on, house)
        held = parts.all_in_box(session, box_id)
        if not is_over and not any(_has_come(session, part, house) for part in held):
            return False
        endings.destroy_contents(session, box, house.clock)
        for part in held:
            acts.record(session, house.clock, None, UNOPENED, part.round_id, part.advisory_id)
    sweeping.settle_box(house, box_id)
    return True


def _erased(house: House, part_id: PartId) -> bool:
    with house.database.writing() as session:
        part = parts.locked(session, part_id)
        if part.state not in READABLE or not _has_come(session, part, house):
            return False
        forgetting.promise(house)
        raw.erase(session, part, today(house.clock))
        act = "deleted the full answers, on the day that was promised"
        acts.record(session, house.clock, None, act, part.round_id, part.advisory_id)
    return True


def _kept(session: Session, house: House) -> list[Part]:
    """Give the parts whose full answers are there, sealed or read, though their day has come."""
    held = session.exec(select(Part).where(col(Part.state).in_(READABLE | SEALED), col(Part.erased_on).is_(None)))
    return [part for part in held if _has_come(session, part, house)]


def _has_come(session: Session, part: Part, house: House) -> bool:
    """Say whether the day has come by what members were promised, in the text they agreed to."""
    approved, round_ = approvals.standing(session, part.id), parts.round_of(session, part.round_id)
    promised = Script.from_json(approved.text["en"]).delete_by if approved else round_.delete_by
    if promised is None or part.erased_on is not None:
        return False
    return has_passed(dates.erase_on(promised, round_.longest_copy_days), house.clock)


def _is_over(closes_on: date, house: House) -> bool:
    return has_passed(closes_on + timedelta(days=DAYS_TO_OPEN), house.clock)
