"""Whoever asked answers back."""

from datetime import timedelta

import pytest

from consult.errors import BadText, NotAllowed, Refused
from consult.house import settle
from consult.rounds import parts
from consult.rounds.tables import PartState
from consult.words.fresh import CouldPoint
from consult.words.given import plain
from consult.words.leaving import releases
from consult.words.replies import decisions, standings
from consult.words.replies.decisions import Undecided, Verdict
from consult.words.tables import Decision
from tests.released_room import GOOD, NOT_OURS, TODAY, released, replied
from tests.words_room import seed


@pytest.mark.requirement("LEAD-05")
def test_a_round_is_not_complete_with_one_theme_unanswered(house):
    """
    `complete` raises and names the theme; with both answered the part is answered, by itself.

    Fails when `complete` looks at fewer than all themes.
    """
    room = seed(house)
    with house.database.writing() as session:
        number = released(session, room)
        with pytest.raises(Undecided) as none:
            decisions.complete(session, room.designer, number)
        decisions.decide(session, room.designer, number, 1, GOOD, TODAY)
        with pytest.raises(Undecided) as one:
            decisions.complete(session, room.designer, number)
        assert parts.part(session, room.part_id).state is PartState.RELEASED
        decisions.decide(session, room.designer, number, 2, GOOD, TODAY)

        assert none.value.numbers == (f"{number}.1", f"{number}.2")
        assert one.value.numbers == (f"{number}.2",)
        assert parts.part(session, room.part_id).state is PartState.ANSWERED


@pytest.mark.requirement("LEAD-05")
@pytest.mark.parametrize(
    "bad",
    [
        replied(verdict=None),
        replied(verdict=Verdict.NO, reason="  "),
        replied(reason=""),
        replied(reason="x" * 601),
        replied(owner=""),
        replied(owner="x" * 81),
        replied(by_when=None),
        replied(by_when=TODAY - timedelta(days=1)),
    ],
)
def test_a_decision_needs_verdict_reason_owner_and_a_day_to_come(house, bad):
    """Each missing or bad field is one sentence, and nothing is kept. Fails when a field is no longer asked for."""
    room = seed(house)
    with house.database.writing() as session:
        number = released(session, room)

        with pytest.raises(BadText):
            decisions.decide(session, room.designer, number, 1, bad, TODAY)

        assert decisions.undecided(session, number) == (1, 2)


@pytest.mark.requirement("LEAD-05")
def test_today_is_a_day_to_come(house):
    """By today is allowed; "no" with a reason is an answer."""
    room = seed(house)
    with house.database.writing() as session:
        number = released(session, room)
        no = replied(verdict=Verdict.NO, reason="There is no money for it.", by_when=TODAY)

        decisions.decide(session, room.designer, number, 1, no, TODAY)

        assert decisions.latest(session, number)[1].verdict == "no"


@pytest.mark.requirement("THEME-10")
def test_seen_is_not_an_answer():
    """The verdicts are yes, partly, no and not ours. Fails when "noted" or "seen" is added."""
    assert {verdict.value for verdict in Verdict} == {"yes", "partly", "no", "not ours"}


@pytest.mark.requirement("LEAD-05")
def test_only_a_designer_answers(house):
    """Reader, steward and administrator can not answer in a designer's place."""
    room = seed(house)
    with house.database.writing() as session:
        number = released(session, room)
        for actor in (room.reader, room.steward, room.admin):
            with pytest.raises(NotAllowed):
                decisions.decide(session, actor, number, 1, GOOD, TODAY)


def test_a_theme_that_is_not_there_can_not_be_answered(house):
    """A number that the release does not have is refused."""
    room = seed(house)
    with house.database.writing() as session:
        number = released(session, room)

        with pytest.raises(Refused):
            decisions.decide(session, room.designer, number, 9, GOOD, TODAY)


def test_a_changed_answer_keeps_the_earlier_one(house):
    """The later answer stands, the earlier one is still in the table."""
    room = seed(house)
    with house.database.writing() as session:
        number = released(session, room)
        release_id = releases.by_number(session, number).id
        decisions.decide(session, room.designer, number, 1, GOOD, TODAY)
        decisions.decide(session, room.designer, number, 1, replied(verdict=Verdict.PARTLY), TODAY)

        assert decisions.latest(session, number)[1].verdict == "partly"
        assert session.get(Decision, (release_id, 1, 1)).verdict == "yes"


@pytest.mark.requirement("ANON-13")
def test_a_name_in_a_decision_waits_for_a_person(house):
    """A phone number in a reason is refused until someone ticks that it points to nobody."""
    room = seed(house)
    marked = replied(reason="Ask at 902-555-0123 about it.")
    with house.database.writing() as session:
        number = released(session, room)
        with pytest.raises(CouldPoint):
            decisions.decide(session, room.designer, number, 1, marked, TODAY)

        decisions.decide(session, room.designer, number, 1, marked, TODAY, points_to_nobody=True)


def test_the_public_page_needs_no_sign_in_and_shows_no_quote_and_no_advisory(house):
    """
    Without a cookie the page has themes and answers, a neutral title, no advisory's name; waiting ones are not there.

    Fails when the route asks for a session, or when the whole release is put on the page.
    """
    from starlette.applications import Starlette
    from starlette.testclient import TestClient

    from consult.rounds.tables import Advisory
    from consult.web import outcomes

    settle(house)
    room = seed(house)
    with house.database.writing() as session:
        number = released(session, room)
        name = session.get(Advisory, room.advisory_id).name
        decisions.decide(session, room.designer, number, 1, replied(reason="<script>alert(1)</script>"), TODAY)
    client = TestClient(Starlette(routes=outcomes.routes()))

    page, text, listed = (client.get(f"/outcomes{path}") for path in (f"/{number}", f"/{number}.txt", ""))

    assert {page.status_code, text.status_code, listed.status_code} == {200}
    for said in ("Later hours", "Rides home", "No answer yet", "Program lead"):
        assert said in page.text
        assert said in text.text
    assert "<title>Feedback</title>" in page.text
    assert name not in page.text + text.text + listed.text
    assert "<script>alert" not in page.text
    assert "set-cookie" not in page.headers
    assert client.get("/outcomes/77").status_code == 404
    assert client.get("/outcomes/77.txt").status_code == 404


def test_a_theme_that_is_not_ours_names_whose_it_is(house):
    """The public text says to whom it belongs."""
    room = seed(house)
    with house.database.writing() as session:
        number = released(session, room)
        decisions.decide(session, room.designer, number, 1, NOT_OURS, TODAY)
        stands = standings.of_release(session, releases.by_number(session, number), TODAY)
        said = plain.outcome(releases.read(session, number), {one.theme: one for one in stands})

    assert "Not ours." in said
    assert "It belongs to: Transit office." in said
