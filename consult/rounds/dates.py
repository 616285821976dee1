"""When things happen, said before anyone answers: never too short to think, never too late to matter."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from consult.clock import in_words

SHORTEST_OPEN_DAYS = 14
USUAL_OPEN_DAYS = 21
DAYS_TO_DECIDE = 14
LATEST_AHEAD_DAYS = 730
# LEAD-10. A steward may still agree, in words that members read.
NEEDS_AGREEMENT = "The decision was made before. A steward has to write why members are asked now; they read it."
NAMES = {
    "opens_on": "the opening date",
    "closes_on": "the closing date",
    "latest_close": "the latest possible closing date",
    "themes_by": "the date for what you heard",
    "decisions_by": "the date of the decisions",
    "delete_by": "the date when full answers are deleted",
}


@dataclass(frozen=True, slots=True)
class Calendar:
    """The six dates of a round; each means 11:59 pm of its day."""

    opens_on: date
    closes_on: date
    latest_close: date
    themes_by: date
    decisions_by: date
    delete_by: date

    @classmethod
    def of(cls, dated: Any) -> Self | None:
        """Take the dates of a round or a script; None while one is missing."""
        dates = {name: getattr(dated, name) for name in NAMES}
        return None if None in dates.values() else cls(**dates)


def propose(opens_on: date, longest_copy_days: int) -> Calendar:
    """Give the usual calendar: three weeks open, two to spare, decisions ten weeks after opening."""
    closes_on = opens_on + timedelta(days=USUAL_OPEN_DAYS)
    themes_by = closes_on + timedelta(weeks=4)
    return Calendar(
        opens_on=opens_on,
        closes_on=closes_on,
        latest_close=closes_on + timedelta(weeks=2),
        themes_by=themes_by,
        decisions_by=opens_on + timedelta(weeks=10),
        delete_by=themes_by + timedelta(days=90 + longest_copy_days),
    )


def erase_on(delete_by: date, longest_copy_days: int) -> date:
    """Give the day the full answers leave the database, so that no copy of them outlives the promise."""
    return delete_by - timedelta(days=longest_copy_days)


def problems(
    calendar: Calendar, today: date, longest_copy_days: int, *, is_agreed_late: bool = False
) -> tuple[str, ...]:
    """
    Give a sentence for each rule the dates break.

    `is_agreed_late`: a steward wrote that members may be asked though the decision was made (LEAD-10); then
    the decision date may lie in the past and its fourteen days are not asked for.
    """
    c = calendar
    broken = (
        (c.opens_on < today, "The opening date has passed. Set a new one."),
        (
            (c.closes_on - c.opens_on).days < SHORTEST_OPEN_DAYS,
            f"A round is open {SHORTEST_OPEN_DAYS} days at least. This one has {(c.closes_on - c.opens_on).days}.",
        ),
        (c.latest_close < c.closes_on, "The latest possible closing date comes before the closing date."),
        (c.themes_by <= c.latest_close, "What you heard is shared after the latest possible closing date."),
        (
            erase_on(c.delete_by, longest_copy_days) <= c.themes_by,
            _too_early(c, longest_copy_days),
        ),
        (c.delete_by > today + timedelta(days=LATEST_AHEAD_DAYS), "Keep all dates within two years from now."),
        *_decision(c, today, is_agreed_late=is_agreed_late),
    )
    return tuple(sentence for is_broken, sentence in broken if is_broken)


def warnings(calendar: Calendar) -> tuple[str, ...]:
    """Give what to think about again: holidays, few weekends."""
    days = tuple(
        calendar.opens_on + timedelta(days=n) for n in range((calendar.closes_on - calendar.opens_on).days + 1)
    )
    said = (
        (any(_is_holiday(day) for day in days), "The round is open between 15 December and 5 January."),
        (sum(day.weekday() == 5 for day in days) < 2, "The round is open on fewer than 2 weekends."),  # noqa: PLR2004
    )
    return tuple(sentence for is_so, sentence in said if is_so)


def lines(calendar: Calendar, longest_copy_days: int) -> tuple[tuple[date, str], ...]:
    """Give the calendar to the decision and after it, a day and what happens on it, in order."""
    c = calendar
    happens = (
        (c.opens_on, "Cards can be handed out. The round opens."),
        (c.closes_on, "The round closes at 11:59 pm. After this nobody can take an answer back."),
        (c.latest_close, "The latest day it can close, if a steward gives it more time."),
        (c.themes_by, "What you heard is shared."),
        (c.decisions_by, f"Decisions are due, {(c.decisions_by - c.opens_on).days // 7} weeks after the opening."),
        (erase_on(c.delete_by, longest_copy_days), "The full answers leave the database."),
        (c.delete_by, "The last copy of them is gone."),
    )
    return tuple(sorted(happens, key=lambda line: line[0]))


def _decision(c: Calendar, today: date, *, is_agreed_late: bool) -> tuple[tuple[bool, str], ...]:
    if is_agreed_late:
        return ()
    if c.decisions_by < today:
        return ((True, NEEDS_AGREEMENT),)
    soonest = c.latest_close + timedelta(days=DAYS_TO_DECIDE)
    return (
        (
            c.decisions_by < soonest,
            f"Decisions come {DAYS_TO_DECIDE} days after the latest close or later: from {in_words(soonest)}.",
        ),
        (c.decisions_by < c.themes_by, "Decisions come after what you heard is shared."),
    )


def _too_early(c: Calendar, longest_copy_days: int) -> str:
    first = in_words(c.themes_by + timedelta(days=longest_copy_days + 1))
    return (
        f"The full answers are deleted too early: a backup can live {longest_copy_days} days longer, and they are "
        f"read until what you heard is shared. The first date that works is {first}."
    )


def _is_holiday(day: date) -> bool:
    return (day.month, day.day) >= (12, 15) or (day.month, day.day) <= (1, 5)
