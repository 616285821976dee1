"""Thirty days after its close a box that nobody opened is gone."""

from datetime import timedelta

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from consult import endings, overdue
from consult.box import boxes
from consult.box.tables import BoxState
from consult.clock import SetClock, in_words, today
from consult.house import House, settle
from consult.rounds import parts
from consult.rounds.tables import PartState
from consult.web import outcomes
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


def test_anyone_can_read_that_a_box_was_destroyed_unread(house: House, clock: SetClock):
    """Fails when the public page says nothing of it, names the advisory, or tells of a box that a steward destroyed."""
    part = factories.opened(house, seats=6)
    other = factories.opened_beside(part)
    factories.close(part)
    title = part.script.title
    endings.purge_unread(house, other.staff.steward, other.part_id, title)
    settle(house)
    page = TestClient(Starlette(routes=outcomes.routes()))
    before = page.get("/outcomes").text
    clock.put(part.script.closes_on + timedelta(days=30), 23, 59)

    overdue.destroy(house)

    said = f"Nobody opened the answers to {title} in time. They were destroyed unread on {in_words(today(clock))}."
    after, french = page.get("/outcomes").text, page.get("/outcomes?language=fr").text
    assert "destroyed unread" not in before
    assert said in after
    assert "sans être lues" in french
    assert "advisory" not in after.lower()
