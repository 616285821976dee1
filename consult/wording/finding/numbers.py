"""Phone numbers and other numbers that belong to one person, as digits, as words, split or whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consult.wording.finding.kinds import Kind, Span

_ONES = "zero|oh|one|two|three|four|five|six|seven|eight|nine|zéro|un|deux|trois|quatre|cinq|sept|huit|neuf"
_TEENS = (
    "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    "|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    "|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante"
)
_UNIT = re.compile(rf"(?P<digits>\d+)|(?P<times>double|triple)|(?P<teen>{_TEENS})|(?P<one>{_ONES}|o)")
_GAP = r"(?:[\s.,\-–()/_*]|\b(?:then|and|dash|space|et|puis|tiret)\b)*"
_SPELLED = re.compile(
    rf"(?<![a-zà-ÿ])(?:\d+|double|triple|{_TEENS}|{_ONES})"
    rf"(?:{_GAP}(?:\d+|double|triple|{_TEENS}|{_ONES}|o(?![a-z])))+(?![a-zà-ÿ])",
    re.IGNORECASE,
)
# North American numbers: area code and exchange never begin with 0 or 1 (NANP).
_NANP = re.compile(
    r"(?<![\w$])(?:\+?1[\s.\-/_]{0,2})?\(?[2-9]\d{2}\)?[\s.\-/_*–]{0,3}[2-9]\d{2}[\s.\-/_*–]{0,3}\d{4}"
    r"(?:\s?(?:ext|x|poste)\.?\s?\d{1,5})?(?!\d|[.,]\d)",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"(?<![\w$.\-/])[2-9]\d{2}[\s.\-]\d{4}(?![\d\-/]|\s?(?:people|dollars|km))", re.IGNORECASE)
_ABROAD = re.compile(r"(?<!\w)\+\d{1,3}[\s.\-()]*(?:\d[\s.\-()]*){6,12}\d(?!\d)")
_CALLED = re.compile(
    r"\b(?:phone|cell|call|text|tel|t[ée]l[ée]phone|fax|mobile|num(?:ber|[ée]ro)|whatsapp)\b[^\d\n]{0,25}?"
    r"(?P<it>\(?\d[\d\s.\-()]{5,16}\d)(?!\d)",
    re.IGNORECASE,
)
# Groups as other countries write them: three or more, eight digits or more.
_GROUPS = re.compile(r"(?<![\w$€£.,/-])\(?\d{2,4}\)?(?:[\s-]{1,2}\d{2,4}){2,4}(?![\w/%]|[.,-]\d)")
_SPLIT = re.compile(r"(?<!\w)\d(?:[\s.\-_,*]{1,3}\d){6,14}(?!\w)")
_SIN = re.compile(r"(?<![\w$.,-])\d{3}[\s-]\d{3}[\s-]\d{3}(?![\w-])")
_US_SSN = re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])")
_HEALTH = re.compile(r"(?<![\w$])\d{4}[\s-]\d{3}[\s-]\d{3}(?![\w-])")
_CARD = re.compile(r"(?<![\w$])(?:\d{4}[\s-]){3}\d{1,4}(?!\w)")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}[A-Z]{4}\d{6,24}(?!\w)", re.IGNORECASE)
_ADDRESS_IP = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])")
_LONG = re.compile(r"(?<![\w$€£.,])\d{6,}(?![\w%]|[.,]\d|\s?(?:dollars|people|bucks|personnes|\$))", re.IGNORECASE)
_CASE = re.compile(
    r"\b(?:(?:court |police |my )?(?:case|file|docket|incident|report|badge|client|account|member|student|health ?card"
    r"|card|msi|mcp|sin|s\.i\.n\.?|social insurance|passport|permit|visa|uci|plate|licen[cs]e|dossier|carte|passeport"
    r"|permis|nas|plaque|booking|inmate|prisoner|band|status card|treaty|invoice|reference|ref)"
    r"(?:\s+(?:number|num|no\.?|plate|card|id|nbr|insurance|assurance sociale|sant[ée]|d'immatriculation))*)"
    r"(?:\s*(?:#|n°|no\b\.?|num[ée]ro)|\s*:|\s+(?:is|was|it's|ends in|est|was like))*\s*"
    r"(?P<it>(?=[\w-]*\s?\d)(?:[A-Z]{1,4}[\s-]?\d[\w-]{2,}|\d[\w-]{3,}(?:[\s-]\d{2,}){0,4}|[A-Z]{2,4}[\s-]\d{3}|\d{3}[\s-]?[A-Z]{3}))(?!\w)",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?:19|20)\d{2}\D{1,3}(?:19|20)\d{2}")


def numbers(text: str) -> Iterator[Span]:
    """Yield phone numbers and numbers of cards, cases, accounts and plates."""
    for pattern in (_NANP, _ABROAD):
        yield from (Span(*hit.span(), Kind.PHONE, 9) for hit in pattern.finditer(text))
    yield from (Span(*hit.span(), Kind.PHONE, 7) for hit in _LOCAL.finditer(text))
    yield from (Span(*hit.span("it"), Kind.PHONE, 7) for hit in _CALLED.finditer(text) if _digits(hit["it"]) >= 7)
    yield from (Span(*hit.span(), Kind.PHONE, 8) for hit in _SPLIT.finditer(text) if not _YEARS.search(hit[0]))
    yield from spelled(text)
    for hit in _GROUPS.finditer(text):
        if 8 <= _digits(hit[0]) <= 13 and not _YEARS.search(hit[0]) and "\n" not in hit[0]:
            yield Span(*hit.span(), Kind.PHONE, 5)
    for pattern in (_SIN, _US_SSN, _HEALTH, _CARD, _IBAN, _ADDRESS_IP):
        yield from (Span(*hit.span(), Kind.NUMBER, 8) for hit in pattern.finditer(text))
    yield from (Span(*hit.span(), Kind.NUMBER, 6) for hit in _LONG.finditer(text))
    yield from (Span(*hit.span("it"), Kind.NUMBER, 8) for hit in _CASE.finditer(text) if not _year(hit["it"]))


def spelled(text: str) -> Iterator[Span]:
    """Yield runs of seven digits or more where some are written as words ("nine oh two, 5 5 5 ...")."""
    for hit in _SPELLED.finditer(text):
        units = list(_UNIT.finditer(hit[0].casefold()))
        if any(unit["one"] or unit["teen"] or unit["times"] for unit in units) and _size(units) >= 7:
            yield Span(*hit.span(), Kind.PHONE, 8)


def _size(units: list[re.Match[str]]) -> int:
    """Count the digits a run stands for; "double five" is two."""
    size, times = 0, 1
    for unit in units:
        if unit["times"]:
            times = 2 if unit["times"] == "double" else 3
            continue
        size += len(unit["digits"] or "") or (2 if unit["teen"] else times)
        times = 1
    return size


def _digits(piece: str) -> int:
    return sum(letter.isdigit() for letter in piece)


def _year(piece: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d{2}", piece) is not None
