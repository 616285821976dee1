"""The public pages in a reader's language: what this program says is said in it, what people wrote stays as written."""

import re
from functools import cache

from consult.clock import day_said
from consult.wording.catalogue_of_members import ENGLISH, languages, said, sentences_of
from consult.wording.days_and_money import in_words
from consult.wording.filling import fill

_KEYS = "outcomes"
_PLACE = re.compile(r"\\\{([a-z_]+)\\\}")
# Places that hold a day as `clock.in_words` writes it.
_DAYS = frozenset({"day", "first", "last"})


def known(asked: str) -> str:
    """Give a language that ships: the one that was asked for, else English."""
    return asked if asked in languages() else ENGLISH


def spoken(sentence: str, language: str) -> str:
    """Say one of the page's own sentences in a language, with its facts; any other text as it stands."""
    if language == ENGLISH:
        return sentence
    for pattern, key in _patterns():
        if found := pattern.fullmatch(sentence):
            facts = {name: _fact(name, text, language) for name, text in found.groupdict().items()}
            return fill(said(f"{_KEYS}.{key}", language), facts)
    return sentence


def others(language: str) -> dict[str, str]:
    """Give the other languages by their code, each in its own name."""
    return {one: said("language.name", one) for one in languages() if one != language}


def _fact(name: str, text: str, language: str) -> str:
    if name not in _DAYS:
        return text
    try:
        return in_words(day_said(text), language)
    except (ValueError, IndexError):
        return text


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Give each English sentence as a pattern: the one with most words of its own comes first."""
    english = sentences_of(_KEYS, ENGLISH)
    order = sorted(english, key=lambda key: -len(re.sub(r"\{[a-z_]+\}", "", english[key])))
    return tuple((re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(english[key])), re.DOTALL), key) for key in order)
