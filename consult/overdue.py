"""A box that nobody opened is not kept for ever: thirty days after its close it is destroyed unread."""

from datetime import date, timedelta

from consult import endings, sweeping
from consult.box import boxes
from consult.clock import has_passed
from consult.house import House
from consult.ids import BoxId

# round.md, "Dates": called out at 7 and 23 days after close, purged at 30.
DAYS_TO_OPEN = 30


def destroy(house: House) -> tuple[BoxId, ...]:
    """
    Destroy every box whose thirty days are over, and give their ids. Pay stands.

    A box that is being counted is left to its steward: its phrase was given, and its answers are promised.
    """
    destroyed = []
    with house.database.reading() as session:
        waiting = [box.id for box in boxes.in_states(session, boxes.PAYS) if _is_over(box.closes_on, house)]
    for box_id in waiting:
        with house.database.writing() as session:
            box = boxes.locked(session, box_id)
            if box.state not in boxes.PAYS or not _is_over(box.closes_on, house):
                continue
            endings.destroy_contents(session, box, house.clock)
        sweeping.settle_box(house, box_id)
        destroyed.append(box_id)
    return tuple(destroyed)


def _is_over(closes_on: date, house: House) -> bool:
    return has_passed(closes_on + timedelta(days=DAYS_TO_OPEN), house.clock)
