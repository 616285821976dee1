"""The rules that no steward can lift: enough time, few enough questions, a brief that can be read."""

from datetime import date, timedelta

import pytest

from consult.actors import Role
from consult.clock import SetClock, today
from consult.errors import BadText, NotAllowed, Refused
from consult.house import House
from consult.rounds import advisories, approvals, chances, checks, dates, drafts, parts, questions
from consult.rounds.tables import AdvisoryKind
from tests import rounds_room

DAY = date(2026, 5, 4)
USUAL = dates.propose(date(2026, 5, 11), 35)


def changed(**days: date) -> dates.Calendar:
    """Give the usual calendar with some days changed."""
    return dates.Calendar(**{name: days.get(name, getattr(USUAL, name)) for name in dates.NAMES})


def test_the_proposed_calendar_breaks_no_rule() -> None:
    """Three weeks open, decisions ten weeks after opening."""
    assert dates.problems(USUAL, DAY, 35) == ()
    assert (USUAL.closes_on - USUAL.opens_on).days == 21
    assert (USUAL.decisions_by - USUAL.opens_on).days == 70


@pytest.mark.requirement("ROUND-01")
@pytest.mark.parametrize(("days_after", "is_fine"), [(13, False), (14, True)])
def test_decisions_come_fourteen_days_after_the_close(days_after: int, is_fine: bool) -> None:
    """Fails when a decision may come sooner than 14 days after the last day to answer."""
    calendar = changed(
        latest_close=USUAL.closes_on,
        themes_by=USUAL.closes_on + timedelta(days=1),
        decisions_by=USUAL.closes_on + timedelta(days=days_after),
    )

    assert (dates.problems(calendar, DAY, 35) == ()) is is_fine


@pytest.mark.requirement("ROUND-01")
@pytest.mark.parametrize("name", ["fixed", "open", "decider", "decisions_by"])
def test_what_is_set_what_is_open_who_and_when_are_needed(house: House, clock: SetClock, name: str) -> None:
    """Fails when a round may be put before a steward without one of the four."""
    change: dict[str, object] = {"decisions_by": None} if name == "decisions_by" else {"facts": {name: ""}}
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), ask=False)
        drafts.change(session, made.author, made.round_id, {"decider": ""} if name == "decider" else change)

        with pytest.raises(Refused, match="Still missing"):
            approvals.ask(session, made.author, made.part_id, today(clock))


@pytest.mark.requirement("ROUND-02")
@pytest.mark.parametrize(("words", "is_fine"), [(300, True), (301, False)])
def test_a_brief_has_three_hundred_words_at_most(house: House, clock: SetClock, words: int, is_fine: bool) -> None:
    """Fails when a longer brief passes; the advisory's own opening counts."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), ask=False)
        drafts.change_part(session, made.author, made.part_id, {"intro": "We can do it. " * 25})
        drafts.change(session, made.author, made.round_id, {"brief": "We can do it. " * 49 + "yes " * (words - 296)})

        problems = checks.review(*parts.whole(session, made.part_id), today(clock)).problems

        assert (problems == ()) is is_fine


@pytest.mark.requirement("ROUND-02")
def test_a_brief_that_is_hard_to_read_is_refused(house: House, clock: SetClock) -> None:
    """Fails when a brief above grade 6 passes."""
    hard = "Organizational considerations necessitate comprehensive evaluation of institutional accountability."
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), ask=False)
        drafts.change(session, made.author, made.round_id, {"brief": hard})

        with pytest.raises(Refused, match="The brief reads at grade"):
            approvals.ask(session, made.author, made.part_id, today(clock))


@pytest.mark.requirement("ROUND-03")
@pytest.mark.parametrize(("days_open", "is_fine"), [(13, False), (14, True)])
def test_a_round_is_open_fourteen_days_at_least(days_open: int, is_fine: bool) -> None:
    """Fails when 13 days pass."""
    problems = dates.problems(changed(closes_on=USUAL.opens_on + timedelta(days=days_open)), DAY, 35)

    assert (problems == ()) is is_fine


@pytest.mark.requirement("ROUND-03")
def test_holidays_are_warned_of() -> None:
    """Fails when nobody is told that a round is open between 15 December and 5 January."""
    winter = dates.propose(date(2026, 12, 1), 35)

    assert any("15 December" in sentence for sentence in dates.warnings(winter))
    assert dates.warnings(USUAL) == ()


def test_few_weekends_are_warned_of() -> None:
    """A short time may hold one weekend only."""
    short = changed(closes_on=USUAL.opens_on + timedelta(days=8))

    assert any("weekends" in sentence for sentence in dates.warnings(short))


@pytest.mark.requirement("ROUND-05")
@pytest.mark.parametrize(("count", "is_fine"), [(8, True), (9, False)])
def test_eight_questions_at_most(house: House, clock: SetClock, count: int, is_fine: bool) -> None:
    """Fails when 9 questions pass."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), ask=False)
        listed = [questions.written(f"q{n}", "open", f"What would help on day {n}?") for n in range(1, count + 1)]
        drafts.set_questions(session, made.author, made.round_id, listed)

        problems = checks.review(*parts.whole(session, made.part_id), today(clock)).problems

        assert (problems == ()) is is_fine


