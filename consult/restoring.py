"""A backup that is put back promises nothing twice: rounds and desks stand still until people have looked."""

import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from consult import copies, endings, pausing
from consult.box import boxes
from consult.box.tables import Box, BoxState
from consult.clock import Clock
from consult.errors import Refused
from consult.house import House, assemble
from consult.ids import BoxId
from consult.keyring import KeyGone, private_folder, shred, sync_folder, write_secret
from consult.migrations import upgrade
from consult.money import honoraria, restores
from consult.money.months import month_now
from consult.people import acts, seats, sign_in
from consult.rounds import advisories, parts
from consult.rounds.tables import PartState
from consult.settings import Settings
from consult.words import heap

BEFORE = "before-restore-"
_NEEDS_KEY = frozenset({BoxState.APPROVED, BoxState.SHEET, BoxState.OPEN, BoxState.PAUSED, BoxState.COUNTING})


class StillRuns(Refused):
    """The site, or something else, has the database open."""

    sentence = "Stop the site first. Something still has its database open."


@dataclass(frozen=True, slots=True)
class Restored:
    """
    What a restore found: rounds paused; counts brought in from their own copies; boxes whose key is gone and that
    have no such copy (destroyed: nobody can read them); and the most that could be paid twice, in cents.
    """

    paused: int
    brought_in: int
    lost: int
    twice_cents: int


def put_back(settings: Settings, clock: Clock, file: Path) -> Restored:
    """
    Put a copy that `copies.make` made in the place of the tables; what was there is copied first.

    All that has to be so after a restore is done in the copy, and only then the copy takes the place of the tables,
    in one step. copies.NotHere on PostgreSQL, copies.Damaged, StillRuns; each has changed nothing.
    """
    if settings.database_url and not settings.database_url.startswith("sqlite"):
        raise copies.NotHere
    private_folder(settings.folder)
    with tempfile.TemporaryDirectory(dir=private_folder(settings.backup_folder), prefix="restore-") as place:
        fresh = _unpacked(file, Path(place))
        copies.require_whole(fresh / copies.DATABASE)
        standing = _copied_first(settings, clock)
        found = _settled(settings, clock, fresh, standing)
        _take_the_place(settings, fresh)
        shred(fresh / copies.PEPPER)
    return found


def settle(house: House, standing: Mapping[BoxId, int] | None = None) -> Restored:
    """
    Bring tables that were just put back to rest: everyone signed out, rounds paused, pay held.

    `standing` is what was set aside in the tables that they replace, in cents by box.
    """
    upgrade(house.database)
    with house.database.writing() as session:
        sign_in.end_everyones(session)
        twice = restores.note(session, standing or {})
        for advisory in advisories.in_order(session):
            acts.record(session, house.clock, None, "a backup was put back", advisory_id=advisory.id)
    brought_in = lost = 0
    with house.database.reading() as session:
        keyless = [box.id for box in boxes.in_states(session, _NEEDS_KEY) if _is_keyless(house, box)]
    for box_id in keyless:
        with house.database.writing() as session:
            box = boxes.locked(session, box_id)
            if _brought_in(house, session, box):
                brought_in += 1
            elif box.state is not BoxState.APPROVED:
                endings.destroy_contents(session, box, house.clock)
                lost += 1
    return Restored(pausing.pause_all(house, "paused: a backup was put back"), brought_in, lost, twice)


def _unpacked(file: Path, into: Path) -> Path:
    """Give the folder in which tables and pepper of the copy lie."""
    try:
        with zipfile.ZipFile(file) as packed:
            write_secret(into / copies.PEPPER, packed.read(copies.PEPPER))
            write_secret(into / copies.DATABASE, packed.read(copies.DATABASE))
    except (zipfile.BadZipFile, KeyError, OSError):
        raise copies.Damaged from None
    return into


def _copied_first(settings: Settings, clock: Clock) -> dict[BoxId, int]:
    """Copy what stands there now, when it can be read at all, and give what it has set aside by box."""
    standing = settings.folder / copies.DATABASE
    if not standing.exists():
        return {}
    held: dict[BoxId, int] = {}
    house = assemble(settings, clock)
    with suppress(copies.Damaged, sqlite3.DatabaseError, SQLAlchemyError):
        copies.make(house, BEFORE)
        with house.database.reading() as session:
            held = restores.set_aside(session)
    house.database.close()
    _require_alone(standing)
    return held


def _settled(settings: Settings, clock: Clock, fresh: Path, standing: Mapping[BoxId, int]) -> Restored:
    inside = {"database_url": f"sqlite:///{fresh / copies.DATABASE}", "pepper": fresh}
    house = assemble(settings.model_copy(update=inside), clock)
    try:
        found = settle(house, standing)
    except CommandError:
        raise copies.Damaged("This copy was made by a newer version of the program. Install that first.") from None
    finally:
        house.database.checkpoint()
        house.database.close()
    return found


def _take_the_place(settings: Settings, fresh: Path) -> None:
    """Put pepper and tables of the copy where they belong; a moment in which neither is there does not exist."""
    pepper = private_folder(settings.pepper_folder) / copies.PEPPER
    if not pepper.exists() or pepper.read_bytes() != (fresh / copies.PEPPER).read_bytes():
        own = pepper.with_name(f".{copies.PEPPER}-restored")
        write_secret(own, (fresh / copies.PEPPER).read_bytes())
        own.replace(pepper)
        sync_folder(pepper.parent)
    standing = settings.folder / copies.DATABASE
    old = standing.with_name(f"{standing.name}-replaced")
    if standing.exists():
        os.link(standing, old)
    (fresh / copies.DATABASE).replace(standing)
    sync_folder(standing.parent)
    for gone in (old, *(standing.with_name(f"{standing.name}-{log}") for log in ("wal", "shm"))):
        if gone.exists():
            shred(gone)


def _require_alone(file: Path) -> None:
    """Leave the log mode, which SQLite grants to the only one who has the file open."""
    try:
        with closing(sqlite3.connect(file, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError:
        raise StillRuns from None
    except sqlite3.DatabaseError:
        return  # Not readable at all: nobody uses it.


def _is_keyless(house: House, box: Box) -> bool:
    try:
        house.keyring.secret(box.id)
    except KeyGone:
        return True
    return False


def _brought_in(house: House, session: Session, box: Box) -> bool:
    """Pour in what a later count wrote beside the backups; False where it wrote nothing."""
    rows = house.settings.backup_folder / f"count-{box.id.hex}.jsonl"
    people = rows.with_suffix(".people")
    if not (rows.exists() and people.exists()):
        return False
    held = parts.all_in_box(session, box.id)
    heap.insert(session, [_row(json.loads(line)) for line in rows.read_text(encoding="utf-8").split("\n") if line])
    spoken = json.loads(people.read_text(encoding="utf-8"))["people"]
    heap.note_people(session, box.round_id, held[0].advisory_id if len(held) == 1 else None, spoken)
    boxes.empty(session, box.id)
    seats.remove_all(session, box.id)
    honoraria.close_box(session, box.id, box.round_id, month_now(house.clock))
    box.state = BoxState.COUNTED
    session.add(box)
    for part in held:
        parts.set_state(session, part.id, PartState.COUNTED)
    return True


def _row(kept: dict[str, object]) -> dict[str, object]:
    advisory = kept["advisory_id"]
    return {
        **kept,
        "id": bytes.fromhex(str(kept["id"])),
        "round_id": UUID(str(kept["round_id"])),
        "advisory_id": UUID(str(advisory)) if advisory else None,
    }
