"""What may stay as it is: Halifax, Nova Scotia, and the names that a round allows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from consult.wording.finding.kinds import Kind, Span
from consult.wording.finding.lists import fold
from consult.wording.finding.phrases import same_agency
from consult.wording.finding.words import TITLES

# A city of half a million and a province point to no one.
ALWAYS = ("Halifax", "Nova Scotia", "Nouvelle-Écosse")
# Where a permitted word ends an address or stands beside a name, only the rest is marked.
_CUT = frozenset({Kind.NAME, Kind.PLACE, Kind.ADDRESS})
_EDGE = " \t\n,.;:-–'’\"()"


def permitted(allowed: Iterable[str]) -> frozenset[str]:
    """The folded names that are never marked, and the other ways to say a listed agency among them."""
    names = {fold(name).strip() for name in (*ALWAYS, *allowed)}
    return frozenset(names.union(*(same_agency(name) for name in names)) - {""})


def without(text: str, spans: Iterable[Span], names: frozenset[str]) -> Iterator[Span]:
    """Yield the spans that are left when permitted names are taken out of them."""
    places = [hit.span() for hit in _pattern(names).finditer(text)] if names else []
    for span in spans:
        inside = [(start, end) for start, end in places if start < span.end and span.start < end]
        if not inside:
            yield span
        elif span.kind in _CUT:
            yield from _rest(text, span, inside)
        elif not any(start <= span.start and span.end <= end for start, end in inside):
            yield span


def _rest(text: str, span: Span, inside: list[tuple[int, int]]) -> Iterator[Span]:
    at = span.start
    for start, end in [*inside, (span.end, span.end)]:
        piece = text[at : max(at, start)]
        left = at + len(piece) - len(piece.lstrip(_EDGE))
        right = at + len(piece.rstrip(_EDGE))
        if right - left > 1 and fold(text[left:right]) not in TITLES:
            yield Span(left, right, span.kind, span.weight)
        at = max(at, end)


def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    """Permitted names as written with or without accents and capitals, as whole words; a digit may touch them ("Truro2")."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(rf"(?<![^\W\d_]){_loose(name)}(?![^\W\d_])" for name in longest_first), re.IGNORECASE)


def _loose(name: str) -> str:
    accents = {"a": "aàâä", "e": "eéèêë", "i": "iîï", "o": "oôö", "u": "uùûü", "c": "cç", "'": "'’ʼ"}
    return "".join(rf"[{accents[it]}]" if it in accents else r"[\s-]+" if it == " " else re.escape(it) for it in name)
