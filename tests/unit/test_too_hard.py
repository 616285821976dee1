"""What was too hard to answer is told to the stewards, and its template waits for a look of one of them."""

import pytest
from sqlmodel import select

from consult import opening, too_hard
from consult.errors import NotAllowed
from consult.rounds import approvals, parts
from consult.rounds.scripts import Kind, Question
from consult.rounds.tables import Approval, PartState, Round
from consult.too_hard import TemplateHeld
from consult.ui.home.turns import turns
from consult.words.answers import hard
from tests.factories import advisory, approve, staff, write_round
from tests.words_room import QUESTIONS, K, script, seed

HOW = Question("q2", Kind.CHOICE, "How was it?", options=("Fine", "A bit hard", "Too hard", "Not sure"))


def _asked(house, options, *, template="drop_in", state=PartState.COUNTED):
    """Give a counted part of a template in which so many said fine, a bit hard, too hard, not sure."""
    room = seed(house, sum(options), options=options, state=state)
    text = script(sum(options), (QUESTIONS[0], QUESTIONS[2], HOW))
    with house.database.writing() as session:
        round_ = session.get(Round, room.round_id)
        round_.template = template
        session.add(round_)
        kept = session.exec(select(Approval).where(Approval.part_id == room.part_id)).one()
        kept.text, kept.hash = {"en": text.to_json()}, text.digest()
        session.add(kept)
    return room


@pytest.mark.requirement("TRAUMA-07")
@pytest.mark.parametrize(
    ("options", "told"),
    [([8, 0, 2, 0], True), ([9, 0, 1, 0], False), ([4, 0, 1, 0], True), ([3, 0, 1, 0], False), ([0, 9, 0, 1], False)],
)
def test_one_in_five_of_five_or_more_is_too_hard(house, options, told):
    """
    20 % of ten, and of five, is told; 10 %, and any share of four, is not; "a bit hard" does not count.

    Fails when ONE_IN or FEWEST changes, or another option is counted.
    """
    room = _asked(house, options)
    with house.database.reading() as session:
        part = parts.part(session, room.part_id)

        assert hard.is_too_hard(session, part) is told
        assert hard.waits(session, part) is told


@pytest.mark.requirement("ANON-08")
@pytest.mark.parametrize(
    ("options", "held"), [([4, 0, 1, 0], False), ([6, 0, 4, 0], False), ([5, 0, 5, 0], True), ([21, 0, 5, 0], False)]
)
def test_one_choice_does_not_reach_authors_before_a_release(house, options, held):
    """
    Of five people one tick tells the stewards and holds nothing; five ticks, one in five, hold the template.

    Fails when `is_held` stops counting to k.
    """
    _asked(house, options)
    with house.database.reading() as session:
        assert hard.is_held(session, "drop_in", K) is held
        assert not hard.is_held(session, "", K)
        assert not hard.is_held(session, "another", K)


@pytest.mark.requirement("TRAUMA-07")
def test_the_steward_is_told_and_the_template_waits_for_her_look(house):
    """
    Her page "Your turn" says so; asking and approving from this template are refused until she has looked.

    Fails when `opening.approve` no longer asks, or a look is not needed, or anyone may look.
    """
    room = _asked(house, [8, 0, 5, 0])
    home = advisory(house)
    people = staff(house, home)
    round_id, part_id = write_round(house, people, home)
    with house.database.writing() as session:
        new = session.get(Round, round_id)
        new.template = "drop_in"
        session.add(new)

    with house.database.reading() as session:
        said = [turn.sentence for turn in turns(session, house.clock, room.steward)]
    with pytest.raises(TemplateHeld):
        approve(house, people, part_id)
    with house.database.writing() as session:
        for other in (room.reader, room.admin, people.steward):
            with pytest.raises(NotAllowed):
                hard.review(session, other, room.part_id)
        hard.review(session, room.steward, room.part_id)
        too_hard.require_reviewed(session, parts.part(session, part_id), K)
        digest = parts.script_now(session, part_id).digest()
    phrases = opening.approve(house, people.steward, part_id, digest)

    assert "Many people said that the questions were too hard. Look at them again." in said
    assert len(phrases) == 2


def test_nothing_is_told_before_the_count(house):
    """While a round is open nobody learns how it was to answer."""
    room = _asked(house, [0, 0, 10, 0], state=PartState.OPEN)
    with house.database.reading() as session:
        part = parts.part(session, room.part_id)

        assert not hard.waits(session, part)
        assert approvals.approved_script(session, part.id).questions[-1] == HOW
