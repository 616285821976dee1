"""What has to be true around the program for its promises to hold; each check says what it saw and what to do."""

import os
import resource
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.exc import SQLAlchemyError

from consult import signed_off
from consult.commands import host_names, proxy
from consult.database import ping
from consult.errors import ConsultError
from consult.house import House
from consult.money import ledger
from consult.settings import Settings

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_OTHERS = 0o077
NEWEST_COPY_DAYS = 2
LAST_DAYS = 14
FACTS = ("benefits_help", "pay_places")
# Members read these on each page, before a card too: without them nobody outside can be asked.
TO_ASK = ("contact", "outside_contact")
BY_HAND = (
    "The database logs no statements and no parameters; no archive and no slot while a round is open.",
    "No snapshot of this machine holds the keyring.",
    "The disk of the keyring is encrypted.",
)


class Mark(StrEnum):
    """How a check ended: all well, look for yourself, or a promise does not hold."""

    WELL = "ok"
    LOOK = "look"
    FIX = "FIX"


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that was looked at."""

    mark: Mark
    said: str


def everything(house: House, certificates: Iterable[Path], before: Path | None = None) -> Iterator[Seen]:
    """Look at names, the proxy's configuration, folders, settings, copies, money and machine, in this order."""
    yield from names(house, certificates)
    yield from the_proxy(house, before)
    yield from folders(house.settings)
    yield from settings(house.settings)
    yield consent(house)
    yield from copies(house)
    yield database(house)
    yield money(house)
    yield from machine()
    yield from (Seen(Mark.LOOK, said) for said in BY_HAND)


def names(house: House, certificates: Iterable[Path]) -> Iterator[Seen]:
    """Refuse a host name, or any name in a certificate, that says what this is."""
    host = urlsplit(house.settings.site_address).hostname or ""
    yield _named("The host name", host, house.settings.convenor)
    files = list(certificates)
    if not files and host not in LOOPBACK:
        yield Seen(Mark.LOOK, "Certificates are public. Give yours to look at: consult doctor --certificate FILE")
    for file in files:
        try:
            shown = host_names.certificate(file)
        except ConsultError as refused:
            yield Seen(Mark.FIX, refused.sentence)
            continue
        for name in host_names.names_in(shown):
            yield _named("A name in the certificate", name, house.settings.convenor)
        left = host_names.days_left(shown, house.clock.now())
        if left < LAST_DAYS:
            yield Seen(Mark.FIX, f"The certificate in {file.name} has {max(left, 0)} days left. Renew it.")


def the_proxy(house: House, before: Path | None) -> Iterator[Seen]:
    """Read what stands before the program: does it write someone down, pass an address on, or tell by its name?"""
    if before is None:
        if urlsplit(house.settings.site_address).hostname not in LOOPBACK:
            yield Seen(Mark.LOOK, "Let the proxy be read: nginx -T > FILE, then: consult doctor --proxy FILE")
        return
    try:
        config = proxy.read(before)
    except ConsultError as refused:
        yield Seen(Mark.FIX, refused.sentence)
        return
    wrong = list(dict.fromkeys(proxy.faults(config)))
    yield from (Seen(Mark.FIX, said) for said in wrong)
    if not wrong:
        yield Seen(Mark.WELL, "The proxy writes down nobody, and passes no address on.")
    for name in proxy.server_names(config):
        yield _named("A name of the proxy", name, house.settings.convenor)


def _named(what: str, name: str, convenor: str) -> Seen:
    found = host_names.telling(name, convenor)
    if found:
        tells = ", ".join(f'"{part}"' for part in found)
        return Seen(Mark.FIX, f"{what} {name} says what this is: {tells}. Take a neutral one, such as feedback.")
    return Seen(Mark.WELL, f"{what} {name} is neutral.")


def folders(settings: Settings) -> Iterator[Seen]:
    """Look whether anyone else on this machine may look into what the program keeps."""
    kept = (
        settings.folder,
        settings.keyring_folder,
        settings.pepper_folder,
        settings.backup_folder,
        settings.packed_folder,
    )
    open_ones = [path for folder in dict.fromkeys(kept) for path in _open_to_others(folder)]
    for path in open_ones:
        yield Seen(Mark.FIX, f"Others may read {path}. Run: chmod go-rwx on it.")
    if not open_ones:
        yield Seen(Mark.WELL, "Only this program's account may read its folders.")
    if settings.keyring_folder.resolve().is_relative_to(settings.backup_folder.resolve()):
        yield Seen(Mark.FIX, "The keyring lies in the backup folder: keys in a copy can not be destroyed. Move it.")


