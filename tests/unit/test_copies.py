"""A copy of the house, and what happens when it is put back."""

import os
import sqlite3
import zipfile
from contextlib import closing
from datetime import timedelta

import pytest
from sqlmodel import select
from typer.testing import CliRunner

from consult import cli, copies, intake, opening, restoring
from consult.box.tables import Box, BoxState
from consult.clock import today
from consult.errors import Refused
from consult.house import House, settle
from consult.keyring import KeyGone
from consult.migrations import upgrade
from consult.money import desk, ledger, restores
from consult.money.desk import CodeState
from consult.money.months import month_now
from consult.papers import Reply
from consult.people import sign_in
from consult.people.tables import Act, SignedIn
from consult.settings import Settings
from consult.words import heap
from tests import factories

pytestmark = pytest.mark.usefixtures("cheap_hashes")
SAID = {"q1": Reply(words="the heron waits by the second lantern")}


@pytest.fixture
def house(house: House) -> House:
    """A house whose tables came by migrations, as those of a real one do."""
    house.database.close()
    for name in ("consult.sqlite3", "consult.sqlite3-wal", "consult.sqlite3-shm"):
        (house.settings.folder / name).unlink(missing_ok=True)
    upgrade(house.database)
    return house


def _back(house: House, copy) -> tuple[House, restoring.Restored]:
    house.database.close()
    found = restoring.put_back(house.settings, house.clock, copy)
    return house, found


def _states(house: House) -> set[BoxState]:
    with house.database.reading() as session:
        return set(session.exec(select(Box.state)).all())


@pytest.mark.requirement("ROUND-10")
def test_one_command_pauses_all_and_pay_goes_on(house: House):
    """Fails when a box stays open, a member is kept from her pay code, or the log is silent."""
    first = factories.opened(house, seats=6)
    second = factories.opened_beside(first)
    settle(house)
    try:
        said = CliRunner().invoke(cli.app, ["pause"]).stdout
    finally:
        settle(None)

    with pytest.raises(intake.boxes.BoxPaused):
        intake.send(house, first.codes[0], SAID)
    pay = intake.stop(house, second.codes[0])
    with house.database.reading() as session:
        acts = [act.act for act in session.exec(select(Act).where(Act.account_id == None))]  # noqa: E711
    assert said == "Paused: 2 rounds. The next tap shows it.\n"
    assert _states(house) == {BoxState.PAUSED}
    assert acts == ["paused every round from the machine"] * 2
    assert pay


def test_a_copy_is_whole_and_holds_no_key(house: House):
    """Fails when the keyring gets into a copy, the pepper does not, or others may read it."""
    part = factories.opened(house, seats=6)
    secret = house.keyring.secret(part.box_id)

    made = copies.make(house)

    with zipfile.ZipFile(made) as packed:
        held = {name: packed.read(name) for name in packed.namelist()}
    assert set(held) == {"consult.sqlite3", "pepper"}
    assert held["pepper"] == house.pepper.value
    assert secret not in b"".join(held.values())
    assert made.stat().st_mode & 0o077 == 0


def test_what_was_deleted_is_in_no_copy(house: House):
    """Fails when a copy takes free pages along: what was replaced or deleted would live on in it."""
    part = factories.opened(house, seats=6)
    intake.send(house, part.codes[0], SAID)
    with house.database.reading() as session:
        sealed = session.exec(select(intake.boxes.Envelope.sealed)).one()
    marks = [sealed[at : at + 24] for at in range(64, len(sealed) - 64, 1024)]
    with zipfile.ZipFile(copies.make(house)) as packed:
        before = packed.read("consult.sqlite3")
    with house.database.writing() as session:
        intake.boxes.empty(session, part.box_id)
    house.clock.put(part.script.closes_on)  # A name of its own for the second copy.

    with zipfile.ZipFile(copies.make(house)) as packed:
        after = packed.read("consult.sqlite3")

    assert all(mark in before for mark in marks)
    assert not any(mark in after for mark in marks)


@pytest.mark.parametrize(("days", "stays"), [(34, True), (35, False)])
def test_copies_end_before_members_were_promised(house: House, days: int, stays: bool):
    """Fails when a copy outlives `longest_copy_days`, or goes before."""
    made = copies.make(house)
    at = (house.clock.now() - timedelta(days=days)).timestamp()
    os.utime(made, (at, at))

    copies.rotate(house)

    assert made.exists() is stays


