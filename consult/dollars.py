"""Canadian dollars in whole cents, and pay only in amounts that many rounds share."""

import re

from consult.errors import BadText

# An odd amount would name its round at the desk, so rounds pay one of these. HON-02: never less than $25.
AMOUNTS_CENTS = (2500, 3000, 4000, 5000, 6000, 7500, 10000)
MOST_CENTS = 100_000_000
_TYPED = re.compile(r"(\d{1,3}(?:[ ,]\d{3})+|\d{1,9})(?:\.(\d{2}))?")


class NotDollars(BadText):
    """What was typed is not an amount of dollars and cents above zero and within a million."""

    sentence = "Type an amount in dollars, like 1200 or 1200.50."


def in_dollars(cents: int) -> str:
    """Write whole cents as "$1,250.00"; below zero as "-$1.00"."""
    sign = "-" if cents < 0 else ""
    return f"{sign}${abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def read_dollars(text: str) -> int:
    """Give whole cents from "1200", "1,200.50" or "$1 200". NotDollars else."""
    found = _TYPED.fullmatch(text.strip().removeprefix("$").strip())
    if found is None or not text.isascii():
        raise NotDollars
    whole, cents = found.groups()
    total = int(re.sub(r"[ ,]", "", whole)) * 100 + int(cents or 0)
    if total == 0:
        raise NotDollars
    if total > MOST_CENTS:
        raise NotDollars("That is more than a million dollars. Check the amount.")
    return total
