"""What is owed: made from set-aside money only, given once, returned as one total."""

from uuid import uuid4

import pytest
from sqlalchemy import event
from sqlmodel import select

from consult.clock import SetClock
from consult.errors import Refused
from consult.house import House
from consult.ids import BoxId
from consult.money import honoraria, ledger
from consult.money.honoraria import NotGivable, NotSetAside
from consult.money.tables import Honorarium, HonorariumState, LedgerLine, LineKind, SetAside
from consult.tokens import new_code
from tests.money_room import AMOUNT, MoneyRoom


@pytest.fixture
def room(house: House) -> MoneyRoom:
    """A money room with one fund."""
    return MoneyRoom(house)


def rows(house: House) -> list[Honorarium]:
    with house.database.reading() as session:
        found = list(session.exec(select(Honorarium)).all())
        session.expunge_all()
    return found


@pytest.mark.requirement("HON-19")
def test_a_box_with_less_set_aside_than_its_codes_are_worth_gets_none(room: MoneyRoom, house: House) -> None:
    """Fails when `mint` no longer compares seats with what is set aside: one seat more is one too many."""
    box_id, _ = room.set_aside(seats=12)
    keys = [room.key(new_code()) for _ in range(13)]

    with pytest.raises(NotSetAside), house.database.writing() as session:
        honoraria.mint(session, keys, box_id, AMOUNT)

    assert rows(house) == []


@pytest.mark.requirement("HON-19")
@pytest.mark.parametrize("amount", [2500, 4000])
def test_a_box_opens_at_exactly_what_is_set_aside_for_its_amount(room: MoneyRoom, house: House, amount: int) -> None:
    """Fails when the boundary moves by one seat, or when another amount than the one set aside is made."""
    box_id, _ = room.set_aside(seats=12, amount=amount)

    with pytest.raises(NotSetAside):
        room.mint(box_id, 12, amount=3000)
    room.mint(box_id, 12, amount=amount)

    assert {row.amount_cents for row in rows(house)} == {amount}
    assert len(rows(house)) == 12


def test_a_box_without_money_gets_no_codes(room: MoneyRoom, house: House) -> None:
    """Nothing set aside, nothing made."""
    with pytest.raises(NotSetAside):
        room.mint(BoxId(uuid4()), 5)

    assert rows(house) == []


def test_codes_of_one_box_are_made_once(room: MoneyRoom, house: House) -> None:
    """A second tap on "Open" makes no second batch."""
    box_id, _, _ = room.opened(6)

    with pytest.raises(NotSetAside):
        room.mint(box_id, 6)

    assert len(rows(house)) == 6


def test_rows_are_written_in_the_order_of_their_keys(room: MoneyRoom, house: House) -> None:
    """The order on the card sheet is nowhere in the file."""
    room.opened(20)

    with house.database.engine.connect() as connection:
        made = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name='money_honorarium'")
        declared = made.scalar_one()
        keys = [row[0] for row in connection.exec_driver_sql("SELECT key FROM money_honorarium")]

    assert "WITHOUT ROWID" in declared
    assert keys == sorted(keys)


def test_rows_are_sent_to_the_database_in_the_order_of_their_keys(room: MoneyRoom, house: House) -> None:
    """Logs and pages of any database see the keys sorted, never as the cards were made."""
    box_id, _ = room.set_aside(20)
    sent: list[list[bytes]] = []

    @event.listens_for(house.database.engine, "before_cursor_execute")
    def _seen(_c: object, _cursor: object, statement: str, rows: list[tuple], _x: object, _m: object) -> None:
        if statement.startswith("INSERT INTO money_honorarium"):
            sent.append([bytes(row[0]) for row in rows])

    room.mint(box_id, 20)

    assert len(sent) == 1
    assert len(sent[0]) == 20
    assert sent[0] == sorted(sent[0])


def test_a_sheet_made_anew_has_new_codes_from_the_same_money(room: MoneyRoom, house: House) -> None:
    """Discarding destroys every old code; the money stays set aside."""
    box_id, _, old = room.opened(6)

    with house.database.writing() as session:
        honoraria.discard(session, box_id)
    new = room.mint(box_id, 6)

    assert {row.key for row in rows(house)} == {room.key(code) for code in new}
    assert all(room.key(code) not in {row.key for row in rows(house)} for code in old)


def test_a_sheet_of_which_a_code_was_given_is_never_thrown_away(room: MoneyRoom, house: House) -> None:
    """What a member holds stays good."""
    box_id, _, codes = room.opened(6)
    room.give(codes[0])

    with pytest.raises(Refused), house.database.writing() as session:
        honoraria.discard(session, box_id)

    assert len(rows(house)) == 6
    assert room.pay(codes[0]).amount_cents == AMOUNT


def test_a_code_is_given_once(room: MoneyRoom) -> None:
    """Send after Stop finds it given and does not give it again."""
    _, _, codes = room.opened(5)
    room.give(codes[0])

    with pytest.raises(NotGivable):
        room.give(codes[0])


