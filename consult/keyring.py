"""Keys that can be destroyed: a folder outside the database and outside every backup, one folder a box."""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_bytes
from uuid import UUID

from consult.errors import Missing, Refused
from consult.ids import BoxId

SECRET_BYTES = 32
_PRIVATE_FOLDER = 0o700
_PRIVATE_FILE = 0o600


@dataclass(frozen=True, slots=True)
class Wrap:
    """
    A box's private key under one holder's opening phrase; `holders` names whose it is. Bytes are hex.

    `cost` is Argon2id's as it was then: passes, KiB, lanes.
    """

    holders: tuple[str, ...]
    cost: tuple[int, int, int]
    salt: str
    nonce: str
    sealed: str


class KeyGone(Missing):
    """The key of this box is not here: destroyed after its count, or the keyring's disk is lost."""

    sentence = "The key of this box is gone. No one can open it any more."


class Keyring:
    """Wrapped private keys and box secrets, readable by the program's own account only."""

    def __init__(self, folder: Path) -> None:
        """Make the folder when it is not there; refuse one that others may look into."""
        self.folder = private_folder(folder)

    def keep(self, box_id: BoxId, secret: bytes, wraps: tuple[Wrap, ...]) -> None:
        """Write a new box's secret and wraps, durably, before any seat exists."""
        place = private_folder(self.folder / box_id.hex)
        write_secret(place / "secret", secret)
        write_secret(place / "wraps", json.dumps([asdict(wrap) for wrap in wraps]).encode())
        sync_folder(place)
        sync_folder(self.folder)

    def secret(self, box_id: BoxId) -> bytes:
        """Give the box secret (32 bytes). KeyGone when it was destroyed."""
        try:
            return (self.folder / box_id.hex / "secret").read_bytes()
        except FileNotFoundError:
            raise KeyGone from None

    def wraps(self, box_id: BoxId) -> tuple[Wrap, ...]:
        """Give the wraps of a box, one for each holder. KeyGone when they were destroyed."""
        try:
            rows = json.loads((self.folder / box_id.hex / "wraps").read_bytes())
        except FileNotFoundError:
            raise KeyGone from None
        return tuple(Wrap(**{**row, "holders": tuple(row["holders"]), "cost": tuple(row["cost"])}) for row in rows)

    def boxes(self) -> tuple[BoxId, ...]:
        """Give the boxes that still have a folder here."""
        names = (entry.name for entry in self.folder.iterdir() if entry.is_dir())
        return tuple(BoxId(_uuid(name)) for name in sorted(names) if _is_uuid(name))

    def destroy(self, box_id: BoxId) -> None:
        """Overwrite, sync and unlink every file of the box, then its folder. A second call changes nothing."""
        place = self.folder / box_id.hex
        if not place.exists():
            return
        for file in sorted(place.iterdir()):
            shred(file)
        sync_folder(place)
        place.rmdir()
        sync_folder(self.folder)


class Pepper:
    """The secret that finds honoraria. It belongs to the money and is backed up with it."""

    def __init__(self, folder: Path) -> None:
        """Read the pepper, or make one on the first start."""
        self.file = private_folder(folder) / "pepper"
        if not self.file.exists():
            _make_once(self.file, token_bytes(SECRET_BYTES))
        self.value = self.file.read_bytes()
        if len(self.value) != SECRET_BYTES:
            raise Refused("The pepper file is damaged. Put its backup back before you start.")


def private_folder(folder: Path) -> Path:
    """Make a folder for the program's own account only; refuse one that others may read."""
    folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o077:
        raise Refused(f"Others may look into the folder {folder.name}. Run: chmod 700 on it.")
    return folder


def write_secret(file: Path, content: bytes) -> None:
    """Write a file that only the program's own account may read, durably."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE_FILE)
    with os.fdopen(handle, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def _make_once(file: Path, content: bytes) -> None:
    """Write a file that may be made once: of two first starts at the same moment, one makes it, both read it."""
    own = file.with_name(f".{file.name}-{token_bytes(8).hex()}")
    write_secret(own, content)
    with suppress(FileExistsError):
        os.link(own, file)
    own.unlink()
    sync_folder(file.parent)


def shred(file: Path) -> None:
    """Overwrite a file, sync and unlink it. The name's end is durable after `sync_folder`."""
    _overwrite(file)
    file.unlink()


def _overwrite(file: Path) -> None:
    size = file.stat().st_size
    with file.open("r+b") as out:
        out.write(token_bytes(max(size, 1)))
        out.flush()
        os.fsync(out.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, as fsync of a file does not (fsync(2))."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _uuid(name: str) -> UUID:
    return UUID(hex=name)


def _is_uuid(name: str) -> bool:
    try:
        UUID(hex=name)
    except ValueError:
        return False
    return True
