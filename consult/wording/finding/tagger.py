"""A small tagger that weighs the words around a word; trained on public texts, it learns nothing here."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file
from threading import Lock

import pycrfsuite

from consult.wording.finding.lists import FOLDER, sound
from consult.wording.finding.phrases import agencies, places
from consult.wording.finding.tokens import Reading
from consult.wording.finding.words import CALLED, ROLES, TITLES, is_act

# Longer runs of letters are no slip of the pen, and would take too long to try.
LONGEST_WORD = 24
LABELS = ("N", "P", "A")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_turn = Lock()


@cache
def _tagger() -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    with as_file(FOLDER / "tagger.crfsuite") as path:
        tagger.open(str(path))
    return tagger


def chances(reading: Reading) -> list[dict[str, float]]:
    """For each token, how likely it is part of a name (N), place (P) or agency (A), 0 to 1."""
    if not reading.tokens:
        return []
    # One tagger for all threads: it holds the sentence between `set` and `marginal`.
    with _turn:
        tagger = _tagger()
        tagger.set(features(reading))
        return [{label: tagger.marginal(label, at) for label in LABELS} for at in range(len(reading.tokens))]


def features(reading: Reading, dropped: frozenset[int] = frozenset()) -> list[list[str]]:
    """
    What the tagger sees of each token: lists, shape, neighbours; a word itself only if a dictionary has it.

    In training, tokens in `dropped` are shown as if no list had them, so that context and spelling count too.
    """
    inside = _inside(reading)
    size = len(reading.tokens)
    classes = [_class(reading, at, dropped) for at in range(size)]
    seen = [_seen(reading, at) for at in range(size)]
    found = []
    for at in range(size):
        mine = [f"c={classes[at]}", f"w={seen[at]}", *_shape(reading, at, dropped)]
        if at in inside and at not in dropped:
            mine.append(f"in={inside[at]}")
        for step in (-2, -1, 1, 2):
            beside = at + step
            if 0 <= beside < size:
                mine += [f"c{step}={classes[beside]}", f"w{step}={seen[beside]}", f"r{step}={_role(reading, beside)}"]
                if abs(step) == 1:
                    mine.append(f"cw{step}={classes[at]}|{seen[beside]}")
            else:
                mine.append(f"edge{step}")
        mine.append(f"around={_role(reading, at - 1)}|{classes[at]}|{_role(reading, at + 1)}")
        found.append(mine)
    return found


def _inside(reading: Reading) -> dict[int, str]:
    marks: dict[int, str] = {}
    for phrases, label in ((places(), "P"), (agencies(), "A")):
        for start, end in phrases.within(reading):
            marks.update(dict.fromkeys(range(start, end), f"{label}{min(end - start, 2)}"))
    return marks


def _class(reading: Reading, at: int, dropped: frozenset[int]) -> str:
    """Lists and capitals in one short word, such as "Fu^": a given name, in no dictionary, with a capital."""
    token, held = reading.tokens[at], reading.lexicon
    if not token.alpha:
        return "9" if token.word.isdigit() else token.word
    listed = (
        "" if at in dropped else ("F" if token.word in held.first else "") + ("L" if token.word in held.last else "")
    )
    book = (
        "e"
        if token.word in held.everyday
        else "r"
        if token.word in held.rare
        else "f"
        if reading.french and token.word in held.french
        else "u"
    )
    if not reading.cased:
        case = ""
    elif not token.capital:
        case = "_"
    else:
        case = "!" if token.shout else "~" if token.opens else "^"
    return listed + book + case


def _seen(reading: Reading, at: int) -> str:
    """The word if a dictionary has it, else only that it is unknown: names are never learnt by heart."""
    word = reading.word(at)
    return word if not word[:1].isalpha() or word in reading.lexicon.everyday else "?"


def _shape(reading: Reading, at: int, dropped: frozenset[int]) -> list[str]:
    token = reading.tokens[at]
    word = token.word
    if not token.alpha or word in reading.lexicon.everyday:
        return []
    parts = [f"end={word[-2:]}", f"end3={word[-3:]}", f"start={word[:3]}", f"size={min(len(word), 9)}"]
    if reading.unknown(at):
        if at not in dropped and len(word) >= 5 and sound(word) in reading.lexicon.sounds:
            parts.append("sounds")
        if misspelt(reading, word):
            parts.append("typo")
    return parts


def misspelt(reading: Reading, word: str) -> bool:
    """Whether one slip of a letter turns an everyday word into this one."""
    everyday = reading.lexicon.everyday
    if not 4 <= len(word) <= LONGEST_WORD:
        return False
    if "'" in word or "-" in word:
        return all(part in everyday for part in word.replace("'", "-").split("-"))
    for at in range(len(word)):
        head, tail = word[:at], word[at:]
        if head + tail[1:] in everyday or (len(tail) > 1 and head + tail[1] + tail[0] + tail[2:] in everyday):
            return True
        if len(word) > 5 and any(head + letter + rest in everyday for letter in _ALPHABET for rest in (tail, tail[1:])):
            return True
    return any(word[:at] in everyday and word[at:] in everyday for at in range(2, len(word) - 1) if len(word) > 5)


def _role(reading: Reading, at: int) -> str:
    word = reading.word(at)
    if word in CALLED:
        return "called"
    if word in TITLES:
        return "title"
    if word in ROLES:
        return "role"
    return "act" if is_act(word) else "-"
