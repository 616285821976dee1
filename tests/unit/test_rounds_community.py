"""What a round for a cultural advisory has to say before its stewards can approve it."""

import pytest

from consult.clock import SetClock, today
from consult.errors import BadText, NotAllowed, Refused
from consult.house import House
from consult.rounds import advisories, approvals, checks, community, drafts, parts
from tests import rounds_room

SURVIVOR, INDIGENOUS, BLACK = 0, 1, 2


@pytest.fixture
def session(house: House):
    """One transaction on an empty house."""
    with house.database.writing() as session:
        yield session


def _hard(session, made, clock: SetClock) -> str:
    return " ".join(checks.review(*parts.whole(session, made.part_id), today(clock)).hard)


@pytest.mark.requirement("CULT-03")
@pytest.mark.parametrize(
    ("answer", "said"),
    [("", "Say whether"), ("yes", "Write the reference number"), ("yes: MEW-27", ""), ("no", "")],
)
def test_ethics_watch_is_answered_or_nothing_is_approved(session, clock: SetClock, answer: str, said: str):
    """Fails when an unanswered question, or a yes without a reference, lets a round of the Indigenous advisory pass."""
    made = rounds_room.written(session, today(clock), advisory=INDIGENOUS, ask=False)
    drafts.change_part(session, made.author, made.part_id, {"ethics_watch": answer})

    if said:
        with pytest.raises(Refused, match=said):
            approvals.ask(session, made.author, made.part_id, today(clock))
    else:
        assert _hard(session, made, clock) == ""


@pytest.mark.parametrize("number", [SURVIVOR, BLACK])
def test_other_advisories_are_not_asked_about_it(session, clock: SetClock, number: int):
    """Fails when a body of one nation is asked about the rounds of others."""
    made = rounds_room.written(session, today(clock), advisory=number, ask=False)

    drafts.change_part(session, made.author, made.part_id, {"ethics_watch": ""})

    assert _hard(session, made, clock) == ""


@pytest.mark.requirement("CULT-04")
@pytest.mark.requirement("CULT-05")
@pytest.mark.parametrize(
    ("field", "said"), [("engagement", "who of this community was asked"), ("benefit", "what good")]
)
def test_a_community_was_asked_and_reads_how_this_helps(session, clock: SetClock, field: str, said: str):
    """Fails when a cultural advisory's part may lack its engagement note, or the line on what good may come."""
    made = rounds_room.written(session, today(clock), advisory=BLACK, ask=False)
    whole = _hard(session, made, clock)

    drafts.change_part(session, made.author, made.part_id, {field: "  "})

    assert whole == ""
    assert said in _hard(session, made, clock)


def test_stewards_alone_say_whether_rounds_are_asked(session, clock: SetClock):
    """Fails when someone else switches the question off."""
    made = rounds_room.written(session, today(clock), advisory=INDIGENOUS, ask=False)
    drafts.change_part(session, made.author, made.part_id, {"ethics_watch": ""})

    with pytest.raises(NotAllowed):
        advisories.ask_ethics_watch(session, made.author, made.advisory_id, asks=False)
    advisories.ask_ethics_watch(session, made.steward, made.advisory_id, asks=False)

    assert _hard(session, made, clock) == ""


def test_an_answer_is_yes_or_no(session, clock: SetClock):
    """Fails when anything else is kept, or a reference without end is."""
    made = rounds_room.written(session, today(clock), advisory=INDIGENOUS, ask=False)

    for typed in ("maybe", f"yes: {'9' * 200}"):
        with pytest.raises(BadText):
            drafts.change_part(session, made.author, made.part_id, {"ethics_watch": typed})
    assert community.answer("yes:  MEW   27 ") == "yes: MEW 27"
