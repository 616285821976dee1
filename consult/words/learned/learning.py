"""Themes proposed for answers that have no place yet, learned from those a reader coded; she decides on each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from threadpoolctl import threadpool_limits

from consult.errors import Refused
from consult.words.suggesting import boldness
from consult.words.suggesting.letters import by_letters
from consult.words.suggesting.limits import CODED_ENOUGH
from consult.words.suggesting.regression import Learned, Ticks
from consult.words.suggesting.shapes import Rows
from consult.words.suggesting.usefulness import most_useful_first
from consult.words.suggesting.vectors import Path, Vectors, beside, best_here
from consult.words.suggesting.wordlists import fold, tokens

# How much runs of letters, and the question that was asked, count beside the meaning.
LETTERS_BESIDE = 0.7
QUESTION_BESIDE = 0.5

Theme = TypeVar("Theme")


@dataclass(frozen=True, slots=True)
class Proposed(Generic[Theme]):
    """The themes proposed for one answer, by its place in the list: most likely first, each with its chance, 0 to 1."""

    place: int
    themes: tuple[Theme, ...]
    chances: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Lesson(Generic[Theme]):
    """
    What was learned: a proposal for each answer that was not coded, the most useful to code next first.

    `agreement` is the samples-F1 with the reader's own coding that cross-validation found. An answer that looks
    like those she found to say nothing has a proposal of no theme.
    """

    proposals: tuple[Proposed[Theme], ...]
    learned_from: int
    agreement: float
    path: Path


class TooFewCoded(Refused):
    """Fewer answers are coded than anything can be learned from."""

    sentence = f"Proposals begin when {CODED_ENOUGH} answers are coded."


def learn(
    texts: Sequence[str],
    coded: Mapping[int, Collection[Theme]],
    *,
    questions: Sequence[str] | None = None,
    seed: int = 0,
    vectors: Vectors | None = None,
) -> Lesson[Theme]:
    """
    Propose themes for every text that is not coded.

    `coded` gives the themes of each coded text by its place; none of them means that it says nothing. `questions`
    names the question each text answers. The same input and seed give the same proposals; works offline and keeps
    nothing. TooFewCoded under 30; BrokenVectors where the shipped model can not be read.
    """
    if len(coded) < CODED_ENOUGH:
        raise TooFewCoded
    with threadpool_limits(limits=1):
        rows, path = _turned(texts, questions, vectors or best_here(), seed)
        return _taught(rows, coded, path, seed)


def _turned(texts: Sequence[str], questions: Sequence[str] | None, source: Vectors, seed: int) -> tuple[Rows, Path]:
    folded = [fold(text) for text in texts]
    turned = source.turn(folded, [tokens(text) for text in folded], seed)
    rows = beside(turned.rows, by_letters(folded, seed), LETTERS_BESIDE)
    asked = sorted(set(questions or ()))
    if questions is None or len(asked) < 2:  # noqa: PLR2004
        return rows, turned.path
    which = np.zeros((len(texts), len(asked)), dtype=np.float32)
    which[np.arange(len(texts)), [asked.index(question) for question in questions]] = 1
    return beside(rows, which, QUESTION_BESIDE), turned.path


def _taught(rows: Rows, coded: Mapping[int, Collection[Theme]], path: Path, seed: int) -> Lesson[Theme]:
    known = sorted(coded)
    open_ = np.array([place for place in range(len(rows)) if place not in coded], dtype=np.int64)
    themes = sorted({theme for under in coded.values() for theme in under}, key=str)
    ticks = _ticked([coded[place] for place in known], themes)
    how_bold, found = boldness.chosen(rows[known], ticks, seed)
    if not len(open_):
        return Lesson((), len(known), found, path)
    chances = Learned(rows[known], ticks).chances(rows[open_])
    proposed, sure = boldness.proposed(chances, how_bold)
    proposals = []
    for at in most_useful_first(rows[open_], 1 - sure):
        best = [column for column in np.argsort(-chances[at], kind="stable") if proposed[at, column]]
        told = [column for column in best if column < len(themes)]
        proposals.append(
            Proposed(
                int(open_[at]),
                tuple(themes[column] for column in told),
                tuple(round(float(chances[at, column]), 3) for column in told),
            )
        )
    return Lesson(tuple(proposals), len(known), found, path)


def _ticked(coded: Sequence[Collection[Theme]], themes: Sequence[Theme]) -> Ticks:
    """Give what stands where; the last column is "says nothing", so that it competes with the themes."""
    ticks = np.zeros((len(coded), len(themes) + 1), dtype=bool)
    column = {theme: at for at, theme in enumerate(themes)}
    for row, under in enumerate(coded):
        ticks[row, [column[theme] for theme in under]] = True
        ticks[row, -1] = not under
    return ticks
