"""What was deleted can not be read back: not in the database's file, not in its log, not in a copy beside it."""

import os
import time
from contextlib import suppress
from pathlib import Path
from secrets import token_bytes

from consult.database import BUSY
from consult.errors import Refused
from consult.house import House
from consult.ids import BoxId
from consult.keyring import sync_folder

_TRIES = 40
_PAUSE_SECONDS = 0.25


def forget(house: House) -> None:
    """
    Write the database anew without what was deleted, and fold its log.

    SQLite's file holds no dead row after this. PostgreSQL's tables of words are written anew; its log of changes
    keeps what it kept until it is recycled. Refused while a reader is in the way: it can be done again.
    """
    house.database.rewrite()
    fold(house)


def fold(house: House) -> None:
    """Fold SQLite's log into the file and empty it. Refused while a reader is in the way."""
    for _ in range(_TRIES):
        if house.database.checkpoint():
            return
        time.sleep(_PAUSE_SECONDS)
    raise Refused(BUSY)


def copies(house: House, box_id: BoxId) -> list[Path]:
    """Give every file of the house that bears the name of this box."""
    kept = house.settings.backup_folder
    return sorted(file for file in kept.rglob(f"*{box_id.hex}*") if file.is_file())


def destroy_copies(house: House, box_id: BoxId) -> None:
    """Overwrite and unlink the copy of a count, and whatever else bears the name of its box. Twice changes nothing."""
    for file in copies(house, box_id):
        with suppress(FileNotFoundError):
            _overwrite(file)
            file.unlink()
            sync_folder(file.parent)


def _overwrite(file: Path) -> None:
    with file.open("r+b") as out:
        out.write(token_bytes(max(file.stat().st_size, 1)))
        out.flush()
        os.fsync(out.fileno())
