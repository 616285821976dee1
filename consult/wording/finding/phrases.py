"""Names of places and agencies that are known beforehand, found in words whatever their capitals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from consult.wording.finding.lists import fold, lines
from consult.wording.finding.tokens import Reading, read

Words = tuple[str, ...]


class Phrases:
    """A set of phrases that can be found in a reading, the longest first."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[Words]] = {}
        for words in {words_of(phrase) for phrase in phrases}:
            self._by_first.setdefault(words[0], []).append(words)
        for held in self._by_first.values():
            held.sort(key=len, reverse=True)

    def within(self, reading: Reading) -> Iterator[tuple[int, int]]:
        """Yield where phrases stand, as places of tokens, end not included, without overlaps."""
        at, words = 0, tuple(token.word for token in reading.tokens)
        while at < len(words):
            match = next((it for it in self._by_first.get(words[at], ()) if words[at : at + len(it)] == it), None)
            if match:
                yield at, at + len(match)
            at += len(match) if match else 1


def words_of(phrase: str) -> Words:
    """A phrase as the folded tokens that a reading has."""
    plain = phrase.replace(" ", "")
    return tuple(fold(phrase).split()) if plain.isalpha() else tuple(token.word for token in read(phrase).tokens)


@cache
def places() -> Phrases:
    """Places in Nova Scotia, and cities elsewhere."""
    return Phrases(name for name in _places() if fold(name) not in _REGIONS)


def _places() -> Iterator[str]:
    yield from lines("places_cities.txt")
    for name in (*lines("places_nova_scotia.txt"), *lines("places_by_hand.txt")):
        yield name
        if "'" in name or "-" in name:
            yield name.replace("'", "").replace("-", " ")


@cache
def agencies() -> Phrases:
    """Agencies, shelters, schools, hospitals and chains of places to stay."""
    return Phrases(name for line in lines("agencies.txt") for name in _spellings(line))


@cache
def shops() -> Phrases:
    """Chains whose name says something only of those who work there."""
    return Phrases(lines("shops.txt"))


def _spellings(line: str) -> Iterator[str]:
    for name in (part.strip() for part in line.split(";")):
        yield name
        yield name.replace("'", "")
        yield name.replace("Centre", "Center")


def same_agency(name: str) -> frozenset[str]:
    """Every listed way to say an agency, folded; empty if it is not listed."""
    for line in lines("agencies.txt"):
        spoken = [fold(part.strip()) for part in line.split(";")]
        if fold(name.strip()) in spoken:
            return frozenset(spoken)
    return frozenset()


# Half a million people, or a region: no mark.
_REGIONS = frozenset({"halifax", "nova scotia", "cape breton", "cape breton island", "canada"})
