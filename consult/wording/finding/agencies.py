"""Agencies, shelters, schools, motels and streets: known ones by list, others by the way they are named."""

from __future__ import annotations

from collections.abc import Iterator

from consult.wording.finding.kinds import Kind, Span
from consult.wording.finding.lists import cues
from consult.wording.finding.phrases import agencies as known_agencies
from consult.wording.finding.phrases import places as known_places
from consult.wording.finding.phrases import shops
from consult.wording.finding.tokens import Reading

_ENDS = cues("ends of agencies")
_FRENCH_STARTS = cues("french starts of agencies")
_WORKING = cues("working")
_NAMED_KINDS = cues("kinds always named")
_ON = frozenset({"on", "off", "of", "down", "near"})
_TO = frozenset({"to", "at", "from", "near", "attended", "attend"})
_STREETS = cues("ends of streets")
_LINKS = frozenset(["of", "for", "the", "and", "de", "du", "des", "la", "le", "les", "to", "&"])
# Words that stand before "house" or "centre" and name nobody.
_GENERIC = cues("generic before an agency")
_AT = cues("before an agency")
_NOT_PROPER_BEFORE = cues("owners of a common word")

# Said of other things too often to be asked about without capitals.
_ONLY_WITH_CAPITALS = cues("agencies only with capitals")


def agencies(reading: Reading) -> Iterator[Span]:
    """Yield agencies, schools, places to stay, and streets named without a number."""
    for start, end in known_agencies().within(reading):
        if _meant(reading, start, end):
            yield _span(reading, start, end, Kind.AGENCY, 7)
    for start, end in shops().within(reading):
        if any(reading.word(start - back) in _WORKING for back in range(1, 5)):
            yield _span(reading, start, end, Kind.AGENCY, 7)
    named = {at for start, end in known_places().within(reading) for at in range(start, end)}
    for at, token in enumerate(reading.tokens):
        if token.word in _ENDS or token.word in _STREETS:
            yield from _ending(reading, at, named)
        if token.word in _FRENCH_STARTS:
            yield from _starting(reading, at)


def _meant(reading: Reading, start: int, end: int) -> bool:
    """Whether listed words name the agency here, or are only words ("a stepping stone")."""
    words = [reading.word(at) for at in range(start, end)]
    if not all(reading.lexicon.known(word) for word in words):
        return len(words[0]) > 2 or len(words) > 1 or reading.tokens[start].shout
    if reading.word(start - 1) in _NOT_PROPER_BEFORE:
        return False
    capitals = reading.cased and all(reading.tokens[at].capital for at in range(start, end))
    if " ".join(words) in _ONLY_WITH_CAPITALS and not capitals:
        return False
    if reading.cased and all(reading.tokens[at].capital for at in range(start, end) if reading.word(at) not in _LINKS):
        return len(words) > 1 or reading.proper(start) or reading.word(end) not in ("", ".", ",")
    before = reading.word(start - 1)
    several = len([word for word in words if word != "the"]) > 1
    return several or before in _AT or (before == "the" and reading.word(start - 2) in _AT)


def _ending(reading: Reading, at: int, named: set[int]) -> Iterator[Span]:
    """Look back from "House", "High", "Street" over the words that could name it."""
    start = at
    while start > 0 and at - start < 5 and _names(reading, start - 1, named):
        start -= 1
    while start < at and reading.word(start) in _LINKS | _GENERIC:
        start += 1
    if start == at:
        return
    kind = Kind.ADDRESS if reading.word(at) in _STREETS else Kind.AGENCY
    if kind is Kind.ADDRESS and reading.word(at) == "st" and reading.proper(at):
        return
    end = at + 1
    while reading.word(end) in _ENDS:
        end += 1
    yield _span(reading, start, end, kind, 6)


def _names(reading: Reading, at: int, named: set[int]) -> bool:
    """Whether a word can be part of the name of a house or street."""
    token = reading.tokens[at]
    if not token.alpha or token.word == "i":
        return False
    if token.word in _GENERIC:
        return reading.proper(at) and token.word not in _NOT_PROPER_BEFORE and token.word != "the"
    if reading.cased:
        return token.capital and (not token.opens or not reading.lexicon.known(token.word) or at in named)
    held = reading.lexicon
    if _after_preposition(reading, at):
        return True
    listed = token.word in held.last or token.word in held.first or at in named
    return (
        reading.unknown(at)
        or (listed and token.word not in held.everyday)
        or (at in named and reading.word(at - 1) in _AT)
    )


def _after_preposition(reading: Reading, at: int) -> bool:
    """Whether "on windmill road", "to citadel high": words without capitals that only a name can be here."""
    end = at + 1
    while end < at + 3 and reading.word(end) not in _STREETS | _NAMED_KINDS:
        end += 1
    start = at
    while start > end - 3 and reading.word(start - 1).isalpha() and reading.word(start - 1) not in _ON | _TO:
        start -= 1
    before, kind = reading.word(start - 1), reading.word(end)
    if any(reading.word(it) in _GENERIC | _STREETS | _LINKS for it in range(start, end)):
        return False
    return (kind in _STREETS - {"st"} and before in _ON) or (kind in _NAMED_KINDS and before in _TO)


def _starting(reading: Reading, at: int) -> Iterator[Span]:
    """Look on from "Maison", "Centre", "École" to the name behind it (capitals only)."""
    end = at + 1
    while end < len(reading.tokens) and (reading.word(end) in _LINKS or reading.proper(end)) and end - at < 6:
        end += 1
    while end > at + 1 and reading.word(end - 1) in _LINKS:
        end -= 1
    if any(reading.proper(it) and reading.word(it) not in _GENERIC | _LINKS for it in range(at + 1, end)):
        yield _span(reading, at, end, Kind.AGENCY, 5)


def _span(reading: Reading, start: int, end: int, kind: Kind, weight: int) -> Span:
    return Span(reading.tokens[start].start, reading.tokens[end - 1].end, kind, weight)
