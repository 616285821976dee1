"""Who owes people an answer asks them nothing new, unless a steward agrees in writing."""

import pytest
from sqlmodel import select

from consult import opening, owing
from consult.errors import BadText, NotAllowed, Refused
from consult.owing import StillOwes
from consult.people.staff import Act
from consult.rounds import approvals, drafts, parts
from consult.rounds.stewards import OwnRound
from consult.words.replies import decisions
from tests import factories, staffing
from tests.released_room import AFTER, DUE, GOOD, answer_all, released
from tests.words_room import seed

pytestmark = pytest.mark.usefixtures("cheap_hashes")
WORDS = "Winter is near. The hours can not wait for the old answers."


@pytest.fixture
def asked(house, clock):
    """A release of the program lead with one theme unanswered past its day, and a new round of hers to approve."""
    old = seed(house)
    with house.database.writing() as session:
        number = released(session, old)
        decisions.decide(session, old.designer, number, 1, GOOD, DUE)
    clock.put(AFTER)
    advisory_id = staffing.advisory(house)
    people = staffing.staff(house, advisory_id)
    round_id, part_id = factories.write_round(house, people, advisory_id)
    with house.database.writing() as session:
        drafts.change(session, people.author, round_id, {"decider": "program  LEAD."})
    return house, people, part_id, old, number


def _agree(house, actor, part_id, words=WORDS):
    with house.database.writing() as session:
        owing.agree(session, actor, part_id, words)


@pytest.mark.requirement("LEAD-06")
def test_a_decider_who_owes_an_answer_opens_nothing_new(asked):
    """
    Past the day a new round of the same decider is not approved; the sentence names the theme. Answered, it is.

    Fails when `opening.approve` hands no owed answers to the approval, or names are compared letter by letter.
    """
    house, people, part_id, old, number = asked

    with pytest.raises(Refused, match=f"owes an answer to {number}.2"):
        factories.approve(house, people, part_id)
    with house.database.writing() as session:
        answer_all(session, old, number, day=DUE)
        approvals.send_back(session, people.steward, part_id, "")

    assert factories.approve(house, people, part_id)


@pytest.mark.requirement("LEAD-06")
def test_a_stewards_written_word_lets_it_through(asked):
    """
    With her sentence the approval and the opening pass; without one, or from anyone else, nothing does.

    Fails when a tick without words is enough, or when the author may agree.
    """
    house, people, part_id, _old, _number = asked
    for actor, words, error in (
        (people.steward, "ok", BadText),
        (people.author, WORDS, NotAllowed),
        (people.designer, WORDS, NotAllowed),
    ):
        with pytest.raises(error):
            _agree(house, actor, part_id, words)
    _agree(house, people.steward, part_id)

    factories.approve(house, people, part_id)
    factories.set_aside(house, people, part_id)
    assert opening.open_part(house, people.author, part_id).codes


def test_an_answer_that_falls_due_after_the_approval_stops_the_opening(asked, clock):
    """Approved the day before, the part does not open the day after."""
    house, people, part_id, _old, _number = asked
    clock.put(DUE)
    factories.approve(house, people, part_id)
    factories.set_aside(house, people, part_id)
    clock.put(AFTER)

    with pytest.raises(StillOwes):
        opening.open_part(house, people.author, part_id)


def test_a_word_for_one_decider_is_none_for_another(asked):
    """When the round gets another decider, what the steward wrote for the first does not count."""
    house, people, part_id, _old, _number = asked
    _agree(house, people.steward, part_id)
    with house.database.writing() as session:
        part = parts.part(session, part_id)
        free = owing.sentences(session, house.clock, part)
        drafts.change(session, people.author, part.round_id, {"decider": "Program lead"})
        owed = owing.sentences(session, house.clock, parts.part(session, part_id))
        others = owing.others(session, house.clock, "Somebody else")

    assert (free, len(owed), others) == ((), 1, ("Program lead",))


def test_who_wrote_the_round_agrees_to_nothing(asked):
    """A steward who is the author too is refused."""
    house, people, part_id, _old, _number = asked
    both = people.steward
    with house.database.writing() as session:
        part = parts.part(session, part_id)
        parts.round_of(session, part.round_id).author_id = both.account_id

    with pytest.raises(OwnRound):
        _agree(house, both, part_id)
    with house.database.reading() as session:
        assert session.exec(select(Act.act).where(Act.account_id == both.account_id)).all() == []
