"""The word lists that the finder reads: shipped with the program, each with an origin and a licence."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FOLDER = files("consult.text") / "identifiers"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What single words are: given names, family names, everyday words. All folded by `fold`."""

    first: frozenset[str]
    last: frozenset[str]
    everyday: frozenset[str]
    rare: frozenset[str]
    french: frozenset[str]
    sounds: frozenset[str]

    def known(self, word: str, *, french: bool = False) -> bool:
        """Whether a folded word is in an English dictionary, or in the French list where the text is French."""
        return word in self.everyday or word in self.rare or (french and word in self.french)

    def given(self, word: str) -> bool:
        """Whether a folded word is a given name, also with "s" for "'s" ("dequans") or of two ("marc-andre")."""
        if word in self.first or (len(word) > 5 and word.endswith("s") and word[:-1] in self.first):
            return True
        parts = word.split("-")
        return len(parts) > 1 and all(part in self.first and part not in self.everyday for part in parts)

    def plain(self, word: str) -> bool:
        """Whether a folded word is a word and no name, as "in" and "law" of "in-law" are."""
        return self.known(word) and (word not in self.first or word in self.everyday)


def fold(word: str) -> str:
    """A word without case, accents and kinds of apostrophe, for looking it up."""
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFD", word.casefold().replace("’", "'").replace("ʼ", "'"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter)) or word


_SOUNDS = (
    ("ph", "f"), ("ck", "k"), ("q", "k"), ("gh", "g"), ("kh", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"),
    ("ei", "i"), ("ey", "i"), ("ay", "ai"), ("y", "i"), ("e", "i"), ("o", "u"), ("z", "s"), ("c", "k"),
)  # fmt: skip


def sound(word: str) -> str:
    """A key that is the same for spellings of one name, such as Mohammed and Mohamad, Khaled and Khalid."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    single = [letter for at, letter in enumerate(word) if at == 0 or letter != word[at - 1]]
    return "".join(single).rstrip("h").replace("'", "").replace("-", "")


def lines(name: str) -> Iterator[str]:
    """The lines of a list, without comments and blank lines."""
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


@cache
def _groups() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for line in lines("cues.txt"):
        if line.endswith(":"):
            held = groups.setdefault(line.removesuffix(":"), set())
        else:
            held.update([line.removesuffix(";")] if line.endswith(";") else line.split())
    return {name: frozenset(words) for name, words in groups.items()}


def cues(group: str) -> frozenset[str]:
    """One group of `cues.txt`, folded words or phrases."""
    return _groups()[group]


@cache
def lexicon() -> Lexicon:
    """Read the lists of single words once."""
    by_hand = {"first": set[str](), "last": set[str]()}
    part = "first"
    for line in lines("names_by_hand.txt"):
        if line.endswith(":"):
            part = line.rstrip(":").split()[-1]
        else:
            by_hand[part].update(map(fold, line.split()))
    regions = {fold(word) for line in lines("regions.txt") for word in line.split()} - {
        "new",
        "saint",
        "san",
        "south",
        "north",
    }
    unfit = set(lines("not_names.txt"))
    first = (set(map(fold, lines("names_first.txt"))) | by_hand["first"]) - unfit
    last = (set(map(fold, lines("names_last.txt"))) | by_hand["last"]) - unfit
    everyday = frozenset(lines("words_everyday.txt")) | frozenset(lines("words_informal.txt")) | (regions - first)
    return Lexicon(
        first=frozenset(first),
        last=frozenset(last),
        everyday=everyday,
        rare=frozenset(lines("words_rare.txt")),
        french=frozenset(map(fold, lines("words_french.txt"))),
        sounds=frozenset(sound(name) for name in first if len(name) >= 5 and name not in everyday),
    )
