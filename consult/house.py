"""The whole house in one hand: settings, clock, database, keyring and pepper, passed to every door."""

from dataclasses import dataclass
from functools import lru_cache

from consult.clock import Clock, SystemClock
from consult.database import Database
from consult.keyring import Keyring, Pepper, private_folder
from consult.settings import Settings


@dataclass(frozen=True, slots=True)
class House:
    """What every door needs, and nothing global behind it."""

    settings: Settings
    clock: Clock
    database: Database
    keyring: Keyring
    pepper: Pepper


def assemble(settings: Settings, clock: Clock | None = None) -> House:
    """Put a house together from its settings; folders are made with safe permissions."""
    private_folder(settings.folder)
    private_folder(settings.backup_folder)
    return House(
        settings=settings,
        clock=clock or SystemClock(settings.tz),
        database=Database(settings.url),
        keyring=Keyring(settings.keyring_folder),
        pepper=Pepper(settings.pepper_folder),
    )


class _Present:
    """The house this process serves; a test or the demo puts its own here before the first page."""

    house: House | None = None


def settle(house: House) -> None:
    """Make this the house of the process."""
    _Present.house = house


def present() -> House:
    """Give the house of this process, assembled from the environment on first use."""
    if _Present.house is None:
        _Present.house = _from_environment()
    return _Present.house


@lru_cache(maxsize=1)
def _from_environment() -> House:
    return assemble(Settings())
