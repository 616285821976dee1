"""One clock and one zone for the whole house: a date means 11:59 pm in Nova Scotia, everywhere."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

HALIFAX = ZoneInfo("America/Halifax")
LAST_MINUTE = time(23, 59)
_MONTHS = tuple(f"{date(2026, month, 1):%B}" for month in range(1, 13))


class Clock(Protocol):
    """What tells the time; injected, so that a test or a demo can stand at any day."""

    @property
    def zone(self) -> ZoneInfo:
        """The partnership's zone."""
        ...

    def now(self) -> datetime:
        """Give the present as an aware time in the partnership's zone."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's own clock."""

    zone: ZoneInfo = HALIFAX

    def now(self) -> datetime:
        """Give the present in the zone."""
        return datetime.now(UTC).astimezone(self.zone)


@dataclass(slots=True)
class SetClock:
    """A clock that stands where it was put: for the demo's past and for tests."""

    at: datetime
    zone: ZoneInfo = field(default=HALIFAX)

    def now(self) -> datetime:
        """Give the time it was put at, in the zone."""
        return self.at.astimezone(self.zone)

    def put(self, day: date, hour: int = 12, minute: int = 0) -> None:
        """Stand at this day, hour and minute of the zone."""
        self.at = datetime.combine(day, time(hour, minute), self.zone)


def today(clock: Clock) -> date:
    """Give the present day in the zone."""
    return clock.now().date()


def end_of(day: date, clock: Clock) -> datetime:
    """Give 11:59 pm of that day in the zone, the moment a date stands for."""
    return datetime.combine(day, LAST_MINUTE, clock.zone)


def has_passed(day: date, clock: Clock) -> bool:
    """Say whether 11:59 pm of that day is behind us."""
    return clock.now() >= end_of(day, clock)


def moment(at: datetime) -> str:
    """Write "Friday 12 May 2026, 5:07 am": the form of a time in the log."""
    return f"{in_words(at.date())}, {at.hour % 12 or 12}:{at:%M} {'am' if at.hour < 12 else 'pm'}"  # noqa: PLR2004


def in_words(day: date, *, minute: bool = False) -> str:
    """Write "Friday 12 May", and ", 11:59 pm" after it when asked: the form of all English dates here."""
    plain = f"{day:%A} {day.day} {day:%B} {day.year}"
    return f"{plain}, 11:59 pm" if minute else plain


def day_said(text: str) -> date:
    """Read a day as `in_words` wrote it ("Friday 12 May 2026"): what was printed is what counts. ValueError else."""
    number, month, year = text.split()[1:4]
    return date(int(year), _MONTHS.index(month) + 1, int(number))
