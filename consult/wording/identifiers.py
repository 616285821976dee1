"""We mark what could point to you, and ask. We keep none of it, and we can miss things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from consult.wording.finding.addresses import addresses
from consult.wording.finding.agencies import agencies
from consult.wording.finding.contacts import contacts
from consult.wording.finding.dates import ages, dates
from consult.wording.finding.indirect import indirect
from consult.wording.finding.kinds import LABELS, REASONS, Finding, Kind, Span, spoken
from consult.wording.finding.names import names
from consult.wording.finding.numbers import numbers
from consult.wording.finding.overlaps import settle
from consult.wording.finding.permitted import permitted, without
from consult.wording.finding.places import places
from consult.wording.finding.tagger import chances
from consult.wording.finding.tokens import read
from consult.wording.finding.unlisted import unlisted
from consult.wording.finding.vaguer import vaguer
from consult.wording.finding.words import CALLED

__all__ = ["Finding", "Kind", "find", "general", "hide", "put_in_place"]

_CALLED = "|".join(sorted(re.escape(word) for word in CALLED))


def find(text: str, *, language: str = "en", allowed: Iterable[str] = ()) -> list[Finding]:
    """
    Find what could point to a person, in order of the text, without overlaps.

    `language` is "en" or "fr" and sets the reasons; both are looked for in every text.
    `allowed` holds names that may stay as they are, such as the program under consultation; Halifax and
    Nova Scotia always may. Nothing is kept, written or sent. Never raises on any text.
    """
    reasons = REASONS[spoken(language)]
    spans = without(text, settle(_candidates(text)), permitted(allowed))
    return [Finding(span.start, span.end, span.kind, reasons[span.kind]) for span in spans]


def hide(text: str, findings: Iterable[Finding], *, language: str = "en") -> str:
    """Put `[name]`, `[town]` and so on in the place of findings of this same text; leave the rest untouched."""
    labels = LABELS[spoken(language)]
    pieces, at = [], 0
    for finding in sorted(findings, key=lambda it: it.start):
        if finding.start < at:
            continue
        pieces += [text[at : finding.start], f"[{labels[finding.kind]}]"]
        at = finding.end
    return "".join([*pieces, text[at:]])


def general(finding: Finding, text: str, language: str = "en") -> str:
    """
    Words for "make it general" in the place of one finding, such as "a town in Nova Scotia" or "my worker".

    Where they repeat what stands right before ("my worker Kayla"), `put_in_place` says it once.
    """
    return vaguer(finding, text, spoken(language))


def put_in_place(text: str, words: str, by: str) -> str:
    """Put other words in the place of these, wherever whole words are these; inside of others if nowhere else."""
    before = rf"(?:({re.escape(by)})\s+(?:(?:s['\u2019])?(?:{_CALLED})\s+)*)?" if by else "()"
    whole = re.compile(rf"(?<!\w){before}{re.escape(words)}(?!\w)", re.IGNORECASE)
    if whole.search(text):
        return whole.sub(lambda found: found[1] or by, text)
    return re.sub(re.escape(words), lambda _: by, text, flags=re.IGNORECASE)


def _candidates(text: str) -> Iterator[Span]:
    for part in (contacts, numbers, addresses, dates, ages, indirect):
        yield from part(text)
    reading = read(text)
    yield from places(reading)
    yield from agencies(reading)
    likely = chances(reading)
    yield from names(reading, likely)
    yield from unlisted(reading, likely)
