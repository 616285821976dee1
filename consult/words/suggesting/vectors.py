"""Which ways there are to turn answers into numbers, and which is the best on this machine."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
from sklearn.linear_model import Ridge
from sklearn.preprocessing import normalize

from consult.words.suggesting import meaning, plain, static
from consult.words.suggesting.shapes import Places, Rows
from consult.words.suggesting.wordlists import Words, is_french

# So many wordings the model reads one by one; of more it reads so many, and what it made of them is learned.
READ = 3000
SHARED_BESIDE_PIECES = 0.5
SHARED_BESIDE_SENTENCES = 0.4


class Path(StrEnum):
    """What made a suggestion, from the plainest to the best; kept with it and shown to readers."""

    SHARED_WORDS = "shared words"
    WORDS = "shared words and word vectors"
    SAMPLE = "shared words and sentence vectors of a sample"
    SENTENCES = "shared words and sentence vectors"


@dataclass(frozen=True, slots=True)
class Turned:
    """Answers as numbers: one unit row each, and what made them."""

    rows: Rows
    path: Path


class Vectors(Protocol):
    """A way to turn answers into numbers: the same input gives the same rows."""

    def turn(self, texts: Sequence[str], spoken: Sequence[Words], seed: int) -> Turned:
        """Give one unit row for each text; `spoken` are the words of each."""


class BySharedWords:
    """The words that answers share and nothing else: no file is needed, any language will do."""

    def turn(self, texts: Sequence[str], spoken: Sequence[Words], seed: int) -> Turned:
        """Give the rows of latent semantic analysis."""
        del texts
        return Turned(plain.by_words(spoken, seed), Path.SHARED_WORDS)


class ByWords:
    """
    Shared words, and beside them what the pieces of words mean. BrokenVectors where those can not be read.

    The pieces are English; a French answer goes by shared words alone.
    """

    def turn(self, texts: Sequence[str], spoken: Sequence[Words], seed: int) -> Turned:
        """Give the rows of both, side by side."""
        shared = plain.by_words(spoken, seed)
        return Turned(beside(_pieces(texts, spoken), shared, SHARED_BESIDE_PIECES), Path.WORDS)


class BySentences:
    """Shared words, and beside them what sentences mean. BrokenVectors where the model can not be read."""

    def __init__(self, read: int = READ) -> None:
        """Let the model read so many wordings at most."""
        self._read = read

    def turn(self, texts: Sequence[str], spoken: Sequence[Words], seed: int) -> Turned:
        """Give the rows of both, side by side."""
        shared = plain.by_words(spoken, seed)
        if len(texts) <= self._read:
            return Turned(beside(meaning.by_sentences(texts), shared, SHARED_BESIDE_SENTENCES), Path.SENTENCES)
        sample = np.sort(np.random.default_rng(seed).choice(len(texts), self._read, replace=False))
        read = meaning.by_sentences([texts[at] for at in sample])
        meant = learned(beside(_pieces(texts, spoken), shared, SHARED_BESIDE_PIECES), sample, read)
        return Turned(beside(meant, shared, SHARED_BESIDE_SENTENCES), Path.SAMPLE)


def _pieces(texts: Sequence[str], spoken: Sequence[Words]) -> Rows:
    rows = static.by_pieces(texts)
    rows[[is_french(words) for words in spoken]] = 0
    return rows


def learned(rows: Rows, sample: Places, read: Rows) -> Rows:
    """Give for all rows what the model would make of them, learned by ridge regression from those it read."""
    made: Rows = normalize(Ridge(alpha=1.0).fit(rows[sample], read).predict(rows)).astype(np.float32)
    return made


def beside(first: Rows, second: Rows, weight: float) -> Rows:
    """Put two kinds of rows side by side, the second shorter, and give them unit length again."""
    both: Rows = normalize(np.hstack([first, weight * second])).astype(np.float32)
    return both


def best_here() -> Vectors:
    """Give the best way that is installed."""
    if meaning.can_run() and static.can_run():
        return BySentences()
    return ByWords() if static.can_run() else BySharedWords()
