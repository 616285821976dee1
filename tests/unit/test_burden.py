"""What is asked of an advisory, and what one person could be paid, stays within what was said."""

from datetime import timedelta
from uuid import UUID

import pytest

from consult import burden, opening
from consult.clock import SetClock, in_words, today
from consult.house import House
from consult.ids import PartId
from consult.money import funds
from consult.money.months import month_now
from consult.rounds import parts
from consult.rounds.tables import AdvisoryKind
from consult.ui.finance import asking
from tests import factories
from tests.factories import Opened, Staff

pytestmark = pytest.mark.usefixtures("cheap_hashes")


def _ready(house: House, first: Opened, title: str) -> PartId:
    """Write, approve and fund one more round for the same advisory; give its part."""
    _round_id, part_id = factories.write_round(house, first.staff, first.advisory_id, title=title, seats=6)
    factories.approve(house, first.staff, part_id)
    factories.set_aside(house, first.staff, part_id)
    return part_id


@pytest.mark.requirement("ROUND-09")
def test_a_third_round_waits_until_one_of_two_has_closed(house: House, clock: SetClock):
    """Fails when `open_part` does not look how many rounds of the advisory take answers, or never lets go."""
    first = factories.opened(house, seats=6)
    second, third = (_ready(house, first, title) for title in ("Second", "Third"))
    opening.open_part(house, first.staff.author, second)

    with pytest.raises(burden.AskedEnough) as refused:
        opening.open_part(house, first.staff.author, third)

    closes_on = first.script.closes_on
    assert f"can open after {in_words(closes_on)}" in refused.value.sentence
    clock.put(closes_on + timedelta(days=1))
    with house.database.writing() as session:
        burden.require_room(session, clock, parts.part(session, third))


@pytest.mark.requirement("ROUND-09")
def test_another_advisory_is_not_held_up(house: House):
    """Fails when open rounds are counted over the whole house, not for one advisory."""
    first = factories.opened(house, seats=6)
    opening.open_part(house, first.staff.author, _ready(house, first, "Second"))

    beside = factories.opened_beside(first)

    assert len(beside.codes) == 6


@pytest.mark.requirement("ROUND-09")
def test_minutes_of_this_year_are_said(house: House, clock: SetClock):
    """Fails when a draft counts as asked, or when last year's rounds do."""
    first = factories.opened(house, seats=6)
    factories.write_round(house, first.staff, first.advisory_id, title="A draft")
    year = today(clock).year

    with house.database.reading() as session:
        said = burden.minutes_in_words(session, first.advisory_id, today(clock))
        before = burden.minutes_asked(session, first.advisory_id, year - 1)

    assert said == f"This advisory was asked for 15 minutes a person so far in {year}."
    assert before == 0


@pytest.mark.requirement("HON-12")
def test_cards_of_two_advisories_add_up_for_one_person(house: House, clock: SetClock):
    """Fails when a round with two parts counts once: one person may hold a card of each advisory."""
    first = factories.opened(house, seats=6)
    factories.opened_beside(first)

    with house.database.reading() as session:
        most = burden.most_for_one(session, today(clock).year)
        others = burden.most_for_one(session, today(clock).year, besides=first.part_id)

    assert (most, others) == (2 * factories.AMOUNT, factories.AMOUNT)


@pytest.mark.requirement("HON-12")
@pytest.mark.parametrize(("rounds", "needs_yes"), [(4, False), (5, True)])
def test_above_five_hundred_dollars_finance_says_yes(house: House, rounds: int, needs_yes: bool):
    """Fails when money is set aside past $500 for one person in a year without finance's yes, or asks for it below."""
    people = _rounds_of_100(house, rounds)
    with house.database.reading() as session:
        waiting, _held = asking.parts_with_money(session, people.finance, month_now(house.clock))
    fund_id = _fund(house, people)
    (last,) = waiting

    if needs_yes:
        with house.database.writing() as session, pytest.raises(burden.PastTheYearlySum, match=r"\$600\.00"):
            asking.set_aside(session, people.finance, last, fund_id, month_now(house.clock))
    with house.database.writing() as session:
        asking.set_aside(session, people.finance, last, fund_id, month_now(house.clock), is_accepted=needs_yes)

    assert last.most_cents == (rounds + 1) * 10_000
    with house.database.reading() as session:
        waiting, _held = asking.parts_with_money(session, people.finance, month_now(house.clock))
    assert waiting == []


def _rounds_of_100(house: House, rounds: int) -> Staff:
    """Fund so many rounds of $100, and let one more wait for its money."""
    advisory_id = factories.advisory(house, "Survivor advisory", AdvisoryKind.SURVIVOR)
    people = factories.staff(house, advisory_id)
    for number in range(rounds + 1):
        _round, part_id = factories.write_round(
            house, people, advisory_id, title=f"Round {number}", seats=6, amount=10_000
        )
        factories.approve(house, people, part_id)
        if number < rounds:
            factories.set_aside(house, people, part_id)
    return people


def _fund(house: House, people: Staff) -> UUID:
    with house.database.writing() as session:
        fund_id = funds.add(session, people.finance, "One more")
        funds.receive(session, people.finance, fund_id, 100_000, month_now(house.clock))
    return fund_id
