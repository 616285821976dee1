"""Who owes an answer, who was asked, what waits for a role, and what everyone can read about it."""

from dataclasses import fields
from datetime import date, timedelta

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from consult.clock import day_said, in_words
from consult.errors import BadText, NotAllowed
from consult.house import settle
from consult.rounds import parts
from consult.rounds.tables import PartState
from consult.web import outcomes
from consult.words.given import plain
from consult.words.leaving import releases, withdrawals
from consult.words.replies import decisions, drafted, handing, standings
from consult.words.replies.decisions import Undecided, Verdict
from consult.words.replies.handing import NotAsked
from consult.words.replies.owning import AnsweredByOthers, DraftOfOthers, TakenUp
from consult.words.replies.standings import Standing
from tests.released_room import AFTER, DUE, GOOD, HOUSING, NOT_OURS, TODAY, TRANSIT, answer_all, released, replied
from tests.words_room import seed

STATES = ["Change agreed", "Change agreed in part", "Declined", "Waits for an answer", "Answer overdue"]

NO = replied(verdict=Verdict.NO, reason="There is no money for it this year.")


def _of(session, number, day=TODAY):
    return standings.of_release(session, releases.by_number(session, number), day)


def _client(house):
    settle(house)
    return TestClient(Starlette(routes=outcomes.routes()))


def _put(session, room, number):
    """Hand theme 1 to another organisation and answer theme 2."""
    decisions.decide(session, room.designer, number, 1, NOT_OURS, TODAY)
    decisions.decide(session, room.designer, number, 2, GOOD, TODAY)


@pytest.mark.requirement("ROUND-04")
def test_an_answer_names_the_themes_it_weighed_and_who_read_first(house):
    """
    Both are kept and can be read by everyone; without a theme, with one that is not out, or without a role: refused.

    Fails when `decide` takes an answer that weighed nothing.
    """
    room = seed(house)
    with house.database.writing() as session:
        number = released(session, room)
        for bad in ((), ("99.1",)):
            with pytest.raises(BadText):
                decisions.decide(session, room.designer, number, 1, replied(weighed=bad), TODAY)
        with pytest.raises(BadText, match="read the summary first"):
            decisions.decide(session, room.designer, number, 1, replied(read_first=" \n "), TODAY)
        decisions.decide(session, room.designer, number, 1, replied(weighed=(f"{number}.1", f"{number}.2")), TODAY)
        said = plain.answer(_of(session, number)[0])

    assert said[-1] == f"Weighed: {number}.1, {number}.2. Who read the summary first: Program lead, Front desk lead."


def test_a_theme_may_have_several_owners_as_roles(house):
    """Each role stands on its line and in the text; seven are too many, and the same one twice is one."""
    room = seed(house)
    with house.database.writing() as session:
        number = released(session, room)
        many = replied(owner="\n".join(f"Lead {n}" for n in range(7)))
        with pytest.raises(BadText):
            decisions.decide(session, room.designer, number, 1, many, TODAY)
        decisions.decide(
            session, room.designer, number, 1, replied(owner="Program lead\n\nSite lead\nSite lead"), TODAY
        )
        said = plain.answer(_of(session, number)[0])

    assert "Who: Program lead, Site lead." in said[1]


def test_what_is_not_ours_stays_unanswered_until_its_owner_takes_it_up(house):
    """
    Asked: the part waits, and the theme with it. Taken up: the part is answered; the theme waits for the new owner.

    Fails when "not ours" alone counts as an answer.
    """
    room = seed(house)
    with house.database.writing() as session:
        number = released(session, room)
        _put(session, room, number)
        with pytest.raises(Undecided) as waits:
            decisions.complete(session, room.designer, number)
        before = parts.part(session, room.part_id).state
        one = _of(session, number)[0]
        asked = (one.standing, one.owes, one.waits_for)
        handing.take_up(session, room.designer, TRANSIT, number, 1, TODAY + timedelta(days=9), TODAY)
        taken = _of(session, number)[0]
        late = _of(session, number, TODAY + timedelta(days=10))[0]

        assert waits.value.numbers == (f"{number}.1",)
        assert (before, parts.part(session, room.part_id).state) == (PartState.RELEASED, PartState.ANSWERED)
        assert asked == (Standing.PENDING, "Program lead", "Transit office")
        assert (taken.standing, taken.owes, taken.waits_for) == (Standing.PENDING, "Transit office", "")
        assert late.standing is Standing.OVERDUE


