"""What may be done with a closed box that is not counted, and what a start finishes."""

from datetime import timedelta

import pytest
from sqlmodel import select

from consult import counting, endings, intake, sweeping
from consult.box import boxes
from consult.box.tables import BoxState, Draft, Envelope
from consult.errors import BadText, NotAllowed, Refused
from consult.house import House, assemble
from consult.money import desk
from consult.money.desk import CodeState
from consult.money.months import month_now
from consult.money.tables import Honorarium, HonorariumState
from consult.people.seats import InviteRefused
from consult.people.tables import Seat
from consult.schema import make_tables
from consult.settings import Settings
from tests import factories
from tests.factories import Opened

pytestmark = pytest.mark.usefixtures("cheap_hashes")
TITLE = "The drop-in"


@pytest.fixture
def part(house: House) -> Opened:
    """A part of eight seats that four members answered and that has closed."""
    part = factories.opened(house, seats=8)
    factories.send_all(part, [factories.full_paper(part.script.questions, f"member {n}") for n in range(4)])
    factories.close(part)
    return part


def test_more_time_lets_a_fresh_card_in_again(house: House, part: Opened):
    """Fails when an extended round takes no answers, or when those of before are lost."""
    until = part.script.closes_on + timedelta(days=7)

    endings.extend(house, part.staff.steward, part.part_id, until)
    intake.send(house, part.codes[4], factories.full_paper(part.script.questions, "member 4"))
    house.clock.put(until + timedelta(days=1))

    assert factories.count(part).answers > 0


@pytest.mark.parametrize(
    ("days", "sentence"), [(0, "longer, never shorter"), (-3, "longer, never"), (60, "at the latest")]
)
def test_more_time_is_never_less_and_never_past_what_was_approved(house: House, part: Opened, days: int, sentence: str):
    """Fails when a round can be shortened or stretched beyond the latest close."""
    with pytest.raises(Refused, match=sentence):
        endings.extend(house, part.staff.steward, part.part_id, part.script.closes_on + timedelta(days=days))


def test_more_time_is_given_once_by_a_steward(house: House, part: Opened):
    """Fails when a second extension works, or anyone but a steward gives one."""
    until = part.script.closes_on + timedelta(days=7)
    with pytest.raises(NotAllowed):
        endings.extend(house, part.staff.author, part.part_id, until)

    endings.extend(house, part.staff.steward, part.part_id, until)

    with pytest.raises(Refused, match="works once"):
        endings.extend(house, part.staff.steward, part.part_id, until + timedelta(days=1))


def test_a_box_that_is_being_counted_can_not_be_given_more_time(house: House, part: Opened):
    """Fails when a count that was killed can be undone: a late member would be the only new one."""
    with house.database.writing() as session:
        box = boxes.locked(session, part.box_id)
        box.state = BoxState.COUNTING
        session.add(box)

    with pytest.raises(Refused):
        endings.extend(house, part.staff.steward, part.part_id, part.script.closes_on + timedelta(days=7))
    with pytest.raises(InviteRefused):
        intake.send(house, part.codes[5], {})


@pytest.mark.requirement("ANON-07")
def test_destroyed_unread_leaves_nothing_but_pay(house: House, part: Opened):
    """Fails when a destroyed box leaves an envelope, a seat, a key or a row, or takes a member's pay away."""
    endings.purge_unread(house, part.staff.steward, part.part_id, f" {TITLE} ")

    with house.database.reading() as session:
        left = [session.exec(select(table)).all() for table in (Envelope, Draft, Seat)]
    assert left == [[], [], []]
    assert house.keyring.boxes() == ()
    assert list(house.settings.backup_folder.iterdir()) == []
    assert _given(house) == 4
    with pytest.raises(InviteRefused):
        intake.enter(house, part.codes[0])


def test_pay_stands_after_a_box_was_destroyed(house: House):
    """Fails when a code that was given is not paid because nobody read the box."""
    part = factories.opened(house, seats=6)
    code = intake.send(house, part.codes[0], {})
    factories.close(part)

    endings.purge_unread(house, part.staff.steward, part.part_id, TITLE)

    with house.database.writing() as session:
        paid = desk.pay(session, part.staff.desk, house.pepper, code, "desk", month=month_now(house.clock))
    assert paid.state is CodeState.PAID


@pytest.mark.parametrize("who", ["author", "reader", "admin", "designer"])
def test_only_a_steward_destroys(house: House, part: Opened, who: str):
    """Fails when anyone else can destroy what members said."""
    with pytest.raises(NotAllowed):
        endings.purge_unread(house, getattr(part.staff, who), part.part_id, TITLE)


def test_the_title_is_typed_to_destroy(house: House, part: Opened):
    """Fails when one slip of a finger destroys a box."""
    with pytest.raises(BadText):
        endings.purge_unread(house, part.staff.steward, part.part_id, "yes")

    assert house.keyring.boxes() == (part.box_id,)


def test_an_open_or_counted_box_is_not_destroyed_unread(house: House):
    """Fails when a box can be destroyed while members answer, or after it was counted."""
    part = factories.opened(house, seats=6)
    factories.send_all(part, [factories.full_paper(part.script.questions, f"member {n}") for n in range(6)])
    with pytest.raises(Refused):
        endings.purge_unread(house, part.staff.steward, part.part_id, TITLE)
    factories.close(part)
    factories.count(part)

    with pytest.raises(Refused):
        endings.purge_unread(house, part.staff.steward, part.part_id, TITLE)


def test_the_next_start_finishes_a_count_that_was_killed_after_its_commit(house: House):
    """Fails when keys outlive a count, or the copy is not there, after the next start."""
    part = factories.opened(house, seats=6)
    factories.send_all(part, [factories.full_paper(part.script.questions, f"member {n}") for n in range(6)])
    factories.close(part)
    box_id = part.box_id

    with pytest.raises(KeyboardInterrupt):
        factories.count(part, _stop_at("committed"))
    assert house.keyring.boxes() == (box_id,)
    sweeping.sweep(house)
    sweeping.sweep(house)

    assert house.keyring.boxes() == ()
    assert (house.settings.backup_folder / f"count-{box_id.hex}.jsonl").read_text(encoding="utf-8").count("\n") > 0


def test_a_start_destroys_no_key_of_a_box_that_waits(house: House, part: Opened):
    """Fails when the sweep of a start touches a box that is open, closed or being counted."""
    for state in (BoxState.APPROVED, BoxState.SHEET, BoxState.OPEN, BoxState.PAUSED, BoxState.COUNTING):
        with house.database.writing() as session:
            box = boxes.locked(session, part.box_id)
            box.state = state
            session.add(box)

        sweeping.sweep(house)

        assert house.keyring.boxes() == (part.box_id,)


def test_a_start_with_another_database_destroys_no_key(house: House, part: Opened):
    """Fails when a wrong address of the database costs the keys of every box that waits."""
    folder = house.settings.folder
    other = assemble(Settings(folder=folder, database_url=f"sqlite:///{folder / 'other.sqlite3'}"), house.clock)
    make_tables(other.database.engine)

    sweeping.sweep(other)

    assert house.keyring.boxes() == (part.box_id,)


def _stop_at(wanted: str) -> counting.Tell:
    def tell(step: str) -> None:
        if step == wanted:
            raise KeyboardInterrupt

    return tell


def _given(house: House) -> int:
    with house.database.reading() as session:
        return len(session.exec(select(Honorarium).where(Honorarium.state == HonorariumState.GIVEN)).all())
