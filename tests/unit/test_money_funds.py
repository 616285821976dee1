"""Funds and the ledger: enough or not at all, and nothing finer than ended months."""

from datetime import date
from uuid import uuid4

import pytest

from consult.actors import Role
from consult.clock import SetClock
from consult.dollars import AMOUNTS_CENTS, NotDollars, in_dollars, read_dollars
from consult.errors import BadText, Missing, NotAllowed, Refused
from consult.house import House
from consult.ids import BoxId, RoundId
from consult.money import funds, ledger
from consult.money.funds import NotEnough, NotFinanceOfThisRound
from consult.money.ledger import DoesNotBalance, FundSums, Sum
from consult.money.months import in_words, later
from consult.money.tables import Honorarium
from tests.money_room import AMOUNT, FINANCE, MoneyRoom, actor


@pytest.fixture
def room(house: House) -> MoneyRoom:
    """A money room with one fund that holds $5,000.00."""
    return MoneyRoom(house)


def sums(room: MoneyRoom) -> FundSums:
    with room.house.database.reading() as session:
        return ledger.fund_sums(session, room.fund_id, room.month)


def ends(room: MoneyRoom) -> list[ledger.MonthEnd]:
    with room.house.database.reading() as session:
        return ledger.month_ends(session, FINANCE, room.month)


@pytest.mark.requirement("HON-19")
def test_no_more_is_set_aside_than_the_fund_has_free(room: MoneyRoom) -> None:
    """Fails when the boundary is off by one seat, or money is promised to two rounds."""
    room.set_aside(150)

    with pytest.raises(NotEnough, match=r"51 seats at \$25\.00 need \$1,275\.00\. This fund has \$1,250\.00"):
        room.set_aside(51)
    room.set_aside(50)

    assert sums(room) == FundSums(
        received_cents=200 * AMOUNT, free_cents=0, set_aside_cents=200 * AMOUNT, codes_cents=0
    )


@pytest.mark.requirement("HON-02")
def test_amounts_come_from_the_short_list_and_none_is_below_25_dollars(room: MoneyRoom) -> None:
    """Fails when an odd amount, which would name its round, can be set aside."""
    with pytest.raises(Refused, match="not in the list"):
        room.set_aside(6, amount=2525)

    assert min(AMOUNTS_CENTS) == 2500


@pytest.mark.parametrize("seats", [-5, 0, 4, 501])
def test_seats_out_of_range_are_refused(room: MoneyRoom, seats: int) -> None:
    """At least five, spares included, and no slip of a finger to fifty thousand."""
    with pytest.raises(Refused, match="5 to 500"):
        room.set_aside(seats)


def test_money_is_set_aside_once_for_a_box(room: MoneyRoom, house: House) -> None:
    """A second tap takes nothing more."""
    box_id, round_id = room.set_aside(6)

    with pytest.raises(Refused, match="already"):
        _again(room, box_id, round_id, others=())

    assert sums(room).set_aside_cents == 6 * AMOUNT


def test_finance_is_never_the_author_or_reader_of_the_round(room: MoneyRoom) -> None:
    """One person does not ask, read and pay."""
    with pytest.raises(NotFinanceOfThisRound):
        _again(room, BoxId(uuid4()), RoundId(uuid4()), others={uuid4(), FINANCE.account_id})


def test_finance_is_never_the_desk(room: MoneyRoom) -> None:
    """Whoever sets money aside hands none over."""
    both = actor(Role.FINANCE, Role.DESK)

    with pytest.raises(NotFinanceOfThisRound):
        _again(room, BoxId(uuid4()), RoundId(uuid4()), others=(), who=both)


def test_one_round_is_paid_from_one_fund(room: MoneyRoom) -> None:
    """A code that is paid later must know which fund it empties."""
    _, round_id = room.set_aside(6)
    other = MoneyRoom(room.house)

    with pytest.raises(Refused, match="another fund"):
        other.set_aside(6, round_id=round_id)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.FINANCE])
