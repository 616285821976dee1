"""How answers to themes change from round to round; a round is one row, so that no community is set beside another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from consult.ids import RoundId
from consult.words.given import plain
from consult.words.given.library import Shelved
from consult.words.replies.standings import ANSWERS, Standing

MOST_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Row:
    """One round: the numbers of its releases, its title, and how many of its themes stand where."""

    label: str
    title: str
    counts: dict[Standing, int]

    @property
    def total(self) -> int:
        """Give how many themes the round has."""
        return sum(self.counts.values())

    @property
    def answered(self) -> int:
        """Give how many of them have a yes, a partly or a no."""
        return sum(self.counts[state] for state in ANSWERS.values())


def rows(shelved: Iterable[Shelved]) -> Sequence[Row]:
    """
    Give a row for each of the last eight rounds, the oldest first.

    All releases of a round are in one row: a row an advisory would compare communities (CULT-07).
    """
    rounds: dict[RoundId, list[Shelved]] = {}
    for one in shelved:
        rounds.setdefault(one.round_id, []).append(one)
    oldest = sorted(rounds.values(), key=lambda themes: min(one.stands.release for one in themes))
    return [_row(themes) for themes in oldest][-MOST_ROUNDS:]


def sentence(listed: Sequence[Row]) -> str:
    """Say in one line what the picture shows: the share that was answered, first and last."""
    if not listed:
        return "No theme was released yet."
    last = listed[-1]
    themes = "theme has" if last.total == 1 else "themes have"
    said = f"In the latest round, {last.answered} of {last.total} {themes} an answer"
    if len(listed) == 1:
        return f"{said}."
    first = listed[0]
    return f"{said}; in the earliest shown here, {first.answered} of {first.total}."


def table(listed: Sequence[Row]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Give the same as heads and rows of a table."""
    heads = ("Round", *plain.STATES.values())
    return heads, tuple(
        (f"{row.label}: {row.title}", *(str(row.counts[state]) for state in plain.STATES)) for row in listed
    )


def _row(themes: Sequence[Shelved]) -> Row:
    numbers = sorted({one.stands.release for one in themes})
    label = f"Release {numbers[0]}" if len(numbers) == 1 else f"Releases {', '.join(map(str, numbers))}"
    return Row(
        label, themes[0].round, {state: sum(one.stands.standing is state for one in themes) for state in Standing}
    )
