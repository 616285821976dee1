"""Names of people: by list, by what stands around them, and by the tagger; everyday words only with a cue."""

from __future__ import annotations

from collections.abc import Iterator

from consult.wording.finding.cued import cued, person_like
from consult.wording.finding.kinds import Kind, Span
from consult.wording.finding.lists import cues
from consult.wording.finding.tagger import misspelt
from consult.wording.finding.tokens import Reading
from consult.wording.finding.words import INITIALS, NAMES_FIRST, ROLES, TITLES, WORDS_FIRST

# A word on a list of given names and in no dictionary is a name unless the tagger is nearly sure that it is not.
LISTED = 0.04
# The same for names that only a large dictionary has as words ("colleen"), and for "mike".
HARDLY_WORDS = 0.2
UNLISTED = 0.5
EVERYDAY = 0.6
# Slips of the pen, everyday words without a capital, and languages that our dictionaries lack need more.
DOUBTFUL = 0.85
NEXT_TO_NAME = 0.3
_ALSO_REGIONS = cues("names that are regions too")
_FRENCH_BEFORE = cues("before a french name")


def names(reading: Reading, chances: list[dict[str, float]]) -> Iterator[Span]:
    """Yield names of people; `chances` are those of the tagger for the same reading."""
    marked = {at for at in range(len(reading.tokens)) if _name(reading, at, chances[at]["N"])}
    marked |= {
        at for at in range(len(reading.tokens)) if at not in marked and _surname(reading, at, marked, chances[at]["N"])
    }
    start = None
    for at in range(len(reading.tokens) + 1):
        if at in marked:
            start = at if start is None else start
        elif start is not None:
            yield Span(reading.tokens[_titled(reading, start)].start, reading.tokens[at - 1].end, Kind.NAME, 5)
            start = None


def _titled(reading: Reading, start: int) -> int:
    """Where the name begins with the title before it ("Dr. Okonkwo", "auntie bea")."""
    before = start - 2 if reading.word(start - 1) == "." else start - 1
    return before if before >= 0 and reading.word(before) in TITLES else start


def _name(reading: Reading, at: int, chance: float) -> bool:
    token, held = reading.tokens[at], reading.lexicon
    if not token.alpha or len(token.word) == 1 or _region(reading, at):
        return False
    if token.word in WORDS_FIRST and not reading.unknown(at):
        return cued(reading, at) or (reading.proper(at) and chance > EVERYDAY and person_like(reading, at))
    if token.word in TITLES or token.word in ROLES:
        return False
    can_be = reading.unknown(at) or token.word in held.first or reading.proper(at)
    return chance > _needed(reading, at) or (can_be and cued(reading, at)) or _judged(reading, at, chance)


def _region(reading: Reading, at: int) -> bool:
    return reading.word(at) in _ALSO_REGIONS and reading.word(at - 1) in {"in", "from", "of"}


def _needed(reading: Reading, at: int) -> float:
    """How sure the tagger must be of a word on the list of given names; impossible for all others."""
    word, held = reading.word(at), reading.lexicon
    if not held.given(word) or (len(word) == 2 and word not in INITIALS):
        return 1.0
    if reading.foreign and word in held.french and not reading.proper(at):
        return HARDLY_WORDS
    if reading.unknown(at):
        return 0.0 if reading.foreign and reading.word(at - 1) in _FRENCH_BEFORE else LISTED
    hardly_a_word = word not in held.everyday and not (reading.french and word in held.french)
    return HARDLY_WORDS if word in NAMES_FIRST or hardly_a_word else 1.0


def _judged(reading: Reading, at: int, chance: float) -> bool:
    """Whether the tagger is sure enough of a word that no list of given names vouches for."""
    token, held = reading.tokens[at], reading.lexicon
    if not reading.unknown(at):
        if reading.proper(at):
            return chance > EVERYDAY
        return token.word in held.first and chance > DOUBTFUL
    if reading.proper(at) and not reading.foreign:
        return chance > UNLISTED
    if reading.foreign:
        return reading.proper(at) and chance > EVERYDAY
    return chance > (DOUBTFUL if misspelt(reading, token.word) else UNLISTED)


def _surname(reading: Reading, at: int, marked: set[int], chance: float) -> bool:
    """Whether a word right after a marked given name belongs to it."""
    token, held = reading.tokens[at], reading.lexicon
    if at - 1 not in marked or not token.alpha or token.word in WORDS_FIRST:
        return False
    if token.word in held.last and (reading.unknown(at) or reading.proper(at)):
        return True
    return chance > NEXT_TO_NAME and (reading.unknown(at) or reading.proper(at))
