"""Places and agencies that no list has, where the words around them say so."""

from __future__ import annotations

from collections.abc import Iterator

from consult.wording.finding.kinds import Kind, Span
from consult.wording.finding.tagger import misspelt
from consult.wording.finding.tokens import Reading

SURE = 0.6
VERY_SURE = 0.85
_KINDS = {"P": Kind.PLACE, "A": Kind.AGENCY}


def unlisted(reading: Reading, chances: list[dict[str, float]]) -> Iterator[Span]:
    """Yield words in no dictionary that the tagger takes for a place or an agency, or for some name it can not sort."""
    start, kind = None, Kind.PLACE
    for at in range(len(reading.tokens) + 1):
        found = _kind(reading, at, chances[at]) if at < len(reading.tokens) else None
        if start is not None and found is not kind:
            yield Span(reading.tokens[start].start, reading.tokens[at - 1].end, kind, 4)
            start = None
        if found and start is None:
            start, kind = at, found


def _kind(reading: Reading, at: int, chance: dict[str, float]) -> Kind | None:
    token = reading.tokens[at]
    if not reading.unknown(at) or len(token.word) < 3 or misspelt(reading, token.word) or reading.foreign:
        return None
    likely = max(_KINDS, key=lambda label: chance[label])
    if reading.proper(at) and not token.shout and sum(chance.values()) > SURE:
        return Kind.NAME if chance["N"] > chance[likely] else _KINDS[likely]
    return Kind.PLACE if chance["P"] > VERY_SURE else None
