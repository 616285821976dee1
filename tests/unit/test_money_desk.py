"""The desk: an amount and a state, paid once, and the same desk is told when it repeats."""

from dataclasses import fields
from datetime import date

import pytest
from sqlmodel import select

from consult.actors import OrganisationKind, Role
from consult.clock import SetClock
from consult.errors import NotAllowed
from consult.house import House
from consult.money import desk, ledger
from consult.money.desk import CodeState, Standing
from consult.money.tables import Honorarium, HonorariumState, LastPaid, LedgerLine, LineKind
from consult.tokens import MistypedCode, grouped, new_code
from tests.money_room import AMOUNT, DESK, MoneyRoom, actor

GOOD = Standing(AMOUNT, CodeState.GOOD)


@pytest.fixture
def room(house: House) -> MoneyRoom:
    """A money room with one fund."""
    return MoneyRoom(house)


@pytest.fixture
def code(room: MoneyRoom) -> str:
    """A code that was given to a member of an open round."""
    _, _, codes = room.opened(6)
    room.give(codes[0])
    return codes[0]


def test_a_given_code_is_good_however_it_is_typed(room: MoneyRoom, code: str) -> None:
    """Lower case, dashes and spaces find the same honorarium."""
    typed = [code, grouped(code), grouped(code).lower(), code.replace("0", "O").replace("1", "l")]

    assert [room.look_up(text) for text in typed] == [GOOD] * 4


def test_looking_it_up_spends_nothing(room: MoneyRoom, code: str) -> None:
    """A member may ask as often as she likes."""
    for _ in range(3):
        room.look_up(code)

    assert room.pay(code) == Standing(AMOUNT, CodeState.PAID)


@pytest.mark.requirement("HON-04")
def test_a_code_is_paid_once_whichever_desk_tries_again(room: MoneyRoom, code: str) -> None:
    """Fails when a second desk gets paid, or learns more than that it is not good."""
    first = room.pay(code, "desk one")

    second = room.pay(code, "desk two")

    assert first == Standing(AMOUNT, CodeState.PAID)
    assert second == Standing(0, CodeState.NOT_GOOD)
    assert room.look_up(code, "desk two") == Standing(0, CodeState.NOT_GOOD)


@pytest.mark.requirement("HON-04")
def test_the_desk_that_repeats_its_last_code_is_told_so_and_pays_nothing(
    room: MoneyRoom, house: House, code: str
) -> None:
    """Fails when the desk whose line dropped after the payment is told that the member's code is bad."""
    room.pay(code, "desk one")

    again = room.pay(code, "desk one")

    assert again == Standing(AMOUNT, CodeState.JUST_PAID)
    assert room.look_up(code, "desk one") == again
    with house.database.reading() as session:
        paid = session.exec(select(Honorarium).where(Honorarium.state == HonorariumState.PAID)).all()
    assert len(paid) == 1


def test_only_the_last_code_of_a_desk_is_remembered(room: MoneyRoom, house: House) -> None:
    """The next payment takes the place of the one before: no list of what a desk paid exists."""
    _, _, codes = room.opened(6)
    room.give(*codes[:2])
    room.pay(codes[0], "desk one")
    room.pay(codes[1], "desk one")

    before_last = room.pay(codes[0], "desk one")

    assert before_last.state is CodeState.NOT_GOOD
    with house.database.reading() as session:
        assert len(session.exec(select(LastPaid)).all()) == 1


def test_the_count_forgets_who_paid_last(room: MoneyRoom, house: House) -> None:
    """After the count nothing ties a desk to a code of that box."""
    box_id, round_id, codes = room.opened(6)
    room.give(codes[0])
    room.pay(codes[0], "desk one")

    room.close(box_id, round_id)

    with house.database.reading() as session:
        assert session.exec(select(LastPaid)).all() == []


@pytest.mark.requirement("HON-06")
def test_the_desk_gets_an_amount_and_a_state_and_nothing_else(room: MoneyRoom, code: str) -> None:
    """Fails when a field is added to what the desk is told, such as round, advisory, topic or date."""
    told = [room.look_up(code), room.pay(code), room.pay(code), room.pay(code, "other")]

    assert {field.name for field in fields(Standing)} == {"amount_cents", "state"}
    assert {type(answer) for answer in told} == {Standing}
    assert all(isinstance(answer.amount_cents, int) for answer in told)


@pytest.mark.requirement("HON-06")
def test_codes_of_an_open_round_and_a_counted_one_look_alike_at_the_desk(room: MoneyRoom) -> None:
    """Fails when the desk can tell from its answer whether the round is still open."""
    _, _, of_open = room.opened(6)
    box_id, round_id, of_counted = room.opened(6)
    room.give(of_open[0], of_counted[0])
    room.close(box_id, round_id)

    assert room.look_up(of_open[0]) == room.look_up(of_counted[0])
    assert room.pay(of_open[0]) == room.pay(of_counted[0])


