"""How hard a text is to read, worked out here: nothing is downloaded and nothing is sent."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from consult.wording.catalogue import read
from consult.wording.syllables import syllables

MOST_WORDS_A_SENTENCE = 20
HIGHEST_GRADE = 6.0
_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ0-9]+(?:['-][A-Za-zÀ-ÖØ-öø-ÿ0-9]+)*")
_END = re.compile(r"[.!?]+(?=\s|$)|\n+")
# PLAIN-01: names of peoples, places and programs are not counted. Capitals inside a sentence are names too.
_PEOPLES = (
    "African Nova Scotians",
    "African Nova Scotian",
    "Nova Scotians",
    "Nova Scotia",
    "Indigenous",
    "Mi'kmaw",
    "Mi'kmaq",
    "Mi'kma'ki",
    "Two-Spirit",
    "2SLGBTQ+",
    "YWCA Halifax",
    "Halifax",
    "Black",
    "TESS",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """Words, sentences and the Flesch-Kincaid grade of a text; `grade` is 0 where nothing counts."""

    words: int
    sentences: int
    grade: float
    longest_sentence: int


def read_grade(text: str, names: Iterable[str] = ()) -> Reading:
    """
    Give the reading of a text, names left out.

    The grade is 0.39 words/sentences + 11.8 syllables/words - 15.59 (Kincaid and others 1975, Research Branch
    Report 8-75, Naval Technical Training Command), never below 0. Names still count as words of their sentence's
    length, so that a long sentence stays long.
    """
    sentences = [found for part in _END.split(_without_names(text, names)) if (found := _WORD.findall(part))]
    lengths = [len(_WORD.findall(part)) for part in _END.split(text)]
    words = [word for sentence in sentences for at, word in enumerate(sentence) if not _is_name(word, at)]
    longest = max(lengths, default=0)
    if not words:
        return Reading(sum(lengths), len(sentences), 0.0, longest)
    beats = sum(syllables(word) for word in words)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * beats / len(words) - 15.59
    return Reading(sum(lengths), len(sentences), max(0.0, round(grade, 1)), longest)


def _is_name(word: str, at: int) -> bool:
    is_number = not any(sign.isalpha() for sign in word)
    return is_number or (at > 0 and word[0].isupper() and word not in {"I", "I'm", "I've", "I'll", "I'd"})


def _without_names(text: str, names: Iterable[str]) -> str:
    for name in sorted((*_PEOPLES, *read("language")["allow_list"], *names), key=len, reverse=True):
        if name.strip():
            text = re.sub(rf"(?<!\w){re.escape(name.strip())}(?!\w)", " ", text)
    return text
