"""A round for youth is short, plain, and shows them its plan."""

import pytest

from consult.clock import SetClock, today
from consult.errors import Refused
from consult.house import House
from consult.rounds import approvals, checks, drafts, parts, questions, youth
from tests import rounds_room
from tests.round_texts import FACTS


@pytest.fixture
def room(house: House, clock: SetClock):
    """A youth round whose plan is typed, and its session."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), template=youth.TEMPLATE, ask=False)
        drafts.change(session, made.author, made.round_id, {"facts": FACTS})
        yield session, made, today(clock)


def _hard(room) -> str:
    session, made, day = room
    return " ".join(checks.review(*parts.whole(session, made.part_id), day).hard)


@pytest.mark.requirement("CONS-11")
@pytest.mark.requirement("YOUTH-01")
@pytest.mark.parametrize("name", sorted(youth.PLAN))
def test_a_youth_round_without_its_plan_is_not_approved(room, name: str):
    """Fails when a support person, a place, who listens or who decided on consent may be missing."""
    session, made, day = room
    whole = _hard(room)

    drafts.change(session, made.author, made.round_id, {"facts": {name: " "}})

    assert whole == ""
    with pytest.raises(Refused, match="Still missing: Youth plan"):
        approvals.ask(session, made.author, made.part_id, day)


@pytest.mark.requirement("YOUTH-03")
def test_youth_read_who_listens_and_that_they_said_yes(room):
    """Fails when the text that youth read does not name who will listen, by job, and that they agreed to."""
    session, made, _day = room

    read = parts.script_now(session, made.part_id).brief

    assert "Who will hear you: the head of the program. They said yes to that." in read
    drafts.change(session, made.author, made.round_id, {"brief": "Adults choose. Tell them what helps."})
    assert "Put this into the brief: {youth_consent}, {youth_listener}" in _hard(room)


@pytest.mark.requirement("YOUTH-02")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"minutes": 11}, "10 minutes at most"),
        ({"questions": 6}, "5 questions at most"),
        ({"text": "What organizational considerations would facilitate participation?"}, "grade 4 or lower"),
    ],
)
def test_a_youth_round_is_short_and_plain(room, change: dict, said: str):
    """Fails when a sixth question, an eleventh minute or a text above grade 4 passes."""
    session, made, _day = room
    listed = [dict(one) for one in parts.round_of(session, made.round_id).questions]
    if "questions" in change:
        listed.append(questions.written("extra", "open", "What else can help?"))
        drafts.set_questions(session, made.author, made.round_id, listed)
    elif "text" in change:
        listed[0]["text"] = change["text"]
        drafts.set_questions(session, made.author, made.round_id, listed)
    else:
        drafts.change(session, made.author, made.round_id, change)

    assert said in _hard(room)


def test_other_rounds_need_no_youth_plan(house: House, clock: SetClock):
    """Fails when every round is asked for a plan that only youth need."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), ask=False)
        drafts.change(session, made.author, made.round_id, {"facts": dict.fromkeys(youth.PLAN, "")})

        assert checks.review(*parts.whole(session, made.part_id), today(clock)).hard == ()
