"""A backup that is put back promises nothing twice: rounds and desks stand still until people have looked."""

import json
import sqlite3
import tempfile
import zipfile
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlmodel import Session

from consult import copies, endings, pausing
from consult.box import boxes
from consult.box.tables import Box, BoxState
from consult.clock import Clock
from consult.errors import Refused
from consult.house import House, assemble
from consult.keyring import KeyGone, private_folder, shred, write_secret
from consult.migrations import upgrade
from consult.money import honoraria, restores
from consult.money.months import month_now
from consult.people import acts, seats, sign_in
from consult.rounds import advisories, parts
from consult.rounds.tables import PartState
from consult.settings import Settings
from consult.words import heap

BEFORE = "before-restore-"
_NEEDS_KEY = frozenset({BoxState.SHEET, BoxState.OPEN, BoxState.PAUSED, BoxState.COUNTING})


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

    copies.NotHere on PostgreSQL, copies.Damaged, StillRuns; each has changed nothing.
    """
    if settings.database_url and not settings.database_url.startswith("sqlite"):
        raise copies.NotHere
    private_folder(settings.folder)
    with tempfile.TemporaryDirectory(dir=settings.folder) as place:
        fresh, pepper = _unpacked(file, Path(place))
        copies.require_whole(fresh)
        _set_apart(settings, clock)
        fresh.replace(settings.folder / copies.DATABASE)
    if settings.pepper_folder.joinpath(copies.PEPPER).exists():
        shred(settings.pepper_folder / copies.PEPPER)
    write_secret(private_folder(settings.pepper_folder) / copies.PEPPER, pepper)
    return settle(assemble(settings, clock))


def settle(house: House) -> Restored:
    """Bring tables that were just put back to rest: everyone signed out, rounds paused, pay held."""
    upgrade(house.database)
    with house.database.writing() as session:
        sign_in.end_everyones(session)
        twice = restores.note(session)
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
            else:
                endings.destroy_contents(session, box, house.clock)
                lost += 1
    return Restored(pausing.pause_all(house, "paused: a backup was put back"), brought_in, lost, twice)


def _unpacked(file: Path, into: Path) -> tuple[Path, bytes]:
    try:
        with zipfile.ZipFile(file) as packed:
            pepper = packed.read(copies.PEPPER)
            return Path(packed.extract(copies.DATABASE, into)), pepper
    except (zipfile.BadZipFile, KeyError, OSError):
        raise copies.Damaged from None


def _set_apart(settings: Settings, clock: Clock) -> None:
    """Copy what stands there now, when it can be read at all, and take it away."""
    standing = settings.folder / copies.DATABASE
    if not standing.exists():
        return
    house = assemble(settings, clock)
    with suppress(copies.Damaged, sqlite3.DatabaseError):
        copies.make(house, BEFORE)
    house.database.close()
    _require_alone(standing)
    for name in (standing.name, f"{standing.name}-wal", f"{standing.name}-shm"):
        if (standing.parent / name).exists():
            shred(standing.parent / name)


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
    heap.insert(session, [_row(json.loads(line)) for line in rows.read_text(encoding="utf-8").splitlines()])
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