def test_a_restore_holds_rounds_and_desks_until_finance_accepts(house: House):
    """Fails when pay or a round goes on before finance has accepted what could be paid twice."""
    part = factories.opened(house, seats=6)
    copy = copies.make(house)
    later = intake.send(house, part.codes[0], SAID)

    house, found = _back(house, copy)

    people, month = part.staff, month_now(house.clock)
    assert found == restoring.Restored(paused=1, brought_in=0, lost=0, twice_cents=6 * factories.AMOUNT)
    with pytest.raises(restores.NotAccepted):
        opening.resume(house, people.steward, part.part_id)
    with house.database.writing() as session, pytest.raises(restores.NotAccepted):
        desk.pay(session, people.desk, house.pepper, later, "desk 1", month=month)
    with house.database.writing() as session:
        restores.accept(session, people.finance)
    opening.resume(house, people.steward, part.part_id)
    with house.database.writing() as session:
        # Handed out after the copy was made: its row says "made", and it is paid all the same.
        assert desk.pay(session, people.desk, house.pepper, later, "desk 1", month=month).state is CodeState.PAID
        assert desk.pay(session, people.desk, house.pepper, later, "desk 2", month=month).state is CodeState.NOT_GOOD
    # Her envelope is lost with the days between; her card takes it once more, and no second code.
    assert intake.send(house, part.codes[0], SAID) == later


def test_what_was_promised_after_the_copy_is_in_the_sum(house: House):
    """Fails when money set aside, or cards made, after the copy are left out: the same people can be paid again."""
    advisory_id = factories.advisory(house)
    people = factories.staff(house, advisory_id)
    _round, part_id = factories.write_round(house, people, advisory_id, seats=6)
    factories.approve(house, people, part_id)
    before_money = copies.make(house)
    factories.set_aside(house, people, part_id)
    house.clock.put(today(house.clock), 13)
    before_cards = copies.make(house)
    sheet = opening.open_part(house, people.author, part_id)
    opening.confirm_sheet(house, people.author, part_id)
    intake.stop(house, sheet.codes[0])

    house, first = _back(house, before_cards)
    with pytest.raises(restores.NotAccepted):
        opening.open_part(house, people.author, part_id)
    house, second = _back(house, before_money)

    assert first.twice_cents == second.twice_cents == 6 * factories.AMOUNT


def test_cards_that_may_be_out_are_not_made_anew(house: House):
    """Fails when a sheet that was printed before the restore can be thrown away: members hold its codes."""
    advisory_id = factories.advisory(house)
    people = factories.staff(house, advisory_id)
    _round, part_id = factories.write_round(house, people, advisory_id, seats=6)
    factories.approve(house, people, part_id)
    factories.set_aside(house, people, part_id)
    sheet = opening.open_part(house, people.author, part_id)
    copy = copies.make(house)
    opening.confirm_sheet(house, people.author, part_id)
    pay = intake.stop(house, sheet.codes[0])
    house, _found = _back(house, copy)
    with pytest.raises(restores.NotAccepted):
        opening.confirm_sheet(house, people.author, part_id)
    with house.database.writing() as session:
        restores.accept(session, people.finance)

    with pytest.raises(Refused, match="can not be made anew"):
        opening.remake_sheet(house, people.author, part_id)
    opening.confirm_sheet(house, people.author, part_id)

    assert intake.stop(house, sheet.codes[0]) == pay


@pytest.mark.parametrize("dies", ["settle", "_take_the_place"])
def test_a_restore_that_dies_has_changed_nothing(house: House, monkeypatch: pytest.MonkeyPatch, dies: str):
    """Fails when old tables stand, open and unheld, before all that a restore promises is done in them."""
    part = factories.opened(house, seats=6)
    copy = copies.make(house)
    pepper = house.pepper.value
    pay = intake.stop(house, part.codes[0])
    house.database.close()

    def fails(*_args: object, **_more: object) -> None:
        raise RuntimeError("power")

    monkeypatch.setattr(restoring, dies, fails)
    with pytest.raises(RuntimeError):
        restoring.put_back(house.settings, house.clock, copy)

    assert _states(house) == {BoxState.OPEN}
    assert house.settings.pepper_folder.joinpath("pepper").read_bytes() == pepper
    assert intake.enter(house, part.codes[0]).pay == pay


def test_a_copy_of_a_newer_program_is_not_put_back(house: House, tmp_path):
    """Fails when tables that this program can not read take the place of those it can."""
    factories.opened(house, seats=6)
    with closing(sqlite3.connect(house.settings.folder / "consult.sqlite3")) as tables:
        tables.execute("UPDATE alembic_version SET version_num = '9999'")
        tables.commit()
        copy = copies.make(house)
        tables.execute("UPDATE alembic_version SET version_num = '0007'")
        tables.commit()
    house.database.close()

    with pytest.raises(copies.Damaged, match="newer version"):
        restoring.put_back(house.settings, house.clock, copy)

    assert _states(house) == {BoxState.OPEN}


