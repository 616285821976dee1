"""Days and amounts as members read them, in their language: "Friday 12 May 2026", "25 $"."""

from datetime import date

from consult.wording.catalogue_of_members import said

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def in_words(day: date, language: str, *, minute: bool = False) -> str:
    """Write a day with its weekday and year, and the last minute of it when asked."""
    number = said("date.first", language) if day.day == 1 else str(day.day)
    plain = said("date.day", language).format(
        weekday=said(f"weekday.{_WEEKDAYS[day.weekday()]}", language),
        number=number,
        month=said(f"month.{_MONTHS[day.month - 1]}", language),
        year=day.year,
    )
    return said("date.minute", language).format(day=plain) if minute else plain


def number(value: int, language: str) -> str:
    """Write a whole number with the language's sign between thousands."""
    return f"{value:,}".replace(",", said("money.thousands", language))


def dollars(cents: int, language: str) -> str:
    """Write whole cents as an amount; ".00" is left out."""
    whole, rest = divmod(cents, 100)
    written = number(whole, language) + (f"{said('money.decimals', language)}{rest:02d}" if rest else "")
    return said("money.amount", language).format(number=written)