def test_only_finance_moves_or_sees_money(room: MoneyRoom, role: Role) -> None:
    """Every function of the fund asks for the role itself."""
    who = actor(role)
    with room.house.database.writing() as session:
        acts = [
            lambda: funds.add(session, who, "Mine"),
            lambda: funds.receive(session, who, room.fund_id, 100, room.month),
            lambda: funds.withdraw(session, who, room.fund_id, 100, room.month),
            lambda: funds.shown(session, who, room.month),
            lambda: ledger.month_ends(session, who, room.month),
        ]
        for act in acts:
            with pytest.raises(NotAllowed):
                act()

    assert sums(room).free_cents == 200 * AMOUNT


def test_free_money_can_be_taken_out_again_and_set_aside_money_can_not(room: MoneyRoom, house: House) -> None:
    """A sum that was typed wrongly is mended by taking it out."""
    room.set_aside(190)
    with pytest.raises(NotEnough, match=r"\$250\.00 free"), house.database.writing() as session:
        funds.withdraw(session, FINANCE, room.fund_id, 25001, room.month)

    with house.database.writing() as session:
        funds.withdraw(session, FINANCE, room.fund_id, 25000, room.month)

    assert sums(room).free_cents == 0


def test_a_voided_approval_puts_the_money_back_at_once(room: MoneyRoom, house: House) -> None:
    """A comma changed before opening must not hold the money for a month."""
    box_id, _ = room.set_aside(12)

    with house.database.writing() as session:
        first = funds.put_back(session, box_id, room.month)
        second = funds.put_back(session, box_id, room.month)

    assert (first, second) == (True, False)
    assert sums(room).free_cents == 200 * AMOUNT


def test_once_codes_are_made_the_money_stays_set_aside(room: MoneyRoom, house: House) -> None:
    """What members hold cards for can not be taken away."""
    box_id, _, _ = room.opened(12)

    with pytest.raises(Refused, match="until the count"), house.database.writing() as session:
        funds.put_back(session, box_id, room.month)

    assert sums(room).set_aside_cents == 12 * AMOUNT


@pytest.mark.requirement("HON-11")
def test_while_a_round_is_open_nothing_that_is_shown_moves(room: MoneyRoom, clock: SetClock) -> None:
    """Fails when giving, declining or paying a code of an open round changes any sum finance can see."""
    _, _, codes = room.opened(12)
    seen = [(sums(room), ends(room))]

    for at, code in enumerate(codes[:9]):
        room.give(code)
        seen.append((sums(room), ends(room)))
        (room.pay if at % 2 else room.decline)(code)
        clock.put(later_day(clock))
        seen.append((sums(room), ends(room)))

    assert len({repr(one) for one in seen}) == 1


@pytest.mark.requirement("HON-11")
def test_after_the_count_nothing_moves_before_its_month_has_ended(room: MoneyRoom, clock: SetClock) -> None:
    """Fails when the count or a later payment shows at once: that would tell how many took part, and when."""
    box_id, round_id, codes = room.opened(12)
    room.give(*codes[:7])
    before = sums(room), ends(room)
    room.close(box_id, round_id)
    room.pay(codes[0])
    clock.put(date(2026, 5, 31), 23, 59)
    still_may = sums(room), ends(room)

    clock.put(date(2026, 6, 1), 0, 0)
    in_june = sums(room), ends(room)

    assert still_may == before
    assert in_june[0] == FundSums(200 * AMOUNT, 193 * AMOUNT, 0, 7 * AMOUNT)
    end = in_june[1][0]
    assert (end.made.count, end.paid.count, end.void.count, end.waiting.count) == (12, 1, 5, 6)


def test_asking_for_more_teaches_no_more_than_the_page(room: MoneyRoom) -> None:
    """What a count returned can not be felt for by setting money aside before the month has ended."""
    box_id, round_id, codes = room.opened(190)
    room.give(*codes[:7])
    room.close(box_id, round_id)

    with pytest.raises(NotEnough, match=r"\$250\.00 free"):
        room.set_aside(11)


def test_the_ledger_puts_all_rounds_of_a_month_together(room: MoneyRoom, clock: SetClock) -> None:
    """One line a month, from the first with an honorarium to the last that ended, newest first."""
    for given in (6, 8):
        box_id, round_id, codes = room.opened(12)
        room.give(*codes[:given])
        room.close(box_id, round_id)
    clock.put(date(2026, 7, 15))
    room.pay(codes[0])
    clock.put(date(2026, 9, 1))

    table = ends(room)

    assert [end.month for end in table] == ["2026-08", "2026-07", "2026-06", "2026-05"]
    assert [end.waiting.count for end in table] == [13, 13, 14, 14]
    assert table[-1].made == Sum(24, 24 * AMOUNT)
    assert table[-1].void == Sum(10, 10 * AMOUNT)
    assert table[1].paid == Sum(1, AMOUNT)


