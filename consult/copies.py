"""A copy of the house is whole, holds no key, and is gone before members were promised that it is."""

import os
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from consult.errors import Refused
from consult.house import House
from consult.keyring import shred, sync_folder

DATABASE, PEPPER = "consult.sqlite3", "pepper"
PREFIX = "house-"


class NotHere(Refused):
    """Copies of a PostgreSQL database are made and put back by its own tools."""

    sentence = (
        "This house keeps its tables in PostgreSQL. Copy them with pg_dump -Fc, and the folder of the pepper beside "
        "them; never the keyring. docs/manual/running.md says how, and how to put them back."
    )


class Damaged(Refused):
    """A copy that is not whole. It is not kept, and not put back."""

    sentence = "This copy is not whole. Use another one."


def make(house: House, prefix: str = PREFIX) -> Path:
    """
    Copy database and pepper into one file in the backup folder, read it back, and give its path. Never the keyring.

    Works while the site runs. `VACUUM INTO` writes live rows only: nothing that was deleted goes into a copy.
    """
    if not house.database.is_sqlite:
        raise NotHere
    folder = house.settings.backup_folder
    kept = folder / f"{prefix}{house.clock.now():%Y%m%d-%H%M%S}.zip"
    with tempfile.TemporaryDirectory(dir=folder) as place:
        fresh = Path(place) / DATABASE
        with closing(sqlite3.connect(_file(house))) as source:
            source.execute("VACUUM INTO ?", (str(fresh),))
        require_whole(fresh)
        packed = Path(place) / kept.name
        with os.fdopen(os.open(packed, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as out:
                out.write(fresh, DATABASE)
                out.writestr(PEPPER, house.pepper.value)
            raw.flush()
            os.fsync(raw.fileno())
        shred(fresh)
        packed.rename(kept)
    sync_folder(folder)
    return kept


def require_whole(file: Path) -> None:
    """Raise Damaged unless SQLite finds every page of this file in order."""
    try:
        with closing(sqlite3.connect(file)) as copy:
            found = copy.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.DatabaseError:
        raise Damaged from None
    if found != ("ok",):
        raise Damaged


def rotate(house: House) -> int:
    """Destroy every file in the backup folder that is as old as a copy may become, and give how many."""
    most = timedelta(days=house.settings.longest_copy_days)
    gone = 0
    for file in sorted(house.settings.backup_folder.rglob("*")):
        if file.is_file() and _age(file, house) >= most:
            shred(file)
            gone += 1
    if gone:
        sync_folder(house.settings.backup_folder)
    return gone


def _age(file: Path, house: House) -> timedelta:
    now = house.clock.now()
    return now - datetime.fromtimestamp(file.stat().st_mtime, tz=now.tzinfo)


def _file(house: House) -> Path:
    return house.settings.folder / DATABASE
