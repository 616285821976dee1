"""Every sentence a member reads is kept in files that a translator can open, and is English where one is missing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

ENGLISH = "en"
# Put on each translation by who wrote it; taken off by someone of the partnership who has read it.
NEEDS_REVIEW = "needs-review"
LOCALE = Path(str(files("consult.text"))) / "locale"
_REFUSAL = "refusal"
_PLACE = re.compile(r"\\\{([a-z_]+)\\\}")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """
    One language: its sentences by key and, for texts that are kept elsewhere, by their English.

    `waiting` counts those that nobody of the partnership has read yet. A translation of an English that has
    changed since is not in it: it would say what is true no more.
    """

    language: str
    by_key: Mapping[str, str]
    by_english: Mapping[str, str]
    waiting: int


def read_catalogue(language: str, folder: Path = LOCALE) -> Catalogue:
    """Read a language's file of `folder`; empty where there is none. Nothing is translated by a machine here."""
    known = {(one.context, one.id) for one in _messages(ENGLISH, LOCALE)}
    found = [one for one in _messages(language, folder) if (one.context, one.id) in known]
    said = [one for one in found if language == ENGLISH or one.string]
    return Catalogue(
        language,
        by_key={str(one.context): str(one.string or one.id) for one in said if _has_key(one)},
        by_english={str(one.id): str(one.string or one.id) for one in said if not _has_key(one)},
        waiting=sum(1 for one in said if {NEEDS_REVIEW, "fuzzy"} & set(one.flags)),
    )


@cache
def catalogue(language: str) -> Catalogue:
    """Give the shipped catalogue of a language."""
    return read_catalogue(language)


@cache
def languages() -> tuple[str, ...]:
    """Give the languages that ship, English first: each is a folder with a file of its own."""
    found = sorted(file.parent.name for file in LOCALE.glob("*/members.po"))
    return (ENGLISH, *(language for language in found if language != ENGLISH))


def said(key: str, language: str = ENGLISH) -> str:
    """Give one sentence; English where the language has none. KeyError for a key that does not ship."""
    return catalogue(language).by_key.get(key) or catalogue(ENGLISH).by_key[key]


@cache
def screens(language: str) -> Mapping[str, str]:
    """Give the sentences around a round's questions, by key."""
    return _under("screen.", language)


@cache
def sentences_of(prefix: str, language: str) -> Mapping[str, str]:
    """Give the sentences whose keys begin with `prefix` and a dot, by what follows."""
    return _under(f"{prefix}.", language)


def in_language(english: str, language: str) -> str | None:
    """Give a shipped text that is kept elsewhere (a template's question, a help line); None where there is none."""
    return english if language == ENGLISH else catalogue(language).by_english.get(english)


def refusal(sentence: str, language: str) -> str:
    """Say a refusal in a language, its numbers kept; as it stands where there is no such sentence."""
    if language == ENGLISH:
        return sentence
    for pattern, english in _refusals():
        if (found := pattern.fullmatch(sentence)) and (translated := in_language(english, language)):
            thousands = said("money.thousands", language)
            numbers = {name: number.replace(",", thousands) for name, number in found.groupdict().items()}
            return translated.format(**numbers)
    return sentence


@cache
def _refusals() -> tuple[tuple[re.Pattern[str], str], ...]:
    sentences = [str(one.id) for one in _messages(ENGLISH, LOCALE) if one.context == _REFUSAL]
    return tuple((re.compile(_PLACE.sub(r"(?P<\1>[\\d,]+)", re.escape(one))), one) for one in sentences)


def _under(prefix: str, language: str) -> Mapping[str, str]:
    keys = (key for key in catalogue(ENGLISH).by_key if key.startswith(prefix))
    return {key.removeprefix(prefix): said(key, language) for key in keys}


def _messages(language: str, folder: Path) -> Iterator[Message]:
    file = folder / language / "members.po"
    if file.is_file():
        yield from (one for one in read_po(BytesIO(file.read_bytes())) if one.id)


def _has_key(message: Message) -> bool:
    return "." in (message.context or "")