def test_only_who_was_asked_takes_it_up_and_then_only_they_answer(house):
    """Another organisation is refused at each step, the ones who asked first too; a second press changes nothing."""
    room = seed(house)
    with house.database.writing() as session:
        number = released(session, room)
        _put(session, room, number)
        with pytest.raises(NotAsked):
            handing.take_up(session, room.designer, HOUSING, number, 1, DUE, TODAY)
        with pytest.raises(NotAllowed):
            handing.take_up(session, room.reader, TRANSIT, number, 1, DUE, TODAY)
        with pytest.raises(BadText):
            handing.take_up(session, room.designer, TRANSIT, number, 1, TODAY - timedelta(days=1), TODAY)
        handing.take_up(session, room.designer, TRANSIT, number, 1, DUE, TODAY)
        with pytest.raises(NotAsked):
            handing.take_up(session, room.designer, TRANSIT, number, 1, DUE, TODAY)
        with pytest.raises(TakenUp):
            decisions.decide(session, room.designer, number, 1, GOOD, TODAY, of=HOUSING.organisation_id)
        decisions.decide(session, room.designer, number, 1, GOOD, TODAY, of=TRANSIT.organisation_id)

        assert _of(session, number)[0].standing is Standing.CHANGED


def test_who_was_asked_may_say_why_it_is_not_theirs_either(house):
    """The reason is asked for, everyone can read it, and the theme waits for those who asked once more."""
    room = seed(house)
    with house.database.writing() as session:
        number = released(session, room)
        _put(session, room, number)
        with pytest.raises(BadText):
            handing.give_back(session, room.designer, TRANSIT, number, 1, " ")
        handing.give_back(session, room.designer, TRANSIT, number, 1, "Stops are set by the province.")
        one = _of(session, number)[0]
        back, mine = (
            handing.came_back(session, TODAY),
            handing.waiting_for(session, TRANSIT.organisation_id, TODAY),
        )

    assert one.standing is Standing.PENDING
    assert plain.answer(one)[1] == "Transit office says that it is not theirs either: Stops are set by the province."
    assert ([it.number for it in back], list(mine)) == ([one.number], [])


def test_nobody_hands_a_theme_to_themselves_or_to_nobody(house):
    """Not ours needs another organisation of the house."""
    room = seed(house)
    with house.database.writing() as session:
        number = released(session, room)
        for bad, of in ((replied(verdict=Verdict.NOT_OURS), None), (NOT_OURS, TRANSIT.organisation_id)):
            with pytest.raises(BadText, match="Not ours"):
                decisions.decide(session, room.designer, number, 1, bad, TODAY, of=of)

        assert handing.waiting_for(session, TRANSIT.organisation_id, TODAY) == ()


def test_a_draft_is_no_answer_and_nobody_outside_sees_it(house):
    """
    The theme waits on, becomes overdue on its day, and no public page has a word of the draft.

    Fails when a draft is written where decisions are read.
    """
    room = seed(house)
    client = _client(house)
    secret = replied(reason="The lantern budget is not signed.")
    with house.database.writing() as session:
        number = released(session, room)
        drafted.keep(session, room.designer, number, 1, secret, "Deputy minister", TODAY)
        decisions.decide(session, room.designer, number, 2, GOOD, TODAY)
        waits, late = decisions.undecided(session, number), _of(session, number, AFTER)[0].standing
        with pytest.raises(NotAllowed):
            drafted.of_release(session, room.steward, number)
        kept = drafted.of_release(session, room.designer, number)[1]
    public = "".join(client.get(f"/outcomes{path}").text for path in ("", f"/{number}", f"/{number}.txt"))

    assert (waits, late) == ((1,), Standing.OVERDUE)
    assert drafted.reply(kept) == replied(reason=secret.reason, weighed=(f"{number}.1",))
    assert "lantern" not in public
    assert "Deputy minister" not in public


