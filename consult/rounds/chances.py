"""How likely it is that enough people answer for a box to be opened at all."""

from math import comb

SHARES = (0.4, 0.6, 0.8)
FEW_SEATS = 12


def of_reaching(enough: int, seats: int, share: float) -> float:
    """
    Give the chance (0 to 1) that `enough` or more of `seats` people answer when each does with chance `share`.

    The binomial tail; people are taken to decide each for themselves.
    """
    if seats < enough:
        return 0.0
    return sum(comb(seats, n) * share**n * (1 - share) ** (seats - n) for n in range(enough, seats + 1))


def in_words(enough: int, seats: int) -> tuple[tuple[str, str], ...]:
    """Give a line for each share: "6 in 10 answer", "59 in 100"."""
    return tuple(
        (f"{round(share * 10)} in 10 answer", f"{_whole(of_reaching(enough, seats, share))} in 100") for share in SHARES
    )


def _whole(chance: float) -> str:
    percent = round(chance * 100)
    if percent >= 100:  # noqa: PLR2004
        return "more than 99"
    return "less than 1" if percent == 0 and chance > 0 else str(percent)
