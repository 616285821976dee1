"""A steward pauses at once; the way to the pay code stays open."""

from collections.abc import Callable

import pytest

from consult import intake, opening
from consult.actors import Role
from consult.errors import NotAllowed
from consult.house import House
from tests import factories

pytestmark = pytest.mark.usefixtures("cheap_hashes")


@pytest.mark.parametrize(
    ("act", "role"),
    [(opening.pause, "author"), (opening.pause, "reader"), (opening.resume, "author"), (opening.pause, "admin")],
)
def test_only_a_steward_pauses(house: House, act: Callable, role: str):
    """Fails when anyone else can pause or go on."""
    part = factories.opened(house, seats=5)

    with pytest.raises(NotAllowed):
        act(house, getattr(part.staff, role), part.part_id)


def test_a_pause_stops_answers_and_not_pay(house: House):
    """Fails when a paused round takes an answer, or keeps a member from her pay code."""
    part = factories.opened(house, seats=5)
    opening.pause(house, part.staff.steward, part.part_id)

    with pytest.raises(intake.boxes.BoxPaused):
        intake.send(house, part.codes[0], {})
    pay = intake.stop(house, part.codes[1])
    assert intake.enter(house, part.codes[0]).is_paused

    opening.resume(house, part.staff.steward, part.part_id)
    assert intake.send(house, part.codes[1], {}) == pay
    assert Role.STEWARD in {grant.role for grant in part.staff.steward.grants}