def test_a_draft_is_gone_once_its_theme_is_answered(house):
    """What the role agreed to stands as the answer; no draft is left beside it."""
    room = seed(house)
    with house.database.writing() as session:
        number = released(session, room)
        drafted.keep(session, room.designer, number, 1, GOOD, "Deputy minister", TODAY)
        drafted.keep(session, room.designer, number, 1, replied(verdict=Verdict.NO), "Deputy minister", TODAY)
        kept = drafted.of_release(session, room.designer, number)[1]
        decisions.decide(session, room.designer, number, 1, drafted.reply(kept), TODAY)

        assert decisions.latest(session, number)[1].verdict == "no"
        assert drafted.of_release(session, room.designer, number) == {}


def test_a_draft_is_read_and_changed_by_its_own_organisation_alone(house):
    """Another one does not see it, write over it, throw it away, or take it along with its own first answer."""
    room = seed(house)
    ours, theirs = TRANSIT.organisation_id, HOUSING.organisation_id
    with house.database.writing() as session:
        number = released(session, room)
        drafted.keep(session, room.designer, number, 1, GOOD, "Deputy minister", TODAY, of=ours)
        with pytest.raises(DraftOfOthers):
            drafted.keep(session, room.designer, number, 1, NO, "Site lead", TODAY, of=theirs)
        with pytest.raises(DraftOfOthers):
            drafted.drop(session, room.designer, number, 1, of=theirs)
        decisions.decide(session, room.designer, number, 1, NO, TODAY, of=theirs)
        seen = drafted.of_release(session, room.designer, number, of=theirs)
        kept = drafted.of_release(session, room.designer, number, of=ours)[1]
        drafted.drop(session, room.designer, number, 1, of=ours)

        assert (seen, kept.waits_for, kept.reason) == ({}, "Deputy minister", GOOD.reason)
        assert drafted.of_release(session, room.designer, number, of=ours) == {}


def test_an_answer_is_changed_by_whoever_gave_it(house):
    """Another organisation neither changes it nor drafts beside it; an answer that names none is open to any."""
    room = seed(house)
    ours, theirs = TRANSIT.organisation_id, HOUSING.organisation_id
    with house.database.writing() as session:
        number = released(session, room)
        decisions.decide(session, room.designer, number, 1, GOOD, TODAY, of=ours)
        decisions.decide(session, room.designer, number, 2, GOOD, TODAY)
        with pytest.raises(AnsweredByOthers):
            decisions.decide(session, room.designer, number, 1, NO, TODAY, of=theirs)
        with pytest.raises(AnsweredByOthers):
            drafted.keep(session, room.designer, number, 1, NO, "Site lead", TODAY, of=theirs)
        decisions.decide(session, room.designer, number, 1, replied(verdict=Verdict.PARTLY), TODAY, of=ours)
        decisions.decide(session, room.designer, number, 2, NO, TODAY, of=theirs)

        said = {theme: one.verdict for theme, one in decisions.latest(session, number).items()}
    assert said == {1: "partly", 2: "no"}


def test_who_takes_a_theme_up_has_its_draft_too(house):
    """A draft left from before the theme was handed on is theirs to read, and gone when they answer."""
    room = seed(house)
    ours, theirs = HOUSING.organisation_id, TRANSIT.organisation_id
    with house.database.writing() as session:
        number = released(session, room)
        decisions.decide(session, room.designer, number, 1, NOT_OURS, TODAY, of=ours)
        drafted.keep(session, room.designer, number, 1, GOOD, "Deputy minister", TODAY, of=ours)
        handing.take_up(session, room.designer, TRANSIT, number, 1, DUE, TODAY)
        seen = drafted.of_release(session, room.designer, number, of=theirs)
        decisions.decide(session, room.designer, number, 1, GOOD, TODAY, of=theirs)

        assert list(seen) == [1]
        assert drafted.of_release(session, room.designer, number, of=ours) == {}


