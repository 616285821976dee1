"""Exact dates and ages; never a duration, a weekday, a month or an age group alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consult.wording.finding.kinds import Kind, Span

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre)"
)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:\s?(?:st|nd|rd|th|er|e))?"
_WORD_DAY = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth"
    r"|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|(?:twenty|thirty)[\s-](?:first|second|third|fourth"
    r"|fifth|sixth|seventh|eighth|ninth))"
)
_YEAR = r"(?:(?:19|20)\d{2}|['’]\d{2})"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:\b{_WEEKDAY},?\s+)?(?:\bthe\s+)?(?<!\d)(?:{_DAY}|{_WORD_DAY})\s+(?:of\s+|de\s+)?{_MONTH}\b\.?(?:,?\s*{_YEAR})?(?!\w)",
        rf"(?:\b{_WEEKDAY},?\s+)?\b{_MONTH}\.?\s+(?:the\s+)?(?:{_DAY}|{_WORD_DAY})(?![\d:]|\s?(?:am|pm|%|to\s\d|times|people|days|weeks|months|years|hours|minutes)\b)(?:,?\s*{_YEAR})?(?!\w)",
        rf"\b{_MONTH}\.?,?\s+(?:of\s+|de\s+)?{_YEAR}(?!\w)",
        r"(?<![\d/.-])(?:19|20)\d{2}[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9])(?![\d/-])",
        r"(?<![\d/.-])(?:3[01]|[12]\d|0?[1-9])([-/.])(?:3[01]|[12]\d|0?[1-9])\1(?:(?:19|20)\d{2}|\d{2})(?![\d/-])",
        rf"\b(?:christmas|halloween|valentine'?s|new year'?s|boxing|canada|mother'?s|father'?s)(?:\s(?:day|eve))?,?\s+(?:of\s+|in\s+)?{_YEAR}",
    )
)
_BORN = re.compile(
    r"\b(?:born|birthday|birth ?date|dob|n[ée]e?|date of birth|anniversaire)\b[^.!?\n\d]{0,20}(?P<it>(?:19|20)\d{2}|['’]\d{2})(?!\w)",
    re.IGNORECASE,
)
_ON_THE = re.compile(
    r"\b(?:on|by|since|until|till|before|after)\s+(?P<it>the\s+(?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th))(?=\s*(?:$|[.,;!?)]|and\b|but\b|i\b|we\b|she\b|he\b|they\b|at\b|when\b))",
    re.IGNORECASE,
)
_AGE_WORD = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
)
_AGE = rf"(?:[1-9]\d?|{_AGE_WORD})"
_SMALL = rf"(?:{_AGE}|one|two|three|four|five|six|seven|eight|nine)"
_NOT_AGE = (
    r"(?!\d|[.,:/%]\d|\s?%|['’]|\s*(?:-|–|to|or|and|à|et)\s*\d|\s?(?:am|pm|a\.m|p\.m|st|nd|rd|th|of|out|other|more|different|times?"
    r"|people|girls?|women|kids?|of|on|km|kilo\w*|miles?|blocks?|feet|foot|ft|inch\w*|pounds?|lbs?|kg|percent|dollars?|bucks|x"
    r"|min(?:ute)?s?|hours?|hrs?|days?|weeks?|wks?|months?|mos?|heures?|jours?|semaines?|mois|minutes?|steps?|points?|beds?"
    r"|meals?|ans? (?:de|d'|plus)|years?(?!\s*(?:old|of age))|yrs?(?!\s*old))\b)"
)
_AGES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w.-])(?P<it>{_SMALL}(?:\s|-){{0,2}}(?:years?|yrs?)(?:\s|-){{0,2}}(?:old\b|of age\b))",
        r"(?<![\w.-])(?P<it>\d{1,2}\s?(?:yo|y/o|y\.o\.?|yr ?old)(?!\w))",
        (
            rf"\b(?:i\s?am|i['’]?m|iam|she['’]?s|he['’]?s|she is|he is|they are|i was|she was|he was|they were|is|was|just|only)\s+"
            rf"(?:(?:only|just|like|about|almost|nearly|now|turning|barely)\s+)*(?P<it>{_AGE})(?=\s*(?:$|[.,;!?)]|and\b|but\b|when\b|years\b|now\b|so\b|with\b|at\b|because\b|from\b|living\b|female\b|male\b|[mf]\b)){_NOT_AGE}"
        ),
        rf"\b(?:aged|age(?: of)?|turn(?:ed|s|ing)?)\s+(?:is\s+|was\s+)?(?P<it>{_AGE})(?![\w])(?!\+){_NOT_AGE}",
        rf"\b(?:when|since|until|till|before|after|because|cause|cuz)\s+(?:i|she|he)\s+(?:was|am|is)\s+(?:only\s+|just\s+|like\s+|about\s+)*(?P<it>{_AGE})(?!\w){_NOT_AGE}",
        rf"\bat\s+(?P<it>{_AGE})(?=\s*,?\s*(?:i|she|he|when)\b){_NOT_AGE}",
        rf"\bmy\s+(?P<it>{_SMALL}(?:\s|-)?(?:years?|yrs?|months?|mos?)(?:\s|-)?old)\b",
        r"(?<!\w)(?P<it>\d{1,2}\s?ans)(?!\s?(?:de|d['’]|que|plus|après|pour)\b)(?!\w)",
        r"(?:\bi\s?['’]?a?m\s+(?:an?\s+)?|^\s*|\bas an?\s+)(?P<it>[1-9]\d\s?[fm]|[fm]\s?[1-9]\d)(?!\w)",
    )
)
# "depuis 3 ans", "pendant 2 ans" are durations.
_GROUP = re.compile(
    r"\b(?:under|over|between|least|than|either|ages|aged|to|and|moins|plus|(?:moins|plus)\s+de)\s+(?:the age of\s|\d+\s(?:and|to|-)\s)?$",
    re.IGNORECASE,
)
_OR_OLDER = re.compile(
    r"\s*(?:\+|and (?:up|over|under|older|younger)|or (?:older|younger|over|under|above|so))", re.IGNORECASE
)
_LASTING = re.compile(
    r"(?:depuis|pendant|durant|pour|il y a|dans|après|apr[eè]s|for|every|tous les)\s+(?:les\s|plus de\s|environ\s)?$",
    re.IGNORECASE,
)


def dates(text: str) -> Iterator[Span]:
    """Yield exact dates, months with a year, and years of birth."""
    for pattern in _DATES:
        yield from (Span(*hit.span(), Kind.DATE, 7) for hit in pattern.finditer(text))
    for pattern in (_BORN, _ON_THE):
        yield from (Span(*hit.span("it"), Kind.DATE, 6) for hit in pattern.finditer(text))


def ages(text: str) -> Iterator[Span]:
    """Yield ages of a person: "17 years old", "i was fifteen when", "16F"."""
    for pattern in _AGES:
        for hit in pattern.finditer(text):
            before = text[max(0, hit.start("it") - 30) : hit.start("it")]
            if not (_LASTING.search(before) or _group(before, hit["it"], text[hit.end("it") :])):
                yield Span(*hit.span("it"), Kind.AGE, 7)


def _group(before: str, years: str, after: str) -> bool:
    """Whether it is the bound of an age group ("between 20 and 25 years old", "55 years of age or older")."""
    if re.match(r"(?:my|our)\s", before[-3:]):
        return False
    return bool(_OR_OLDER.match(after) or (_GROUP.search(before) and re.search("year|ans", years)))