def _open_to_others(folder: Path) -> Iterator[Path]:
    # A folder that is shut keeps what is in it shut.
    if folder.exists() and folder.stat().st_mode & _OTHERS:
        yield folder
        yield from (file for file in sorted(folder.iterdir()) if file.is_file() and file.stat().st_mode & _OTHERS)


def settings(settings: Settings) -> Iterator[Seen]:
    """Look at what the partnership has set."""
    address = urlsplit(settings.site_address)
    if address.scheme != "https" and address.hostname not in LOOPBACK:
        yield Seen(Mark.FIX, "The site's address is not https: whoever shares the line reads along.")
    for name in TO_ASK:
        if not getattr(settings, name):
            yield Seen(Mark.FIX, f"Members are told whom to ask, and nobody is. Set CONSULT_{name.upper()}.")
    empty = [f"CONSULT_{name.upper()}" for name in FACTS if not getattr(settings, name)]
    if empty:
        yield Seen(Mark.LOOK, f"Members are told these, and they are empty: {', '.join(empty)}.")
    yield Seen(
        Mark.WELL, f"Leave goes to {settings.exit_url}. Staff are signed out after {settings.idle_minutes} minutes."
    )


def consent(house: House) -> Seen:
    """Say whether the consent text was signed off within a year: without that nothing opens."""
    try:
        signed_off.require(house)
    except ConsultError as refused:
        return Seen(Mark.FIX, refused.sentence)
    return Seen(Mark.WELL, "The consent text was signed off within the last year.")


def copies(house: House) -> Iterator[Seen]:
    """Fail when a copy is older than members were promised, or when none is new."""
    now, most = house.clock.now(), house.settings.longest_copy_days
    ages = {
        file: now - datetime.fromtimestamp(file.stat().st_mtime, tz=now.tzinfo)
        for file in house.settings.backup_folder.rglob("*")
        if file.is_file()
    }
    old = [file.name for file, age in ages.items() if age > timedelta(days=most)]
    if old:
        yield Seen(
            Mark.FIX,
            f"Members were promised {most} days. These copies are older, delete them: {', '.join(sorted(old))}",
        )
    # What a count wrote is a copy of one round, not of the house.
    backups = [age for file, age in ages.items() if not file.name.startswith("count-")]
    if not backups:
        yield Seen(Mark.FIX, "There is no backup.")
    elif min(backups) > timedelta(days=NEWEST_COPY_DAYS):
        yield Seen(Mark.FIX, f"The newest backup is {min(backups).days} days old.")
    elif not old:
        yield Seen(Mark.WELL, f"The newest backup is from the last {NEWEST_COPY_DAYS} days, and none is too old.")


def database(house: House) -> Seen:
    """Ask whether the database answers."""
    try:
        ping(house.database)
    except SQLAlchemyError:
        return Seen(Mark.FIX, "The database does not answer.")
    return Seen(Mark.WELL, "The database answers.")


def money(house: House) -> Seen:
    """Ask whether made is paid, waiting and void together, and the ledger says the same."""
    try:
        with house.database.reading() as session:
            ledger.check(session)
    except ledger.DoesNotBalance as error:
        return Seen(Mark.FIX, error.sentence)
    except SQLAlchemyError:
        return Seen(Mark.FIX, "The ledger can not be read. Start the site once, or restore a backup.")
    return Seen(Mark.WELL, "The money balances.")


def machine(swaps: Path = Path("/proc/swaps")) -> Iterator[Seen]:
    """Look for ways in which memory, and answers in it, could reach a disk."""
    if swaps.exists() and len(swaps.read_text().splitlines()) > 1:
        yield Seen(Mark.FIX, "Swap is on: memory, with answers in it, may be written to the disk. Turn it off.")
    if resource.getrlimit(resource.RLIMIT_CORE)[0] != 0:
        yield Seen(Mark.FIX, "A crash may write memory to the disk. Set: ulimit -c 0, or LimitCORE=0 in its unit.")
    if os.geteuid() == 0:
        yield Seen(Mark.LOOK, "This runs as root. Give the program an account of its own.")
