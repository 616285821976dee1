"""Thirty days after its close a box that nobody opened is gone."""

from datetime import timedelta

import pytest

from consult import overdue
from consult.box import boxes
from consult.box.tables import BoxState
from consult.clock import SetClock
from consult.house import House
from consult.rounds import parts
from consult.rounds.tables import PartState
from tests import factories

pytestmark = pytest.mark.usefixtures("cheap_hashes")


def test_a_box_is_destroyed_at_thirty_days_and_not_a_minute_before(house: House, clock: SetClock):
    """Fails when the days are counted otherwise, or when a destroyed box keeps an envelope or a key."""
    part = factories.opened(house, seats=12)
    factories.send_all(part, [factories.full_paper(part.script.questions, f"member {n}") for n in range(6)])
    last_day = part.script.closes_on + timedelta(days=30)

    clock.put(last_day, 23, 58)
    before = overdue.destroy(house)
    clock.put(last_day, 23, 59)
    after = overdue.destroy(house)

    with house.database.reading() as session:
        box = boxes.get(session, part.box_id)
        assert box.state is BoxState.PURGED
        assert boxes.how_many(session, box.id) == 0
        assert parts.part(session, part.part_id).state is PartState.PURGED
    assert before == ()
    assert after == (part.box_id,)
    assert part.box_id not in house.keyring.boxes()
    assert overdue.destroy(house) == ()
