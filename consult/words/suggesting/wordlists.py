"""Which answers say nothing, and the words in the others, in English and French."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

FOLDER = files("consult.text") / "vectors"
LONGEST = 4000
# A word, with an apostrophe inside; or one picture sign (pictographs, hearts, stars).
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[\U0001f000-\U0001faff\u2600-\u27bf\u2b50]")
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu)'(?=\w)")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4\u0060", "'"))
_SLIDING = re.compile(r"(.)\1{3,}")

Words = list[str]


def fold(text: str) -> str:
    """Give the text as it is compared: one case, one kind of apostrophe, no sign stretched ("sooooo" is "sooo")."""
    whole = text[:LONGEST].encode("utf-8", "ignore").decode()  # half a sign, as broken keyboards send it, is dropped
    plain = unicodedata.normalize("NFKC", whole).casefold().translate(_APOSTROPHES)
    return _SLIDING.sub(r"\1\1\1", " ".join(plain.split()))


def tokens(folded: str) -> Words:
    """Give the words of a folded text in order, without French elisions ("l'aide" is "aide"), accents kept."""
    return _TOKEN.findall(_ELISION.sub("", folded))


def says_nothing(folded: str) -> bool:
    """
    Say whether a folded text is blank, signs only, one lone letter over and over, or listed in `nothing.txt`.

    "I do not know" says something, and so does a picture sign: only what stands for an empty field is here.
    """
    words = _TOKEN.findall(folded)
    letters = "".join(words)
    return not words or (letters.isalpha() and len(set(letters)) == 1) or " ".join(words) in _nothing()


def is_french(words: Sequence[str]) -> bool:
    """Say whether more of the words that carry no matter are French than English."""
    french, english = _read("stop_fr.txt"), _read("stop_en.txt")
    return sum((word in french) - (word in english) for word in words) > 0


def carry(words: Sequence[str]) -> Words:
    """Leave out words that carry no matter ("the", "avec"); where nothing would remain, keep them all."""
    kept = [word for word in words if word not in stop_words()]
    return kept or list(words)


@cache
def stop_words() -> frozenset[str]:
    """Give the words that stand in any text of English or French."""
    return _read("stop_en.txt") | _read("stop_fr.txt")


@cache
def _nothing() -> frozenset[str]:
    return frozenset(" ".join(_TOKEN.findall(fold(line))) for line in _read("nothing.txt"))


@cache
def _read(name: str) -> frozenset[str]:
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
