"""A number is printed when it is large enough; otherwise a word stands in its place, or nothing does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

from consult.settings import K_FLOOR

NUMBERS_FROM = 20
_HALVES = 5  # under 20 people the ranges are "5 to 9", "10 to 14", "15 to 19"
_TENS = 10
_TWO_WORDS_BETWEEN = 4


class Word(StrEnum):
    """The words that stand for an amount, from least to most."""

    A_FEW = "a few"
    SOME = "some"
    MANY = "many"
    MOST = "most"


@dataclass(frozen=True, slots=True)
class Range:
    """A range of people as it is printed, both ends in it."""

    low: int
    high: int

    @property
    def text(self) -> str:
        """Write "5 to 9"."""
        return f"{self.low} to {self.high}"


@dataclass(frozen=True, slots=True)
class Tally:
    """A number of people, large enough to print."""

    count: int

    @property
    def text(self) -> str:
        """Write the number."""
        return str(self.count)

    @property
    def limits(self) -> tuple[int, int | None]:
        """What a reader of it knows: exactly this many."""
        return self.count, self.count


@dataclass(frozen=True, slots=True)
class Worded:
    """
    A word for a number of people; `high` is None where the word sets no upper limit.

    `or_none` is for an option that perhaps nobody chose: the lowest word then reads "a few or none".
    """

    word: Word
    low: int
    high: int | None
    or_none: bool = False

    @property
    def text(self) -> str:
        """Write the word."""
        return f"{self.word} or none" if self._covers_none else str(self.word)

    @property
    def limits(self) -> tuple[int, int | None]:
        """What a reader of it knows: at least, at most."""
        return (0 if self._covers_none else self.low), self.high

    @property
    def meaning(self) -> str:
        """Say in numbers what the word stands for."""
        if self.high is None:
            return f"{self.low} or more" if self.low > 1 else "1 or more"
        return f"up to {self.high}" if self.low <= 1 else f"{self.low} to {self.high}"

    @property
    def _covers_none(self) -> bool:
        return self.or_none and self.low <= 1


@dataclass(frozen=True, slots=True)
class Withheld:
    """No number and no word: it is small, or would give a small one away. Both read alike."""

    k: int = K_FLOOR

    @property
    def text(self) -> str:
        """Say that the number is small or kept back, and not which of the two."""
        return f"fewer than {self.k}, or kept back"

    @property
    def limits(self) -> tuple[int, int | None]:
        """What a reader of it knows: nothing."""
        return 0, None


Amount = Tally | Worded | Withheld


def tally(count: int, k: int = K_FLOOR) -> Tally | Withheld:
    """Give the number where k or more people stand behind it, and what stands in its place where fewer do."""
    return Tally(count) if count >= k else Withheld(k)


def people_range(people: int) -> Range:
    """Give the range that is printed for a number of people: by fives under 20, by tens from there."""
    step = _HALVES if people < NUMBERS_FROM else _TENS
    low = people // step * step
    return Range(low, low + step - 1)


def scale(people: int, k: int = K_FLOOR) -> tuple[Worded, ...]:
    """
    Give the words that a round of so many people may use, from least to most, with what each stands for.

    Only the printed range of people sets them, so no word tells more of the number. "A few" reaches k, so
    that the word never says "fewer than k"; "most" is more than half; the lowest word is the only one while
    k people could not be on both sides.
    """
    printed = people_range(people)
    if printed.low < 2 * k:
        return (Worded(Word.A_FEW, 1, None),)
    few = max(k, printed.low // 4)
    most = max(printed.high // 2 + 1, few + 3)
    between = most - few - 1
    middle = few + 1 + between // 2
    steps = [(Word.A_FEW, 1)]
    if between >= _TWO_WORDS_BETWEEN:
        steps += [(Word.SOME, few + 1), (Word.MANY, middle)]
    else:
        steps += [(Word.MANY, few + 1)]
    return _scale([*steps, (Word.MOST, most)])


def coarse_scale(people: int, k: int = K_FLOOR) -> tuple[Worded, ...]:
    """Give "a few" and "many" alone, for where the finer words would say too much."""
    fine = scale(people, k)
    if len(fine) == 1:
        return fine
    return _scale([(Word.A_FEW, 1), (Word.MANY, fine[1].low)])


def worded(count: int, words: tuple[Worded, ...], *, or_none: bool = False) -> Worded:
    """Give the word of this scale for a count."""
    fit = next(word for word in reversed(words) if count >= word.low or word is words[0])
    return Worded(fit.word, fit.low, fit.high, or_none)


def meanings(amounts: Iterable[Amount]) -> list[str]:
    """Give a sentence for each word that is used, from least to most: what it stands for."""
    used = sorted({amount for amount in amounts if isinstance(amount, Worded)}, key=lambda word: word.low)
    return [f'"{word.text[0].upper()}{word.text[1:]}" means {word.meaning} people.' for word in used]


def sentence(named: Sequence[tuple[str, Amount]], verb: tuple[str, str]) -> str:
    """Say in one line which of these is largest, as far as what is printed tells it ("Most people chose ...")."""
    known = [(name, amount) for name, amount in named if not isinstance(amount, Withheld)]
    top = max((amount for _, amount in known), key=lambda amount: amount.limits[0], default=None)
    listed = [f'"{name}"' for name, amount in known if amount == top]
    if top is None:
        return ""
    if top.limits[0] <= 1:
        return f"Nothing here was {verb[1]} by more than a few people, as far as can be told."
    whole = listed[0] if len(listed) == 1 else f"each of these: {', '.join(listed)}"
    return f"{sized(top)} {verb[0]} {whole}."


def sized(amount: Amount) -> str:
    """Write an amount at the head of a sentence: "Most people", "34 people"."""
    return f"{amount.text[0].upper()}{amount.text[1:]} people"


def frozen(amount: Amount) -> dict[str, Any]:
    """Give the amount as a release stores it: what is read, and the limits that its words stand for."""
    low, high = amount.limits
    return {"text": amount.text, "low": low, "high": high}


def _scale(steps: list[tuple[Word, int]]) -> tuple[Worded, ...]:
    bounded = [Worded(word, low, following - 1) for (word, low), (_, following) in pairwise(steps)]
    return (*bounded, Worded(*steps[-1], None))
