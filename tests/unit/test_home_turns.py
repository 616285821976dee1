"""Whose turn it is: what waits is said to whom it waits on, and nothing moves while a round is open."""

from datetime import timedelta

import pytest

from consult import endings
from consult.actors import Actor, OrganisationKind
from consult.clock import in_words
from consult.ui.home.turns import turns
from tests import factories

ROLES = ("author", "steward", "reader", "designer", "finance", "desk", "facilitator", "admin")


@pytest.fixture
def part(house):
    factories.cheapen_hashes()
    return factories.opened(house, seats=6)


def seen(part, role):
    with part.house.database.reading() as session:
        return turns(session, part.house.clock, getattr(part.staff, role))


@pytest.mark.parametrize("role", ROLES)
def test_nothing_on_the_first_page_moves_with_an_envelope(part, role):
    """Fails when any role's first page counts or hints at what lies in a box."""
    before = seen(part, role)
    factories.send_all(part, [factories.full_paper(part.script.questions, "x")] * 5)

    assert seen(part, role) == before


def test_a_closed_box_waits_on_its_steward_and_names_the_last_day(part):
    """Fails when a steward is not told that her box can be opened, or until when."""
    open_turn = seen(part, "steward")[0]
    last = in_words(factories.close(part) + timedelta(days=30))
    turn = seen(part, "steward")[0]

    assert not open_turn.mine
    assert turn.mine
    assert turn.file == "steward/box.py"
    assert last in turn.sentence


def test_more_time_is_counted_from_the_box(part):
    """Fails when the page still says closed after a steward gave the box more time."""
    factories.close(part)
    endings.extend(part.house, part.staff.steward, part.part_id, part.script.latest_close)

    turn = seen(part, "steward")[0]
    assert not turn.mine
    assert in_words(part.script.latest_close) in turn.sentence


def test_who_has_no_part_in_it_sees_nothing(part):
    """Fails when the desk, a facilitator or an administrator is shown rounds on the first page."""
    for role in ("desk", "facilitator", "admin"):
        assert seen(part, role) == ()
    stranger = Actor(part.staff.author.account_id, OrganisationKind.COMMUNITY, frozenset())
    with part.house.database.reading() as session:
        assert turns(session, part.house.clock, stranger) == ()
