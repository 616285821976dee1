"""Nothing goes before a body unless a steward of the advisory said yes to it."""

from datetime import timedelta

import pytest

from consult.actors import Grant, Role
from consult.clock import in_words
from consult.errors import BadText, NotAllowed, Refused
from consult.ids import AdvisoryId, new_id
from consult.words.fresh import CouldPoint
from consult.words.given import accesses
from consult.words.given.accesses import Asked, NotGranted
from consult.words.leaving import withdrawals
from tests.released_room import TODAY, released
from tests.words_room import person, seed

DAY = TODAY + timedelta(days=20)
GOOD = Asked("House committee", DAY, "To show the need for hours.", "More hours.", "Ten members.", DAY)


@pytest.fixture
def room(house):
    """A part with a release."""
    made = seed(house)
    with house.database.writing() as session:
        made.number = released(session, made)
    return made


def _asked(house, room, asked=GOOD, actor=None):
    with house.database.writing() as session:
        accesses.ask(session, actor or room.designer, room.number, asked, TODAY)
        return accesses.mine(session, actor or room.designer)[0][0].id


@pytest.mark.requirement("THEME-09")
@pytest.mark.requirement("CULT-06")
def test_the_answer_is_no_until_a_steward_says_yes(house, room):
    """
    Asked, refused, taken back, over, or another's: nothing is given. Granted: this designer, until its day.

    Fails when `granted` lets a request pass that only waits, or one whose day has passed.
    """
    access_id = _asked(house, room)
    other = person(Grant(Role.DESIGNER))
    with house.database.writing() as session:

        def is_given(actor=room.designer, day=DAY):
            try:
                return bool(accesses.granted(session, actor, access_id, day))
            except NotGranted:
                return False

        waits = is_given()
        accesses.answer(session, room.steward, access_id, grants=True)
        given = (is_given(), is_given(other), is_given(day=DAY + timedelta(days=1)))
        accesses.answer(session, room.steward, access_id, grants=False, because="The hearing is open to the press.")
        after = is_given()

    assert (waits, given, after) == (False, (True, False, False), False)


@pytest.mark.requirement("CULT-06")
def test_only_a_steward_of_that_advisory_decides(house, room):
    """
    A steward of another advisory, a reader, an administrator and the designer herself are refused.

    Fails when any steward may decide for any advisory.
    """
    access_id = _asked(house, room)
    others = AdvisoryId(new_id())
    with house.database.writing() as session:
        for actor in (person(Grant(Role.STEWARD, others)), room.reader, room.admin, room.designer):
            with pytest.raises(NotAllowed):
                accesses.answer(session, actor, access_id, grants=True)
        with pytest.raises(NotAllowed):
            accesses.of_advisories(session, room.steward, [others])
        with pytest.raises(BadText):
            accesses.answer(session, room.steward, access_id, grants=False)
        listed = accesses.of_advisories(session, room.steward, room.steward.advisories())

    assert [(row.state, number) for row, number in listed] == [("asked", room.number)]


@pytest.mark.requirement("CULT-06")
@pytest.mark.parametrize(
    ("field", "bad", "error"),
    [
        ("body", " ", BadText),
        ("purpose", "", BadText),
        ("benefit", "", BadText),
        ("people", "", BadText),
        ("meets_on", None, BadText),
        ("meets_on", TODAY - timedelta(days=1), BadText),
        ("ends_on", None, BadText),
        ("ends_on", DAY - timedelta(days=1), BadText),
        ("people", "Ask at 902-555-0123.", CouldPoint),
    ],
)
def test_a_request_states_body_day_purpose_benefit_people_and_an_end(house, room, field, bad, error):
    """Each that is missing or wrong is one sentence, and nothing is kept. Fails when a field is no longer asked for."""
    asked = Asked(**{name: bad if name == field else getattr(GOOD, name) for name in GOOD.__slots__})
    with house.database.writing() as session:
        with pytest.raises(error):
            accesses.ask(session, room.designer, room.number, asked, TODAY)

        assert accesses.mine(session, room.designer) == []


def test_what_was_withdrawn_goes_before_nobody(house, room):
    """A release that was withdrawn as a whole can not be asked for."""
    from consult.words.leaving import releases

    with house.database.writing() as session:
        title = releases.read(session, room.number)["title"]
        withdrawals.release(session, room.steward, room.number, title, in_words(TODAY))
        with pytest.raises(Refused):
            accesses.ask(session, room.designer, room.number, GOOD, TODAY)