def test_money_balances_after_a_restore_and_its_count(house: House):
    """Fails when a code handed out after the copy is voided by the count, or the ledger does not balance."""
    part = factories.opened(house, seats=6)
    factories.send_all(part, [SAID] * 5)
    copy = copies.make(house)
    later = intake.send(house, part.codes[5], SAID)
    house, _found = _back(house, copy)
    with house.database.writing() as session:
        restores.accept(session, part.staff.finance)
    opening.resume(house, part.staff.steward, part.part_id)
    factories.close(part)

    factories.count(part)

    with house.database.writing() as session:
        ledger.check(session)
        month = month_now(house.clock)
        assert desk.pay(session, part.staff.desk, house.pepper, later, "desk", month=month).state is CodeState.PAID
        ledger.check(session)


def test_a_count_after_the_copy_is_brought_in(house: House):
    """Fails when a restore to before a count loses what was counted: the keys are gone, its own copy is not."""
    part = factories.opened(house, seats=6)
    factories.send_all(part, [SAID] * 6)
    copy = copies.make(house)
    factories.close(part)
    factories.count(part)
    with house.database.reading() as session:
        counted = heap.of_round(session, part.round_id)

    house, found = _back(house, copy)

    with house.database.reading() as session:
        again = heap.of_round(session, part.round_id)
        people = heap.people(session, part.round_id, part.advisory_id)
        ledger.check(session)
    assert (found.brought_in, found.lost, found.paused) == (1, 0, 0)
    assert again == counted
    assert people == 6
    assert _states(house) == {BoxState.COUNTED}


def test_a_box_without_key_or_copy_is_said_to_be_lost(house: House):
    """Fails when a box that nobody can ever open waits for its steward as if she could."""
    part = factories.opened(house, seats=6)
    copy = copies.make(house)
    house.keyring.destroy(part.box_id)

    house, found = _back(house, copy)

    assert (found.brought_in, found.lost) == (0, 1)
    assert _states(house) == {BoxState.PURGED}
    with pytest.raises(KeyGone):
        house.keyring.secret(part.box_id)


def test_old_sessions_stay_ended(house: House):
    """Fails when a session of the day of the copy lets someone in again."""
    part = factories.opened(house, seats=6)
    with house.database.writing() as session:
        sign_in.begin(session, house.clock, part.staff.admin.account_id)
    copy = copies.make(house)

    house, _found = _back(house, copy)

    with house.database.reading() as session:
        assert session.exec(select(SignedIn)).all() == []


@pytest.mark.parametrize("damage", ["cut", "no zip", "no pepper", "bytes"])
def test_a_damaged_copy_changes_nothing(house: House, damage: str, tmp_path):
    """Fails when the standing house is touched before the copy was found whole."""
    part = factories.opened(house, seats=6)
    copy = _damaged(copies.make(house), damage, tmp_path)
    before = _states(house)
    house.database.close()

    with pytest.raises(copies.Damaged):
        restoring.put_back(house.settings, house.clock, copy)

    assert _states(house) == before == {BoxState.OPEN}
    assert intake.send(house, part.codes[0], SAID)


def _damaged(made, damage: str, folder):
    broken = folder / "broken.zip"
    content = made.read_bytes()
    if damage == "cut":
        broken.write_bytes(content[: len(content) // 2])
    elif damage == "no zip":
        broken.write_bytes(b"hello")
    else:
        with zipfile.ZipFile(made) as whole, zipfile.ZipFile(broken, "w") as out:
            tables = whole.read("consult.sqlite3")
            out.writestr(
                "consult.sqlite3", tables if damage == "no pepper" else tables[:5000] + bytes(len(tables) - 5000)
            )
            if damage == "bytes":
                out.writestr("pepper", whole.read("pepper"))
    return broken


def test_nothing_is_put_back_under_a_site_that_runs(house: House):
    """Fails when tables are exchanged while something else has them open."""
    factories.opened(house, seats=6)
    copy = copies.make(house)
    with closing(sqlite3.connect(house.settings.folder / "consult.sqlite3")) as other:
        other.execute("SELECT count(*) FROM box_box").fetchone()
        house.database.close()

        with pytest.raises(restoring.StillRuns):
            restoring.put_back(house.settings, house.clock, copy)

    assert _states(house) == {BoxState.OPEN}


def test_what_stood_there_is_copied_first(house: House):
    """Fails when a restore by mistake can not be taken back."""
    factories.opened(house, seats=6)
    copy = copies.make(house)

    house, _found = _back(house, copy)

    assert len(list(house.settings.backup_folder.glob("before-restore-*.zip"))) == 1


def test_postgresql_is_told_its_own_way(tmp_path):
    """Fails when a copy of a house on PostgreSQL pretends to hold its tables."""
    settings = Settings(folder=tmp_path, database_url="postgresql+psycopg://consult@/consult")

    with pytest.raises(copies.NotHere, match="pg_dump"):
        restoring.put_back(settings, None, tmp_path / "any.zip")
