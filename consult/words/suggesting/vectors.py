"""Which ways there are to turn answers into numbers, and which is the best on this machine."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from consult.words.suggesting import plain
from consult.words.suggesting.shapes import Rows
from consult.words.suggesting.wordlists import Words


class Vectors(Protocol):
    """A way to turn answers into numbers; `name` is kept with what it made."""

    @property
    def name(self) -> str:
        """Name the way, as it is shown to readers and stored."""

    def rows(self, texts: Sequence[str], spoken: Sequence[Words], seed: int) -> Rows:
        """Give one unit row for each text; `spoken` are the words of each. The same input gives the same rows."""


@dataclass(frozen=True, slots=True)
class ByWords:
    """The words that answers share, and nothing else: always there, for any language."""

    name: str = "words"

    def rows(self, texts: Sequence[str], spoken: Sequence[Words], seed: int) -> Rows:
        """Give one unit row for each answer from its words."""
        del texts
        return plain.by_words(spoken, seed)


def best_here() -> Vectors:
    """Give the best way that is installed."""
    return ByWords()
