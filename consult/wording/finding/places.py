"""Places where few enough people live that naming one says who: towns and villages, not regions or countries."""

from __future__ import annotations

from collections.abc import Iterator

from consult.wording.finding.kinds import Kind, Span
from consult.wording.finding.lists import cues
from consult.wording.finding.phrases import places as known_places
from consult.wording.finding.tokens import Reading

_BEFORE = cues("before a place")
_LIVING = cues("living")
_AFTER = frozenset({"ns", "nova", "nb", "pei", "n.s"})
_AFTER_AREA = frozenset({"area", "region", "county"})
# Words so common that a preposition alone says nothing ("in the valley", "from prospect to prospect").
_COMMON = cues("places that are common words")
_COMMON_PAIRS = cues("places that are common pairs")


def places(reading: Reading) -> Iterator[Span]:
    """Yield towns, villages, neighbourhoods and cities."""
    for start, end in known_places().within(reading):
        if _meant(reading, start, end):
            yield Span(reading.tokens[start].start, reading.tokens[end - 1].end, Kind.PLACE, 6)


def _meant(reading: Reading, start: int, end: int) -> bool:
    """Whether words that can be a place are one here."""
    words = [reading.word(at) for at in range(start, end)]
    phrase = " ".join(words)
    everyday = all(reading.lexicon.known(word) for word in words)
    common = phrase in _COMMON or phrase in _COMMON_PAIRS
    if not everyday and not common:
        return True
    if reading.word(end) in _AFTER or (reading.word(end) == "," and reading.word(end + 1) in _AFTER):
        return True
    if all(reading.tokens[at].capital for at in range(start, end)) and reading.cased:
        return len(words) > 1 or (reading.proper(start) and _not_titled(reading, start))
    if common:
        return reading.word(start - 1) in _BEFORE and any(reading.word(start - back) in _LIVING for back in range(1, 5))
    return len(words) > 1 or reading.word(start - 1) in _BEFORE or reading.word(end) in _AFTER_AREA


def _not_titled(reading: Reading, at: int) -> bool:
    """A capital word between other capitals is part of a longer name."""
    return not (at > 0 and reading.proper(at - 1) and reading.word(at - 1) not in _BEFORE)
