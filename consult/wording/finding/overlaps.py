"""Many candidates in, one calm list out: no two marks touch the same letter."""

from __future__ import annotations

from collections.abc import Iterable

from consult.wording.finding.kinds import Span


def settle(spans: Iterable[Span]) -> list[Span]:
    """Keep the weightiest of spans that overlap, then the longest, then the first; in order of the text."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda it: (-it.weight, it.start - it.end, it.start, it.kind)):
        if span.start < span.end and not any(span.start < it.end and it.start < span.end for it in kept):
            kept.append(span)
    return sorted(kept, key=lambda it: it.start)
