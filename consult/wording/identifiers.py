"""We mark what could point to you, and ask. We keep none of it, and we can miss things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from consult.wording.finding.addresses import addresses
from consult.wording.finding.contacts import contacts
from consult.wording.finding.dates import ages, dates
from consult.wording.finding.kinds import LABELS, REASONS, Finding, Kind, Span, spoken
from consult.wording.finding.numbers import numbers
from consult.wording.finding.overlaps import settle

__all__ = ["Finding", "Kind", "find", "general", "hide"]

# A city of half a million and a province point to no one.
_LARGE = ("Halifax", "Nova Scotia", "Nouvelle-Écosse")

_GENERAL = {
    "en": {
        Kind.NAME: "a person I know",
        Kind.PHONE: "a phone number",
        Kind.EMAIL: "an email address",
        Kind.HANDLE: "an account",
        Kind.LINK: "a page on the web",
        Kind.ADDRESS: "an address",
        Kind.POSTCODE: "a postal code",
        Kind.PLACE: "a town in Nova Scotia",
        Kind.AGENCY: "an agency",
        Kind.DATE: "one day",
        Kind.AGE: "an adult",
        Kind.NUMBER: "a number",
        Kind.INDIRECT: "something personal",
    },
    "fr": {
        Kind.NAME: "une personne que je connais",
        Kind.PHONE: "un numéro de téléphone",
        Kind.EMAIL: "une adresse courriel",
        Kind.HANDLE: "un compte",
        Kind.LINK: "une page web",
        Kind.ADDRESS: "une adresse",
        Kind.POSTCODE: "un code postal",
        Kind.PLACE: "une ville de la Nouvelle-Écosse",
        Kind.AGENCY: "un organisme",
        Kind.DATE: "un jour",
        Kind.AGE: "une personne adulte",
        Kind.NUMBER: "un numéro",
        Kind.INDIRECT: "quelque chose de personnel",
    },
}


def find(text: str, *, language: str = "en", allowed: Iterable[str] = ()) -> list[Finding]:
    """
    Find what could point to a person, in order of the text, without overlaps.

    `language` is "en" or "fr" and sets the reasons; both are looked for in every text.
    `allowed` holds names that may stay as they are, such as the program under consultation.
    Nothing is kept, written or sent. Never raises on any text.
    """
    permitted = {word.casefold().strip() for word in (*_LARGE, *allowed)}
    reasons = REASONS[spoken(language)]
    return [
        Finding(span.start, span.end, span.kind, reasons[span.kind])
        for span in settle(_candidates(text))
        if text[span.start : span.end].casefold().strip() not in permitted
    ]


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
    """Words for "make it general" in the place of one finding, such as "a town in Nova Scotia"."""
    return _GENERAL[spoken(language)][finding.kind]


def _candidates(text: str) -> Iterator[Span]:
    for part in (contacts, numbers, addresses, dates, ages):
        yield from part(text)
