"""How people chose, printed as finely as nobody can be found out by it: numbers, else words, else nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Any

from consult.errors import Refused
from consult.rounds.scripts import Kind
from consult.wording.lint import NOT_SURE
from consult.words.leaving import gate, tallies
from consult.words.leaving.gate import Printed
from consult.words.leaving.tallies import Amount, Tally, Withheld, Word, Worded

TOO_FEW = "Too few people took part to show how they chose."


class Breakdown(StrEnum):
    """The only way in which numbers may be split. No trait of a person is here, and none can be added by asking."""

    ADVISORY = "advisory"


@dataclass(frozen=True, slots=True)
class Chosen:
    """
    One choice question after the count: how many people chose each option.

    `max_picks` is the most options that one person may pick, None where any number may be ticked.
    """

    key: str
    text: str
    kind: Kind
    options: tuple[str, ...]
    counts: tuple[int, ...]
    max_picks: int | None = None

    @property
    def excludes(self) -> bool:
        """Say whether each person chose one option at most, so that the counts add up to people."""
        return self.kind is Kind.CHOICE or self.max_picks == 1


@dataclass(frozen=True, slots=True)
class Table:
    """A question as it is printed: an amount an option, and the number of people where that is large enough."""

    chosen: Chosen
    amounts: tuple[Amount, ...]
    total: Tally | None = None

    def frozen(self) -> dict[str, Any]:
        """Give the table as a release stores it."""
        rows = zip(self.chosen.options, self.amounts, strict=True)
        return {
            "key": self.chosen.key,
            "text": self.chosen.text,
            "excludes": self.chosen.excludes,
            "max_picks": self.chosen.max_picks,
            "rows": [{"option": option, **tallies.frozen(amount)} for option, amount in rows],
            "total": tallies.frozen(self.total) if self.total else None,
            "words": tallies.meanings(self.amounts),
            "sentence": tallies.sentence(
                list(zip(self.chosen.options, self.amounts, strict=True)), ("chose", "chosen")
            ),
            "note": self._note(),
        }

    def _note(self) -> str:
        if all(isinstance(amount, Withheld) for amount in self.amounts):
            return TOO_FEW
        if any(isinstance(amount, Withheld) for amount in self.amounts):
            return "Some numbers are kept back, so that nobody can work out a small one."
        return ""


def one_breakdown(by: Sequence[str]) -> Breakdown | None:
    """Give the breakdown that was asked for; Refused for two at once, and for anything but the advisory."""
    if len(by) > 1:
        raise Refused("Numbers can be split one way at a time.")
    if not by:
        return None
    if by[0] not in set(Breakdown):
        raise Refused("Numbers are never split by what people are.")
    return Breakdown(by[0])


def table(part: str, chosen: Chosen, people: int, k: int, earlier: Sequence[Printed] = ()) -> Table:
    """
    Give the finest table that the gate lets through, this release and the earlier ones taken together.

    `part` names whose numbers these are; `earlier` is all that was printed before about the same question.
    A finer form has to hold for one more than k: were it to stop at k itself, then its very absence would
    tell someone who knows this program that a cell is under k.
    Refused when even an empty table would not hold, for then an earlier release gave too much.
    """
    finer = _finer(chosen, people, k + 1)
    for tried, most_careful in chain(((one, k + 1) for one in finer), ((one, k) for one in _coarse(chosen, people, k))):
        told = [*earlier, *printed(part, tried.frozen()), *_seen_through(part, tried, people, k)]
        if not gate.exposed(told, people, most_careful):
            return tried
    raise Refused("An earlier release gives away a small number. Nothing more can be released about this question.")


def printed(part: str, frozen: dict[str, Any]) -> list[Printed]:
    """
    Give what a stored table tells its reader, as the gate and an attacker read it.

    An option of "tick all that fit" has two cells: who ticked it, and who did not (or skipped it). "Pick up to
    2" says one thing more: all the ticks are no more than two a person. Without a limit that sentence says
    nothing that the options do not say one by one, and a table frozen before limits were kept has none.
    """
    key = frozen["key"]
    cells = [(part, key, place) for place in range(len(frozen["rows"]))]
    told = [Printed((cell,), row["low"], row["high"]) for cell, row in zip(cells, frozen["rows"], strict=True)]
    if not frozen["excludes"]:
        told += [Printed((cell, ("not", *cell)), 0) for cell in cells]
        return [*told, Printed(tuple(cells), 0, each=frozen.get("max_picks") or len(cells))]
    total = frozen["total"] or {"low": 0, "high": None}
    return [*told, Printed(tuple(cells), total["low"], total["high"])]


def _seen_through(part: str, tried: Table, people: int, k: int) -> list[Printed]:
    """
    Give what is not printed, and still known of picks under a limit, by whoever owns this program or knows people.

    Beside numbers "most" stands for all but k, or more, so fewer picks are left for the other options than the
    word itself says. And who ticks "Not sure" hardly ticks anything else: it then uses up all picks of a person.
    """
    chosen, limit = tried.chosen, tried.chosen.max_picks
    if chosen.excludes or limit is None:
        return []
    uses = _picks_used(chosen, limit, people)
    words = [isinstance(one, Worded) and one.word for one in tried.amounts]
    is_finer = people >= tallies.NUMBERS_FROM and Word.MOST in words
    high = {at for at, word in enumerate(words) if is_finer and word not in {False, Word.A_FEW}}
    told = []
    for known in (set[int](), high):
        others = tuple((part, chosen.key, at) for at, each in enumerate(uses) if at not in known for _ in range(each))
        left = limit * people - sum(uses[at] for at in known) * (people - k)
        told += [Printed(others, 0, left, limit)] if others else []
    return told


def _picks_used(chosen: Chosen, limit: int, people: int) -> list[int]:
    """Give the picks that one tick of each option uses up: all for "Not sure", unless people clearly mixed it."""
    uses = [limit if option == NOT_SURE else 1 for option in chosen.options]
    is_so = sum(each * count for each, count in zip(uses, chosen.counts, strict=True)) <= limit * people
    return uses if is_so else [1] * len(uses)


def _finer(chosen: Chosen, people: int, k: int) -> Iterator[Table]:
    if chosen.excludes and sum(chosen.counts) >= tallies.NUMBERS_FROM:
        yield from _numbers(chosen, k)
    if not chosen.excludes and people >= tallies.NUMBERS_FROM:
        yield Table(chosen, tuple(number_or_word(count, people, k - 1, or_none=True) for count in chosen.counts))
        if chosen.max_picks is not None:
            # Under a limit four words fail only where picks fill whole words up: going on to two would say so.
            return
    yield from _in_words(chosen, tallies.scale(people, k - 1))


def _coarse(chosen: Chosen, people: int, k: int) -> Iterator[Table]:
    yield from _in_words(chosen, tallies.coarse_scale(people, k))
    yield Table(chosen, (Withheld(k),) * len(chosen.options))


def _in_words(chosen: Chosen, words: tuple[Worded, ...]) -> Iterator[Table]:
    if len(words) > 1:
        yield Table(chosen, tuple(tallies.worded(count, words, or_none=True) for count in chosen.counts))


def _numbers(chosen: Chosen, least: int) -> Iterator[Table]:
    """Keep back what is under `least`, then one more at a time from the smallest up (complementary suppression)."""
    by_size = sorted(range(len(chosen.counts)), key=lambda place: (chosen.counts[place], place))
    small = sum(count < least for count in chosen.counts)
    total = Tally(sum(chosen.counts))
    for hidden in range(small, len(by_size)):
        kept_back = frozenset(by_size[:hidden])
        yield Table(
            chosen, tuple(_unless(place in kept_back, n, least - 1) for place, n in enumerate(chosen.counts)), total
        )


def _unless(kept_back: bool, count: int, k: int) -> Tally | Withheld:
    return Withheld(k) if kept_back else tallies.tally(count, k)


def number_or_word(count: int, people: int, k: int, *, or_none: bool = False) -> Amount:
    """
    Give the number where 20 or more took part, and a word for few and for nearly everyone; under 20 a word.

    The lowest word reaches past k and the highest below everyone but k, so that neither says "under k".
    """
    words = tallies.scale(people, k)
    lowest = words[0].high
    is_middling = lowest is not None and lowest < count < people - k
    if people >= tallies.NUMBERS_FROM and is_middling:
        return Tally(count)
    return tallies.worded(count, words, or_none=or_none)