@pytest.mark.requirement("HON-18")
def test_no_code_thank_you_returns_the_money_with_the_one_total(room: MoneyRoom, house: House, clock: SetClock) -> None:
    """Fails when a declined code can still be paid, or its money does not come back as free money."""
    free = _free(room, house)
    box_id, round_id, codes = room.opened(6)
    room.give(*codes[:5])
    room.decline(codes[0])
    paid = room.pay(codes[0])

    voided = room.close(box_id, round_id)

    assert paid.amount_cents == 0
    assert voided == 2
    assert _free(room, house) == free - 6 * AMOUNT
    clock.put(clock.now().date().replace(month=6, day=1))
    assert _free(room, house) == free - 4 * AMOUNT


def test_a_paid_code_can_not_be_declined(room: MoneyRoom) -> None:
    """Money that was handed over does not come back by a tap on an old page."""
    _, _, codes = room.opened(5)
    room.give(codes[0])
    room.pay(codes[0])

    with pytest.raises(NotGivable):
        room.decline(codes[0])


def test_the_count_voids_what_was_never_given_and_keeps_the_rest(room: MoneyRoom, house: House) -> None:
    """After the count rows know their round and not their box; paid ones have the month of the count."""
    box_id, round_id, codes = room.opened(8)
    room.give(*codes[:5])
    room.pay(codes[0])

    voided = room.close(box_id, round_id)

    after = rows(house)
    assert voided == 3
    assert {row.box_id for row in after} == {None}
    assert {row.round_id for row in after} == {round_id}
    assert {row.month for row in after if row.state is HonorariumState.PAID} == {"2026-05"}
    assert {row.month for row in after if row.state is not HonorariumState.PAID} == {None}


def test_the_voided_ones_are_one_line_and_no_line_names_a_round(room: MoneyRoom, house: House) -> None:
    """The ledger has one total for what was never given or declined."""
    box_id, round_id, codes = room.opened(9)
    room.give(*codes[:4])
    room.decline(codes[0])
    room.close(box_id, round_id)

    with house.database.reading() as session:
        lines = session.exec(select(LedgerLine.count, LedgerLine.cents).where(LedgerLine.kind == LineKind.VOID)).all()

    assert lines == [(6, 6 * AMOUNT)]
    assert set(LedgerLine.model_fields) == {"id", "fund_id", "month", "kind", "count", "cents"}


def test_a_count_that_is_told_twice_books_once(room: MoneyRoom, house: House) -> None:
    """A sweep after a kill may call again; nothing moves a second time."""
    box_id, round_id, codes = room.opened(6)
    room.give(codes[0])
    first = room.close(box_id, round_id)

    again = room.close(box_id, round_id)

    assert (first, again) == (5, 0)
    with house.database.reading() as session:
        ledger.check(session)


@pytest.mark.requirement("HON-05")
def test_no_code_is_in_any_file_of_the_database(room: MoneyRoom, house: House) -> None:
    """Fails when a code itself, bare or grouped, is written where its keyed hash belongs."""
    box_id, round_id, codes = room.opened(8)
    room.give(*codes[:6])
    room.pay(codes[0])
    room.decline(codes[1])
    room.close(box_id, round_id)

    files = b"".join(file.read_bytes() for file in house.settings.folder.glob("consult.sqlite3*"))

    assert room.key(codes[0]) in files
    for code in codes:
        assert code.encode() not in files
        assert code.lower().encode() not in files
        assert " ".join(code[at : at + 4] for at in range(0, 16, 4)).encode() not in files


@pytest.mark.requirement("HON-05")
def test_without_the_pepper_a_code_finds_nothing(room: MoneyRoom, house: House) -> None:
    """Fails when the key of a code is a plain hash that a thief of the database could try codes on."""
    from hashlib import sha256

    _, _, codes = room.opened(5)

    keys = {row.key for row in rows(house)}

    assert not keys & {sha256(code.encode()).digest() for code in codes}
    assert not keys & {sha256(b"honorarium\0" + code.encode()).digest() for code in codes}
    assert keys == {room.key(code) for code in codes}


@pytest.mark.requirement("HON-03")
def test_every_honorarium_of_a_box_is_worth_the_same_and_nothing_can_raise_one(room: MoneyRoom, house: House) -> None:
    """Fails when giving, stopping, declining or the count changes an amount, or a box holds two amounts."""
    box_id, round_id, codes = room.opened(8)
    room.give(*codes[:5])
    room.pay(codes[0])
    room.decline(codes[1])
    room.close(box_id, round_id)

    assert {row.amount_cents for row in rows(house)} == {AMOUNT}


@pytest.mark.requirement("HON-03")
def test_parts_of_one_round_pay_the_same(room: MoneyRoom) -> None:
    """Fails when a second advisory of the same round can be set another amount."""
    _, round_id = room.set_aside(6)

    with pytest.raises(Refused, match="same for all"):
        room.set_aside(6, round_id=round_id, amount=3000)


@pytest.mark.requirement("HON-09")
def test_an_honorarium_has_no_time_but_a_month() -> None:
    """Fails when a row of a code gains a column that could hold a day: nobody's wait can be read off."""
    columns = Honorarium.__table__.columns

    assert set(columns.keys()) == {"key", "box_id", "round_id", "amount_cents", "state", "month"}
    assert columns["month"].type.length == len("2026-05")
    assert set(SetAside.__table__.columns.keys()) == {
        "box_id", "round_id", "fund_id", "seats", "amount_cents", "minted", "counted", "restored",
    }  # fmt: skip


def _free(room: MoneyRoom, house: House) -> int:
    with house.database.reading() as session:
        return ledger.fund_sums(session, room.fund_id, room.month).free_cents
