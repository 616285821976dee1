"""Whose turn it is: what waits is said to whom it waits on, and nothing moves while a round is open."""

from datetime import timedelta

import pytest

from consult import endings
from consult.actors import Actor, Grant, OrganisationKind, Role
from consult.clock import in_words
from consult.ui.home.turns import turns
from consult.words.replies import decisions, drafted
from tests import factories, released_room, staffing, words_room

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


def _designer(house, admin, organisation):
    """A designer of an organisation of her own."""
    home = staffing.organisation(house, admin, organisation, OrganisationKind.GOVERNMENT)
    name = organisation.split()[0].lower()
    return home, staffing.account(house, admin, name, home, OrganisationKind.GOVERNMENT, Grant(Role.DESIGNER))


def test_a_designer_sees_what_waits_on_whom_since_when(house, clock):
    """A theme that waits, a draft and its role, one that was handed over, and the same at its new owner."""
    factories.cheapen_hashes()
    admin = staffing.first_admin(house)
    transit, theirs = _designer(house, admin, "Transit office")
    home, ours = _designer(house, admin, "Housing office")
    room = words_room.seed(house)
    with house.database.writing() as session:
        number = released_room.released(session, room, ("Later hours", "Rides home", "Say why you ask"))
        asks = decisions.Whose(transit, "Transit office")
        decisions.decide(session, ours, number, 2, released_room.replied(
            verdict=decisions.Verdict.NOT_OURS, asks=asks), released_room.TODAY)  # fmt: skip
        drafted.keep(session, ours, number, 3, released_room.GOOD, "Deputy minister", released_room.TODAY, of=home)
        mine, handed = (_sentences(turns(session, clock, who)) for who in (ours, theirs))
        clock.put(released_room.AFTER)
        late = turns(session, clock, ours)

    day = in_words(released_room.TODAY)
    assert f"{number}.1 waits for your answer." in mine
    assert f"Out since {day}." in mine
    assert f"The draft for {number}.3 waits for Deputy minister since {day}." in mine
    assert f"{number}.2 waits for Transit office since {day}." in mine
    assert f"Others say that {number}.2 is yours, since {day}." in handed
    assert "Deputy minister" not in handed
    assert {turn.state for turn in late if turn.mine} == {"overdue"}
    assert all(turn.which == f"?release={number}" for turn in late)


def _sentences(found):
    return " ".join(turn.sentence for turn in found)
