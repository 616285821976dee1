"""The only time that money knows: a month."""

from datetime import date
from typing import NewType

from consult.clock import Clock

Month = NewType("Month", str)

# HON-08: at least a year. Counted in May, a code is good to the last day of the next year's May.
GOOD_FOR_MONTHS = 12


def month_now(clock: Clock) -> Month:
    """Give the present month of the zone, as "2026-05"."""
    return month_of(clock.now().date())


def month_of(day: date) -> Month:
    """Give the month of a day."""
    return Month(f"{day.year:04d}-{day.month:02d}")


def later(month: Month, months: int) -> Month:
    """Give the month so many months on (or back, below zero)."""
    year, number = (int(part) for part in month.split("-"))
    years, index = divmod(year * 12 + number - 1 + months, 12)
    return Month(f"{years:04d}-{index + 1:02d}")


def oldest_good(month: Month) -> Month:
    """Give the earliest month of a count whose codes are still good in this month."""
    return later(month, -GOOD_FOR_MONTHS)


def in_words(month: Month) -> str:
    """Write "May 2026"."""
    year, number = (int(part) for part in month.split("-"))
    return f"{date(year, number, 1):%B} {year}"
