"""Postal codes and street addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consult.wording.finding.kinds import Kind, Span

# Canada Post: D, F, I, O, Q and U are never used; W and Z never come first.
_POSTCODE = re.compile(
    r"(?<![\w])[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][\s-]{0,2}\d[ABCEGHJ-NPRSTV-Z]\d(?!\w)", re.IGNORECASE
)
_SAID = re.compile(
    r"\b(?:postal ?code|code postal|zip(?: code)?)\b(?:\s+(?:is|was|starts with|est)|\s*:)*\s*"
    r"(?P<it>[a-z]\d[a-z](?:[\s-]?\d[a-z]\d)?|\d{5}(?:-\d{4})?|(?:[a-z]|\d|one|two|three|four|five|six|seven|eight|nine|zero)"
    r"(?:\s(?:[a-z]|\d|one|two|three|four|five|six|seven|eight|nine|zero)){2,5})(?!\w)",
    re.IGNORECASE,
)
STREET = (
    r"(?:street|str|st|avenue|ave|road|rd|drive|dr|lane|ln|court|crt|crescent|cres|boulevard|blvd|terrace|highway|hwy"
    r"|trail|circle|close|parkway|pkwy|place|row|way|hill|loop|run|extension|gardens)"
)
_NOT_IN_ADDRESS = (
    r"(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|times?|people|of|the|a|an|my|down|up|from|to|in|on|and|or"
    r"|for|with|different|other|more|km|kms|kilomet(?:er|re)s|miles|blocks|beds|girls|women|kids|it|is|was|that|this"
    r"|by|at|percent|dollars|bucks|workers?|meals?|or|but|we|i|you|they|he|she|so|because|when)\b"
)
_NUMBERED = re.compile(
    rf"(?<![\w$.,/-])(?:(?:apt|apartment|unit|suite|ste|#)\.?\s?[\w-]{{1,6}},?\s+)?\d{{1,5}}(?:\s?[a-d]|\s?1/2|-\d+)?,?\s+"
    rf"(?:(?!{_NOT_IN_ADDRESS})[\w'’.-]+\s+){{1,4}}?{STREET}\b\.?(?:\s(?:north|south|east|west|n|s|e|w)\b)?"
    rf"(?:,?\s*(?:apt|apartment|unit|suite|#)\.?\s?[\w-]{{1,6}}\b)?",
    re.IGNORECASE,
)
_FRENCH = re.compile(
    r"(?<![\w$.,])\d{1,5}(?:\s?[a-d]\b|\s?bis)?,?\s+(?:rue|avenue|boul(?:evard|\.)?|chemin|ch\.|route|rang|place|all[ée]e|impasse|montée)"
    r"\s+(?:(?:de|des|du|la|le|les|l'|d'|saint|sainte|st|ste)[\s-]*)*[\w'’-]+(?:[\s-][A-ZÉÈ][\w'’-]+)*",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"(?<!\w)(?:apt|apartment|appartement|suite)\.?\s(?:#|number\s|no\.?\s)?(?=[a-z]?\d)[\w-]{1,6}(?!\w)|\bp\.?\s?o\.?\s?box\s\d+"
    r"|\bcase postale\s\d+|\b(?:highway|hwy|route)\.?\s\d{1,3}(?!\w)",
    re.IGNORECASE,
)
_ROOM = re.compile(r"(?<!\w)(?:unit|room|rm)\.?\s#?\d{1,4}[a-z]?(?!\w)", re.IGNORECASE)


def addresses(text: str) -> Iterator[Span]:
    """Yield postal codes, numbered streets, apartments, boxes and numbered roads."""
    yield from (Span(*hit.span(), Kind.POSTCODE, 9) for hit in _POSTCODE.finditer(text))
    yield from (Span(*hit.span("it"), Kind.POSTCODE, 9) for hit in _SAID.finditer(text))
    for pattern in (_NUMBERED, _FRENCH):
        yield from (Span(*hit.span(), Kind.ADDRESS, 8) for hit in pattern.finditer(text))
    for pattern in (_INSIDE, _ROOM):
        yield from (Span(*hit.span(), Kind.ADDRESS, 6) for hit in pattern.finditer(text))
