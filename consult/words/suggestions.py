"""Themes a machine proposes from the answers alone: it sorts, a reader decides, and it writes no word of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from itertools import count as count_up

import numpy as np
from threadpoolctl import threadpool_limits

from consult.errors import Refused
from consult.words.suggesting import keywords, likeness, stability
from consult.words.suggesting.grouping import among, by_ties, coarser, neighbours_for
from consult.words.suggesting.limits import FEW, LEAST_RESOLUTION, MOST_RESOLUTION
from consult.words.suggesting.neighbours import nearest
from consult.words.suggesting.shapes import Marks, Places, Rows
from consult.words.suggesting.vectors import Path, Vectors, best_here
from consult.words.suggesting.wordlists import Words, fold, says_nothing, tokens

SHOWN = 5
HOLDS, WAVERS = 0.75, 0.6
# A fifth is left out when sureness is tried, so a few neighbours more than are used must be known.
SPARE = 1.4
# How far the work is, 0 to 1, when answers are rows of numbers, and when their neighbours are known.
TURNED, TIED = 0.4, 0.6
Tell = Callable[[float], None]


class Sureness(StrEnum):
    """How much of a group comes back when a fifth of the answers is left out: a word for `Group.stability`."""

    HOLDS = "holds"
    WAVERS = "wavers"
    FALLS_APART = "falls apart"


@dataclass(frozen=True, slots=True)
class Group:
    """
    Answers that belong together, by their places in the list that was given.

    `members` are in order of likeness, `outward` the same ones from the middle to the edge; `nearest` are up to five in
    the middle, `unlike` up to five at the edge (the same words are named once in these two). `keywords` are words the
    answers use. `stability` is the mean share, 0 to 1, of the group that came back when answers were left out at random
    and all was grouped again.
    """

    members: tuple[int, ...]
    keywords: tuple[str, ...]
    nearest: tuple[int, ...]
    unlike: tuple[int, ...]
    stability: float
    outward: tuple[int, ...] = ()

    @property
    def sureness(self) -> Sureness:
        """Say the stability in a word; the limits are Hennig's (2007): 0.75 and 0.6."""
        if self.stability >= HOLDS:
            return Sureness.HOLDS
        return Sureness.WAVERS if self.stability >= WAVERS else Sureness.FALLS_APART


@dataclass(frozen=True, slots=True)
class Suggestions:
    """
    Every answer once: in one group, or in `unplaced` where it is blank or says nothing.

    `loose` is true under 30 answers: then the order of likeness is worth more than the groups. `path` says what
    made it (none where no answer says anything). No text is kept in here but keywords.
    """

    groups: tuple[Group, ...]
    unplaced: tuple[int, ...]
    loose: bool
    path: Path | None
    resolution: float
    seed: int

    @property
    def order(self) -> tuple[int, ...]:
        """Give the places of all grouped answers so that like stands beside like."""
        return tuple(chain.from_iterable(group.members for group in self.groups))

    @property
    def numbers(self) -> tuple[int | None, ...]:
        """Give for each answer the number of its group, from 0, or None where it is unplaced."""
        found: list[int | None] = [None] * (len(self.unplaced) + len(self.order))
        for number, group in enumerate(self.groups):
            for place in group.members:
                found[place] = number
        return tuple(found)


class BadResolution(Refused):
    """How fine the groups should be lies outside 0.1 to 10."""

    sentence = "Groups can be made finer or coarser between 0.1 and 10. Please choose a number in between."


def suggest(
    texts: Sequence[str],
    *,
    resolution: float = 1.0,
    seed: int = 0,
    vectors: Vectors | None = None,
    tell: Tell = lambda _share: None,
) -> Suggestions:
    """
    Sort answers into groups of like matter: the same groups for the same answers and seed, whatever their order.

    A higher `resolution` (0.1 to 10) gives finer groups. `vectors` is the best way there is on this machine unless one
    is given. `tell` is told now and then how far it is, 0 to 1; what it raises ends the work. Works offline and keeps
    nothing. BadResolution; BrokenVectors where the shipped model can not be read.
    """
    if not LEAST_RESOLUTION <= resolution <= MOST_RESOLUTION:
        raise BadResolution
    source = vectors or best_here()
    folded = [fold(text) for text in texts]
    silent = [says_nothing(text) for text in folded]
    unplaced = tuple(place for place, nothing in enumerate(silent) if nothing)
    # Each wording once, in the order of the alphabet: neither repeats nor the order of answers change the groups.
    wordings = sorted({text for text, nothing in zip(folded, silent, strict=True) if not nothing})
    groups: tuple[Group, ...] = ()
    path: Path | None = None
    if wordings:
        row_of = {text: row for row, text in enumerate(wordings)}
        owners: list[list[int]] = [[] for _ in wordings]
        for place, text in enumerate(folded):
            if not silent[place]:
                owners[row_of[text]].append(place)
        # A second thread waits more than it works here, and members need the other core.
        with threadpool_limits(limits=1):
            groups, path = _grouped(wordings, owners, source, resolution, seed, tell)
    return Suggestions(groups, unplaced, len(texts) - len(unplaced) < FEW, path, resolution, seed)


def _grouped(
    wordings: Sequence[str], owners: Sequence[Sequence[int]], source: Vectors, resolution: float, seed: int, tell: Tell
) -> tuple[tuple[Group, ...], Path]:
    spoken = [tokens(text) for text in wordings]
    turned = source.turn(wordings, spoken, seed)
    tell(TURNED)
    marks, held = _marked(turned.rows, resolution, seed, tell)
    return _told(turned.rows, marks, held, spoken, owners), turned.path


def _marked(rows: Rows, resolution: float, seed: int, tell: Tell) -> tuple[Marks, Sequence[float]]:
    count = len(rows)
    if count == 1:
        return np.zeros(1, dtype=np.int64), [1.0]
    used = neighbours_for(count)
    near = nearest(rows, min(count - 1, int(used * SPARE)), seed)
    marks = by_ties(among(near, np.arange(count), used), max(1.0, resolution))
    tell(TIED)
    again = count_up()

    def regroup(kept: Places) -> Marks:
        tell(TIED + (1 - TIED) * next(again) / stability.times(count))
        found = by_ties(among(near, kept, neighbours_for(len(kept))), max(1.0, resolution))
        return coarser(found, likeness.middles(rows[kept], found), resolution)

    marks = coarser(marks, likeness.middles(rows, marks), resolution)
    return marks, stability.returning(marks, regroup, seed).tolist()


def _told(
    rows: Rows, marks: Marks, held: Sequence[float], spoken: Sequence[Words], owners: Sequence[Sequence[int]]
) -> tuple[Group, ...]:
    centres = likeness.middles(rows, marks)
    named = keywords.of_groups(spoken, marks)
    told = []
    for mark in likeness.walk(centres):
        inside = np.flatnonzero(marks == mark)
        outward = likeness.from_middle(rows, inside, centres[mark])
        members = chain.from_iterable(owners[row] for row in likeness.in_order(rows, inside, centres[mark]))
        told.append(
            Group(
                members=tuple(members),
                keywords=named[mark],
                nearest=tuple(owners[row][0] for row in outward[:SHOWN]),
                unlike=tuple(owners[row][0] for row in outward[::-1][: min(SHOWN, len(outward) - 1)]),
                stability=round(float(held[mark]), 3),
                outward=tuple(chain.from_iterable(owners[row] for row in outward)),
            )
        )
    return tuple(told)