def test_codes_past_their_year_are_voided_as_one_total_and_the_money_is_free(room: MoneyRoom, clock: SetClock) -> None:
    """When finance sets money aside again, what nobody came for has returned."""
    box_id, round_id, codes = room.opened(12)
    room.give(*codes[:8])
    room.pay(codes[0])
    room.close(box_id, round_id)
    clock.put(date(2027, 6, 2))
    room.set_aside(5)
    clock.put(date(2027, 7, 1))

    assert sums(room).codes_cents == AMOUNT
    assert ends(room)[0].void == Sum(7, 7 * AMOUNT)
    assert ends(room)[0].waiting == Sum(0, 0)


def test_a_row_that_was_tampered_with_is_noticed_and_no_number_is_told(room: MoneyRoom, house: House) -> None:
    """Rows and ledger are kept apart so that one can accuse the other."""
    _, _, codes = room.opened(6)
    with house.database.writing() as session:
        session.delete(session.get_one(Honorarium, room.key(codes[0])))

    with pytest.raises(DoesNotBalance) as refused, house.database.reading() as session:
        ledger.check(session)

    assert not any(sign.isdigit() for sign in refused.value.sentence)


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "x" * 61])
def test_a_fund_has_a_name_that_can_be_read(room: MoneyRoom, name: str) -> None:
    """Empty, invisible and endless names are refused with a sentence."""
    with pytest.raises(BadText), room.house.database.writing() as session:
        funds.add(session, FINANCE, name)


def test_two_funds_never_share_a_name(room: MoneyRoom) -> None:
    """Case and spaces make no difference."""
    with room.house.database.writing() as session:
        funds.add(session, FINANCE, "Spring  grant")

    with pytest.raises(BadText, match="Choose another"), room.house.database.writing() as session:
        funds.add(session, FINANCE, " spring GRANT ")


def test_a_fund_that_is_not_there_is_one_sentence(room: MoneyRoom) -> None:
    """An old page does not crash."""
    with pytest.raises(Missing), room.house.database.writing() as session:
        funds.receive(session, FINANCE, uuid4(), 100, room.month)


@pytest.mark.parametrize(
    ("text", "cents"),
    [("1200", 120000), ("$1,200.50", 120050), (" 1 200.50 ", 120050), ("0.05", 5), ("1000000", 100_000_000)],
)
def test_dollars_are_read_as_people_write_them(text: str, cents: int) -> None:
    """With or without sign, commas and cents."""
    assert read_dollars(text) == cents


@pytest.mark.parametrize(
    "text", ["", "0", "0.00", "-5", "1.5", "1e6", "12,34", "١٢", "<b>5</b>", "5 dollars", "1000000.01", "9" * 400]
)
def test_anything_else_is_no_amount(text: str) -> None:
    """No guess is made at what was meant."""
    with pytest.raises(NotDollars):
        read_dollars(text)


def test_dollars_are_written_in_one_way() -> None:
    """Thousands with a comma, always two digits of cents."""
    assert [in_dollars(cents) for cents in (5, 2500, 125000, -100)] == ["$0.05", "$25.00", "$1,250.00", "-$1.00"]


def test_months_count_over_the_end_of_a_year() -> None:
    """Twelve months on is the same month of the next year."""
    assert later("2026-11", 3) == "2027-02"
    assert later("2026-01", -1) == "2025-12"
    assert in_words("2026-05") == "May 2026"


def later_day(clock: SetClock) -> date:
    """Give a day of the following month."""
    year, month = (int(part) for part in later(f"{clock.now():%Y-%m}", 1).split("-"))
    return date(year, month, 3)


def _again(room: MoneyRoom, box_id: BoxId, round_id: RoundId, *, others: object, who: object = FINANCE) -> None:
    with room.house.database.writing() as session:
        funds.set_aside(
            session, who, box_id, round_id, seats=6, amount_cents=AMOUNT,
            fund_id=room.fund_id, month=room.month, others=others,
        )  # fmt: skip
