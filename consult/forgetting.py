"""What was deleted can not be read back: not in the database's file, not in its log, not in a copy beside it."""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from consult.database import BUSY
from consult.errors import Refused
from consult.house import House
from consult.ids import BoxId
from consult.keyring import shred, sync_folder

MARK = "to-forget-"
NO_ROOM = "Nothing was deleted: the disk takes no new file. Ask who looks after this site to make room."


def forget(house: House) -> None:
    """
    Write the database anew without what was deleted, and fold its log.

    SQLite's file holds no dead row after this. PostgreSQL's tables of words are written anew; its log of changes
    keeps what it kept until it is recycled. Refused while a reader is in the way: it can be done again.
    """
    # Only what was promised before it began: a promise is made inside its transaction, which this waits for.
    promised = promises(house)
    house.database.rewrite()
    fold(house)
    for mark in promised:
        mark.unlink(missing_ok=True)
    sync_folder(house.settings.folder)


def promise(house: House) -> None:
    """
    Leave an empty file in the house's folder that says: something was deleted and is not forgotten yet.

    To be called inside the transaction that deletes, before it commits: whatever stops the program after that, the
    next hour finishes it. Refused where the disk takes no file; nothing is deleted then.
    """
    try:
        os.close(os.open(house.settings.folder / f"{MARK}{token_hex(8)}", os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        sync_folder(house.settings.folder)
    except OSError:
        raise Refused(NO_ROOM) from None


def promises(house: House) -> list[Path]:
    """Give the files that say that something was deleted and is not forgotten yet."""
    return sorted(house.settings.folder.glob(f"{MARK}*"))


def finish(house: House) -> None:
    """Forget what was deleted by a program that was stopped, or held up, before it forgot it."""
    if promises(house):
        forget(house)


def fold(house: House) -> None:
    """Fold SQLite's log into the file and empty it. Refused while a reader is in the way."""
    if not house.database.folded():
        raise Refused(BUSY)


def copies(house: House, box_id: BoxId) -> list[Path]:
    """Give every file of the house that bears the name of this box."""
    kept = house.settings.backup_folder
    return sorted(file for file in kept.rglob(f"*{box_id.hex}*") if file.is_file())


def destroy_copies(house: House, box_id: BoxId) -> None:
    """Overwrite and unlink the copy of a count, and whatever else bears the name of its box. Twice changes nothing."""
    for file in copies(house, box_id):
        with suppress(FileNotFoundError):
            shred(file)
            sync_folder(file.parent)
