"""The door that opens a part: an exact text, two phrases, all seats at once, and never one more."""

from datetime import timedelta

import pytest
from sqlmodel import select, text

from consult import intake, opening
from consult.box.tables import Box
from consult.clock import SetClock, today
from consult.envelopes import DoesNotOpen, unwrap_key
from consult.errors import NotAllowed, Refused
from consult.house import House
from consult.ids import PartId
from consult.money import ledger
from consult.money.honoraria import NotSetAside
from consult.money.months import month_now
from consult.money.tables import Honorarium
from consult.people.seats import InviteRefused
from consult.people.tables import Seat
from consult.rounds import drafts, parts
from consult.tokens import grouped, honorarium_key
from tests import factories
from tests.factories import Staff

pytestmark = pytest.mark.usefixtures("cheap_hashes")


@pytest.fixture
def advisory_id(house: House):
    """An advisory."""
    return factories.advisory(house)


@pytest.fixture
def people(house: House, advisory_id) -> Staff:
    """A person for each role."""
    return factories.staff(house, advisory_id)


@pytest.fixture
def part_id(house: House, people: Staff, advisory_id) -> PartId:
    """A part that is written, with every fact it needs."""
    return factories.write_round(house, people, advisory_id, seats=6)[1]


def _box(house: House, part_id: PartId) -> Box:
    with house.database.reading() as session:
        return session.get(Box, parts.part(session, part_id).box_id)


def test_approval_gives_two_phrases_that_each_open(house: House, people: Staff, part_id: PartId):
    """The steward's phrase and the one for paper open the same box, and are not the same."""
    phrases = factories.approve(house, people, part_id)
    box = _box(house, part_id)

    opened = {unwrap_key(house.keyring.wraps(box.id), phrase, opening.wrap_bound(box)) for phrase in phrases}

    assert len(set(phrases)) == 2
    assert {key.public_key().public_bytes_raw() for key in opened} == {box.public_key}


def test_a_new_approval_destroys_the_phrases_of_the_old_one(house: House, people: Staff, part_id: PartId):
    """Fails when a voided approval leaves a key behind that its phrases still open."""
    old, old_box = factories.approve(house, people, part_id), _box(house, part_id)

    with house.database.reading() as session:
        digest = parts.script_now(session, part_id).digest()
    new = opening.approve(house, people.steward, part_id, digest)

    box = _box(house, part_id)
    assert house.keyring.boxes() == (box.id,)
    assert box.id != old_box.id
    assert set(new).isdisjoint(old)
    with pytest.raises(DoesNotOpen):
        unwrap_key(house.keyring.wraps(box.id), old[0], opening.wrap_bound(box))


def test_a_refused_approval_leaves_the_standing_one_whole(house: House, people: Staff, part_id: PartId):
    """Fails when a wrong hash, or another advisory's steward, destroys keys on the way to being refused."""
    phrases = factories.approve(house, people, part_id)

    with pytest.raises(Refused):
        opening.approve(house, people.steward, part_id, bytes(32))
    with pytest.raises(NotAllowed):
        opening.approve(house, people.author, part_id, bytes(32))

    box = _box(house, part_id)
    assert unwrap_key(house.keyring.wraps(box.id), phrases[0], opening.wrap_bound(box))


def test_a_voided_approval_puts_its_money_back(house: House, people: Staff, part_id: PartId):
    """Fails when money stays set aside for a box that is no longer there."""
    factories.approve(house, people, part_id)
    fund_id = factories.set_aside(house, people, part_id)

    with house.database.writing() as session:
        opening.void(house, session, part_id)

    with house.database.reading() as session:
        sums = ledger.fund_sums(session, fund_id, month_now(house.clock))
    assert sums.free_cents == 6 * factories.AMOUNT


def test_a_changed_text_does_not_open(house: House, people: Staff, part_id: PartId):
    """Fails when a comma changed after the approval can still reach a member."""
    factories.approve(house, people, part_id)
    factories.set_aside(house, people, part_id)
    with house.database.writing() as session:
        round_id = parts.part(session, part_id).round_id
        drafts.change(session, people.author, round_id, {"brief": "We plan a drop-in. Your ideas can move it."})

    with pytest.raises(Refused):
        opening.open_part(house, people.author, part_id)


@pytest.mark.requirement("HON-03")
def test_without_money_nothing_opens(house: House, people: Staff, part_id: PartId):
    """Fails when a seat can be made whose honorarium is not set aside."""
    factories.approve(house, people, part_id)

    with pytest.raises(NotSetAside):
        opening.open_part(house, people.author, part_id)

    with house.database.reading() as session:
        assert session.exec(select(Seat)).all() == []


def test_an_unapproved_part_does_not_open(house: House, people: Staff, part_id: PartId):
    """Fails when a part opens that no steward has approved."""
    with pytest.raises(Refused):
        opening.open_part(house, people.author, part_id)