def test_all_that_is_not_good_is_told_in_one_way(room: MoneyRoom, clock: SetClock) -> None:
    """Unknown, never given, declined, paid elsewhere, voided at the count: one answer for all."""
    box_id, round_id, codes = room.opened(8)
    never_given, declined, paid, _ = codes[:4]
    room.give(declined, paid)
    room.decline(declined)
    room.pay(paid, "elsewhere")
    open_answers = [room.look_up(c, "here") for c in (new_code(), never_given, declined, paid)]
    room.close(box_id, round_id)

    counted_answers = [room.pay(c, "here") for c in (new_code(), never_given, declined, paid)]

    assert open_answers + counted_answers == [desk.NOT_GOOD] * 8


def test_a_wrong_letter_is_told_before_the_database_is_touched(room: MoneyRoom, code: str) -> None:
    """A mistyped code is no "not good"."""
    wrong = ("1" if code[0] != "1" else "2") + code[1:]

    with pytest.raises(MistypedCode, match="One letter is not right"):
        room.pay(wrong)

    assert room.look_up(code) == GOOD


@pytest.mark.parametrize(
    "text", ["", "   ", "<b>hello</b>", "💐" * 16, "\u202eABCD", "A" * 5000, "ABCD\x00EFGH", "'; DROP TABLE"]
)
def test_anything_else_typed_is_one_sentence(room: MoneyRoom, text: str) -> None:
    """Empty, long, emoji, right to left, markup: a sentence and no traceback, and nothing of it comes back."""
    with pytest.raises(MistypedCode) as refused:
        room.pay(text)

    assert not text.strip() or text not in refused.value.sentence


@pytest.mark.requirement("ANON-16")
@pytest.mark.parametrize(
    "kind",
    [
        OrganisationKind.POLICE,
        OrganisationKind.PROSECUTION,
        OrganisationKind.COURT,
        OrganisationKind.CHILD_PROTECTION,
        OrganisationKind.FUNDER,
    ],
)
def test_police_courts_child_protection_and_funders_never_pay(
    room: MoneyRoom, code: str, kind: OrganisationKind
) -> None:
    """Fails when a granted desk role is enough for someone of such an organisation."""
    with pytest.raises(NotAllowed):
        room.pay(code, who=actor(Role.DESK, kind=kind))

    assert room.look_up(code) == GOOD


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.DESK])
def test_nobody_without_the_desk_role_pays(room: MoneyRoom, code: str, role: Role) -> None:
    """Not finance, not an administrator."""
    with pytest.raises(NotAllowed):
        room.pay(code, who=actor(role))

    assert room.pay(code, who=DESK).state is CodeState.PAID


@pytest.mark.requirement("HON-08")
def test_a_code_is_good_for_twelve_months_after_the_count_and_not_longer(room: MoneyRoom, clock: SetClock) -> None:
    """Fails when a code dies before a year is over, or is paid in the thirteenth month."""
    box_id, round_id, codes = room.opened(6)
    room.give(*codes[:3])
    clock.put(date(2026, 5, 31))
    room.close(box_id, round_id)

    clock.put(date(2027, 5, 31), 23, 59)
    on_the_last_day = room.pay(codes[0])
    clock.put(date(2027, 6, 1), 0, 0)
    a_minute_later = room.look_up(codes[1]), room.pay(codes[2])

    assert on_the_last_day.state is CodeState.PAID
    assert a_minute_later == (desk.NOT_GOOD, desk.NOT_GOOD)


def test_the_clock_of_a_code_starts_at_the_count(room: MoneyRoom, code: str, clock: SetClock) -> None:
    """However late a box is counted, its codes wait."""
    clock.put(date(2028, 1, 1))

    assert room.look_up(code) == GOOD


def test_what_an_open_round_pays_leaves_no_month_and_no_line(room: MoneyRoom, house: House, code: str) -> None:
    """Until the count the payment is inside "set aside"; its row has no time at all."""
    room.pay(code)

    with house.database.reading() as session:
        paid = session.exec(select(Honorarium).where(Honorarium.state == HonorariumState.PAID)).one()
        lines = session.exec(select(LedgerLine).where(LedgerLine.kind == LineKind.PAID)).all()
        assert paid.month is None
        assert lines == []


def test_what_a_counted_round_pays_is_booked_in_its_month(room: MoneyRoom, house: House, clock: SetClock) -> None:
    """Row and ledger line have the same month, and rows and ledger agree."""
    box_id, round_id, codes = room.opened(6)
    room.give(codes[0])
    room.close(box_id, round_id)
    clock.put(date(2026, 8, 31), 23, 58)

    room.pay(codes[0])

    with house.database.reading() as session:
        paid = session.exec(select(Honorarium).where(Honorarium.state == HonorariumState.PAID)).one()
        line = session.exec(select(LedgerLine).where(LedgerLine.kind == LineKind.PAID)).one()
        ledger.check(session)
        assert (paid.month, line.month, line.cents, line.count) == ("2026-08", "2026-08", AMOUNT, 1)
