"""Codes and private words, and what is kept instead of them: never the thing itself, only what finds it."""

import hmac
import secrets
import unicodedata
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import NewType

from consult.errors import BadText

InviteCode = NewType("InviteCode", str)
HonorariumCode = NewType("HonorariumCode", str)
PrivateWords = NewType("PrivateWords", str)
OpeningPhrase = NewType("OpeningPhrase", str)

# Crockford's base32 (no I, L, O, U): https://www.crockford.com/base32.html
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
GROUP = 4
WORDS = 6
_READ_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_VALUE = {sign: value for value, sign in enumerate(ALPHABET)}


class MistypedCode(BadText):
    """
    The check character does not fit, or a group is short or holds a sign no code has.

    Found without touching the database, so it says nothing about which codes exist.
    """

    sentence = "One letter is not right. Check each group."


class MistypedWords(BadText):
    """The words are not six, or one is not in the list. Found without touching the database."""

    sentence = "These are not six words from the list. Check each word."


def new_code() -> str:
    """Give 75 random bits and a check character, 16 signs."""
    body = [secrets.randbelow(32) for _ in range(LENGTH - 1)]
    return "".join(ALPHABET[value] for value in [*body, _check(body)])


def grouped(code: str) -> str:
    """Write a code in fours, as it stands on a card."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read_code(text: str) -> str:
    """Give the sixteen signs of a code typed in any case, with any spaces and dashes. MistypedCode else."""
    groups = [group for group in _signs(text).split() if group]
    joined = "".join(groups)
    strange = next((g for g in _fours(groups) if any(sign not in _VALUE for sign in g)), None)
    if strange is not None:
        place = _fours(groups).index(strange) + 1
        raise MistypedCode(f"Group {place} has a sign that no code has. Check it.")
    if len(joined) != LENGTH:
        raise MistypedCode(_wrong_length(groups))
    values = [_VALUE[sign] for sign in joined]
    if _weighted_sum(values) != 0:
        raise MistypedCode
    return joined


def new_words(language: str = "en") -> str:
    """Give six random words of the language's list: 76 bits in English."""
    listed = word_list(language)
    return " ".join(secrets.choice(listed) for _ in range(WORDS))


def read_words(text: str) -> str:
    """Give six words in their one form, whatever case, accents, dashes or spaces. MistypedWords else."""
    bare = _without_accents(text.casefold().replace("-", " ").replace(",", " "))
    found = bare.split()
    if len(found) != WORDS or any(word not in _known_words() for word in found):
        raise MistypedWords
    return " ".join(found)


@cache
def word_list(language: str) -> tuple[str, ...]:
    """Give the list of a language; English where there is none of its own (`consult/text/README.md`)."""
    name = "words_fr.txt" if language == "fr" else "words_en.txt"
    lines = files("consult.text").joinpath(name).read_text(encoding="utf-8").split()
    return tuple(_without_accents(word) for word in lines)


def seat_key(box_secret: bytes, code: str) -> bytes:
    """Give the 32 bytes that find a seat; without the box secret no code finds anything."""
    return _keyed(box_secret, b"seat", code)


def envelope_key(box_secret: bytes, code: str) -> bytes:
    """Give the 32 bytes an envelope lies under: one code can never have two."""
    return _keyed(box_secret, b"envelope", code)


def draft_key(box_secret: bytes, code: str) -> bytes:
    """Give the 32 bytes a kept place lies under."""
    return _keyed(box_secret, b"draft", code)


def words_key(box_secret: bytes, words: str) -> bytes:
    """Give the 32 bytes by which private words find their envelope."""
    return _keyed(box_secret, b"private words", words)


def honorarium_key(pepper: bytes, code: str) -> bytes:
    """Give the 32 bytes that find an honorarium."""
    return _keyed(pepper, b"honorarium", code)


def _keyed(key: bytes, label: bytes, said: str) -> bytes:
    return hmac.new(key, label + b"\0" + said.encode(), sha256).digest()


def _signs(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).upper()
    spaced = "".join(" " if unicodedata.category(sign) in {"Pd", "Zs", "Cc"} else sign for sign in plain)
    shown = "".join(sign for sign in spaced if unicodedata.category(sign) != "Cf")
    return shown.translate(_READ_ALIKE)


def _fours(groups: list[str]) -> list[str]:
    """Keep the groups as typed when they were spaced, else cut what was typed in one go into fours."""
    if len(groups) > 1:
        return groups
    joined = "".join(groups)
    return [joined[start : start + GROUP] for start in range(0, len(joined), GROUP)]


def _wrong_length(groups: list[str]) -> str:
    joined = "".join(groups)
    if not joined:
        return "Type the code from your card."
    if len(joined) > LENGTH:
        return f"That is too long. A code has {LENGTH} signs, in 4 groups of {GROUP}."
    short = next((at for at, group in enumerate(_fours(groups), 1) if len(group) < GROUP), None)
    if short is None:
        return f"That is too short. A code has {LENGTH} signs, in 4 groups of {GROUP}."
    return f"Group {short} is too short. Check it."


def _times(left: int, right: int) -> int:
    """Multiply in GF(32) with the primitive polynomial x^5 + x^2 + 1."""
    product = 0
    for bit in range(5):
        if right >> bit & 1:
            product ^= left << bit
    for bit in range(8, 4, -1):
        if product >> bit & 1:
            product ^= 0b100101 << (bit - 5)
    return product


@cache
def _weights() -> tuple[int, ...]:
    """Powers of a generator: all different and none zero, so one wrong or two swapped never cancel."""
    powers = [1]
    for _ in range(LENGTH - 1):
        powers.append(_times(powers[-1], 2))
    return tuple(powers)


def _weighted_sum(values: list[int]) -> int:
    total = 0
    for weight, value in zip(_weights(), values, strict=False):
        total ^= _times(weight, value)
    return total


def _check(body: list[int]) -> int:
    wanted = _weighted_sum(body)
    last = _weights()[LENGTH - 1]
    return next(value for value in range(32) if _times(last, value) == wanted)


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


@cache
def _known_words() -> frozenset[str]:
    return frozenset(word_list("en")) | frozenset(word_list("fr"))