@pytest.mark.requirement("LEAD-07")
def test_what_is_counted_is_what_was_done_and_nothing_of_people(house):
    """
    The counts have these keys and no others; half of the days only from five answers on.

    Fails when a key for people, members or codes is added, or a median of fewer than five is given.
    """
    room = seed(house)
    titles = tuple(f"Theme {letter}" for letter in "ABCDEF")
    with house.database.writing() as session:
        number = released(session, room, titles)
        ways = (Verdict.YES, Verdict.YES, Verdict.PARTLY, Verdict.NO)
        for theme, verdict in enumerate(ways, start=1):
            decisions.decide(session, room.designer, number, theme, replied(verdict=verdict), TODAY + timedelta(days=6))
        four = standings.impact_metrics(_of(session, number, AFTER))
        decisions.decide(session, room.designer, number, 5, GOOD, TODAY + timedelta(days=10))
        five = standings.impact_metrics(_of(session, number, AFTER))

    assert sum(four.values()) == len(titles)
    assert four == {"changed": 2, "partly": 1, "declined": 1, "pending": 0, "overdue": 2}
    assert five == {"changed": 3, "partly": 1, "declined": 1, "pending": 0, "overdue": 1, "median_days": 6}
    assert not {"people", "members", "code", "seats"} & {field.name for field in fields(standings.Stands)}


def test_the_public_pages_have_each_state_and_no_number_of_people(house, clock):
    """Past its day the page says overdue and who owes it, before it due by; neither says how many took part."""
    room = seed(house)
    client = _client(house)
    with house.database.writing() as session:
        number = released(session, room)
        decisions.decide(session, room.designer, number, 1, GOOD, TODAY)
    early = client.get(f"/outcomes/{number}.txt").text
    clock.put(AFTER)
    page, text, listed = (client.get(f"/outcomes{path}").text for path in (f"/{number}", f"/{number}.txt", ""))

    assert f"It is due by {in_words(DUE)}." in early
    for said in (page, text):
        assert f"It was due by {in_words(DUE)}. Program lead owes it." in said
    for said in (page, text, listed):
        assert all(state in said for state in STATES)
        assert "10 to 14" not in said


@pytest.mark.requirement("LEAD-09")
@pytest.mark.parametrize("days", [0, 364])
def test_the_outcome_is_there_for_a_year_without_a_sign_in(house, clock, days):
    """
    On the day of the close and 364 days on, the page answers without a cookie, with a neutral title.

    Fails when a release is deleted with the raw answers, or the route asks for a session.
    """
    room = seed(house)
    client = _client(house)
    with house.database.writing() as session:
        number = released(session, room)
        answer_all(session, room, number)
    clock.put(date(2026, 4, 3) + timedelta(days=days))

    pages = [client.get(f"/outcomes{path}") for path in ("", f"/{number}", f"/{number}.txt")]

    assert {page.status_code for page in pages} == {200}
    assert all("<title>Feedback</title>" in page.text for page in pages[:2])
    assert not any(page.headers.get("set-cookie") for page in pages)


def test_a_theme_that_was_withdrawn_says_so_and_is_owed_nothing(house):
    """The page keeps its number and the day, and not a word of it; the others stay, and the part is complete."""
    room = seed(house)
    client = _client(house)
    with house.database.writing() as session:
        number = released(session, room)
        decisions.decide(session, room.designer, number, 1, GOOD, TODAY)
        withdrawals.theme(session, room.steward, number, 2, f"{number}.2", in_words(TODAY))
        waits = decisions.undecided(session, number)
    page, text = (client.get(f"/outcomes/{number}{end}").text for end in ("", ".txt"))

    assert waits == ()
    for said in (page, text):
        assert f"Withdrawn on {in_words(TODAY)}" in said
        assert "Rides home" not in said


@pytest.mark.parametrize("month", range(1, 13))
def test_a_printed_day_is_read_back_as_it_was_meant(month):
    """What `in_words` writes, `day_said` reads."""
    day = date(2027, month, 28)

    assert day_said(in_words(day)) == day