@pytest.mark.requirement("ROUND-05")
@pytest.mark.parametrize(("minutes", "is_fine"), [(25, True), (26, False)])
def test_twenty_five_minutes_at_most(house: House, clock: SetClock, minutes: int, is_fine: bool) -> None:
    """Fails when 26 minutes pass."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), ask=False)
        drafts.change(session, made.author, made.round_id, {"minutes": minutes})

        problems = checks.review(*parts.whole(session, made.part_id), today(clock)).problems

        assert (problems == ()) is is_fine


def test_an_add_on_takes_the_place_of_common_questions(house: House, clock: SetClock) -> None:
    """Eight stay eight: what a part adds, it leaves out elsewhere."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), ask=False)
        own = [questions.written("a1", "open", "What should stay private?")]
        drafts.change_part(session, made.author, made.part_id, {"add_on": own})
        assert checks.review(*parts.whole(session, made.part_id), today(clock)).problems != ()

        drafts.change_part(session, made.author, made.part_id, {"left_out": ["q8"]})

        assert checks.review(*parts.whole(session, made.part_id), today(clock)).problems == ()
        keys = [question.key for question in parts.script_now(session, made.part_id).questions]
        assert keys == ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "a1", "z1", "z2"]


@pytest.mark.requirement("LEAD-11")
def test_a_round_goes_to_several_advisories_each_with_its_own_part(house: House, clock: SetClock) -> None:
    """Fails when a change for one advisory voids another's approval, or one can not be asked beside another."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock))
        rounds_room.approve(session, made, today(clock))
        second = advisories.in_order(session)[2].id
        other = drafts.add_part(session, made.author, made.round_id, second)

        drafts.change_part(session, made.author, other, {"seats": 20, "intro": "Hello there."})

        assert approvals.standing(session, made.part_id) is not None
        assert parts.script_now(session, other).advisory == "African Nova Scotian advisory"
        assert len(parts.of_round(session, made.round_id)) == 2


def test_answers_are_deleted_late_enough_for_the_longest_backup() -> None:
    """The date told to members covers the longest life of a copy: rows leave that many days before."""
    soonest = USUAL.themes_by + timedelta(days=36)

    assert dates.problems(changed(delete_by=soonest), DAY, 35) == ()
    assert dates.problems(changed(delete_by=soonest - timedelta(days=1)), DAY, 35) != ()
    assert dates.erase_on(soonest, 35) == USUAL.themes_by + timedelta(days=1)


def test_less_than_a_living_wage_is_refused(house: House, clock: SetClock) -> None:
    """$25 for 25 minutes passes at $28.30 an hour, and not at $70."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), ask=False)
        round_, part, advisory = parts.whole(session, made.part_id)
        round_.minutes, round_.floor_cents_hour = 25, 7000

        assert any("living wage" in problem for problem in checks.review(round_, part, advisory, DAY).problems)


@pytest.mark.parametrize(("seats", "share", "chance"), [(8, 0.6, 0.594), (4, 0.8, 0.0), (12, 0.4, 0.562)])
def test_the_chance_of_reaching_five(seats: int, share: float, chance: float) -> None:
    """Eight seats at 60 % reach five in 59 of 100 rounds (round.md, "Parts")."""
    assert chances.of_reaching(5, seats, share) == pytest.approx(chance, abs=0.001)


@pytest.mark.requirement("CULT-10")
def test_advisories_have_names_and_an_order_of_their_own(house: House) -> None:
    """Fails when a name or the order is not kept as data, or someone but a steward names her advisory."""
    with house.database.writing() as session:
        first = advisories.add_defaults(session)
        elders = advisories.add(session, "Elders", AdvisoryKind.CULTURAL)
        steward, admin = rounds_room.actor(Role.STEWARD, first[0]), rounds_room.actor(Role.ADMIN)
        advisories.rename(session, steward, first[0], "First voice")
        advisories.put_in_order(session, admin, (elders, first[0]))

        names = [advisory.name for advisory in advisories.in_order(session)]

        assert names[:2] == ["Elders", "First voice"]
        assert len(names) == 5
        with pytest.raises(BadText):
            advisories.add(session, " elders ", AdvisoryKind.SURVIVOR)
        for other in (admin, steward):
            with pytest.raises(NotAllowed):
                advisories.rename(session, other, elders, "Someone else's choice")