def test_it_opens_on_its_day_and_not_after_its_close(house: House, clock: SetClock, people: Staff, part_id: PartId):
    """Fails when cards can be made before the opening date or after the closing date."""
    factories.approve(house, people, part_id)
    factories.set_aside(house, people, part_id)
    opens = today(clock)

    clock.put(opens - timedelta(days=1))
    with pytest.raises(Refused, match="not come yet"):
        opening.open_part(house, people.author, part_id)
    clock.put(opens + timedelta(days=60))
    with pytest.raises(Refused, match="has passed"):
        opening.open_part(house, people.author, part_id)


@pytest.mark.parametrize("role", ["steward", "reader", "desk", "designer", "finance", "admin"])
def test_who_reads_pays_or_holds_a_phrase_takes_no_cards(house: House, people: Staff, part_id: PartId, role: str):
    """Fails when anyone but the author or a facilitator can take the card sheet."""
    factories.approve(house, people, part_id)
    factories.set_aside(house, people, part_id)

    with pytest.raises(NotAllowed):
        opening.open_part(house, getattr(people, role), part_id)


def test_nobody_comes_in_before_the_sheet_is_whole(house: House, people: Staff, part_id: PartId):
    """Fails when a card works while its sheet may still be thrown away."""
    factories.approve(house, people, part_id)
    factories.set_aside(house, people, part_id)
    sheet = opening.open_part(house, people.facilitator, part_id)

    with pytest.raises(InviteRefused):
        intake.enter(house, sheet.codes[0])

    opening.confirm_sheet(house, people.facilitator, part_id)
    assert intake.enter(house, sheet.codes[0]).script.seats == 6


def test_a_sheet_is_made_anew_only_before_it_was_confirmed(house: House, people: Staff, part_id: PartId):
    """Fails when an old card still works, a seat is added, or a confirmed sheet can be replaced."""
    factories.approve(house, people, part_id)
    factories.set_aside(house, people, part_id)
    old = opening.open_part(house, people.author, part_id)

    new = opening.remake_sheet(house, people.author, part_id)
    opening.confirm_sheet(house, people.author, part_id)

    assert set(new.codes).isdisjoint(old.codes)
    assert len(new.codes) == 6
    with pytest.raises(InviteRefused):
        intake.enter(house, old.codes[0])
    for again in (opening.remake_sheet, opening.confirm_sheet, opening.open_part):
        with pytest.raises(Refused):
            again(house, people.author, part_id)
    with house.database.reading() as session:
        assert len(session.exec(select(Seat)).all()) == len(session.exec(select(Honorarium)).all()) == 6


@pytest.mark.requirement("ANON-03")
def test_seats_and_honoraria_are_written_in_the_order_of_their_random_keys(house: House):
    """Fails when rows are written in the order in which codes were made: 50 go in, and lie sorted by key."""
    part = factories.opened(house, seats=50)
    raw = (house.settings.folder / "consult.sqlite3").read_bytes() + _wal(house)

    with house.database.reading() as session:
        for table in (Seat, Honorarium):
            keys = [bytes(key) for key in session.exec(text(f"SELECT key FROM {table.__tablename__}")).scalars()]
            assert keys == sorted(keys)
    assert not any(form.encode() in raw for code in part.codes for form in (code, grouped(code)))


@pytest.mark.requirement("ANON-06")
def test_the_order_of_pay_codes_is_not_the_order_they_were_made_in(house: House):
    """Fails when cards give out pay codes in the order of the rows that were made at the opening."""
    part = factories.opened(house, seats=40)
    with house.database.reading() as session:
        made = list(session.exec(select(Honorarium.key)).all())

    given = [honorarium_key(house.pepper.value, intake.stop(house, code)) for code in part.codes]

    assert sorted(given) == sorted(made)
    assert given not in (made, made[::-1])
    # By chance 1 of 40 stands at its own place; 10 of them do once in ten million times.
    assert sum(one == other for one, other in zip(given, made, strict=True)) < 10


@pytest.mark.requirement("ANON-02")
def test_one_card_leaves_no_value_that_two_tables_share(house: House):
    """Fails when seat, envelope, draft and honorarium of one card have any value in common but their box."""
    part = factories.opened(house, seats=5)
    intake.send(house, part.codes[0], {})
    tables = ("people_seat", "box_envelope", "money_honorarium")

    with house.database.reading() as session:
        cells = {
            name: {
                bytes(cell)
                for row in session.exec(text(f"SELECT * FROM {name}"))
                for cell in row
                if isinstance(cell, bytes)
            }
            for name in tables
        }

    for one in tables:
        for other in tables:
            assert one == other or cells[one].isdisjoint(cells[other])


def _wal(house: House) -> bytes:
    wal = house.settings.folder / "consult.sqlite3-wal"
    return wal.read_bytes() if wal.exists() else b""
