"""What a partnership sets for itself; every default is the safer side."""

import os
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

K_FLOOR = 5
EXITS = (
    "https://weather.gc.ca/city/pages/ns-19_metric_e.html",
    "https://www.theweathernetwork.com/en",
    "https://meteo.gc.ca/city/pages/ns-19_metric_f.html",
)


def _own_folder() -> Path:
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "consult"


class Settings(BaseSettings):
    """
    Read from the environment (`CONSULT_FOLDER`, `CONSULT_K`, ...), checked once at start.

    `folder` holds the database, backups and, unless set apart, keyring and pepper.
    """

    model_config = SettingsConfigDict(env_prefix="CONSULT_", extra="ignore")

    folder: Path = Field(default_factory=_own_folder)
    database_url: str = ""
    keyring: Path | None = None
    pepper: Path | None = None
    packed: Path | None = None
    zone: str = "America/Halifax"
    k: int = K_FLOOR
    exit_url: str = EXITS[0]
    idle_minutes: int = Field(default=30, ge=5, le=120)
    site_title: str = "Feedback"
    site_address: str = "http://localhost:8501"
    convenor: str = "TESS. TESS is a group of services across Nova Scotia. YWCA Halifax runs it."
    contact: str = ""
    outside_contact: str = ""
    benefits_help: str = ""
    pay_places: str = ""
    living_wage_cents: int = 2830
    consent_signed_off: date | None = None
    longest_copy_days: int = Field(default=35, ge=1, le=365)

    @field_validator("k")
    @classmethod
    def _never_below_five(cls, value: int) -> int:
        if value < K_FLOOR:
            raise ValueError(f"k may go up, never below {K_FLOOR}")
        return value

    @field_validator("exit_url")
    @classmethod
    def _known_exit(cls, value: str) -> str:
        if value not in EXITS:
            raise ValueError("the Leave button goes to one of the weather pages that were checked")
        return value

    @property
    def tz(self) -> ZoneInfo:
        """The partnership's zone."""
        return ZoneInfo(self.zone)

    @property
    def url(self) -> str:
        """The database's address; SQLite in the folder unless another was set."""
        return self.database_url or f"sqlite:///{self.folder / 'consult.sqlite3'}"

    @property
    def keyring_folder(self) -> Path:
        """Where wraps and box secrets lie: outside the database and outside every backup."""
        return self.keyring or self.folder / "keyring"

    @property
    def pepper_folder(self) -> Path:
        """Where the pepper of the money lies; it is backed up with the money."""
        return self.pepper or self.folder / "pepper"

    @property
    def backup_folder(self) -> Path:
        """Where backups and the written copy of a count go."""
        return self.folder / "backups"

    @property
    def packed_folder(self) -> Path:
        """Where the app's own files are kept packed, nothing else; it can be thrown away."""
        return self.packed or self.folder / "packed"
