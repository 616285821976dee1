"""Words cut into the pieces that the vectors know, as the model's authors cut them, without a library for it."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, groupby

import numpy as np

from consult.words.suggesting.shipped import read_sound

UNKNOWN, BEGIN, END = 100, 101, 102
LONGEST_WORD = 100
# Ideographs stand alone, each a word (BERT's own list of ranges).
_ALONE = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))


class Pieces:
    """
    WordPiece of BERT, letter case and accents taken off (Devlin and others, 2019); each word is cut once a call.

    `telling` says for each number whether its piece has a letter or a digit, and so tells something of its own.
    """

    def __init__(self) -> None:
        """Read the list of pieces. BrokenVectors where it is not as it was shipped."""
        self._number = {piece: at for at, piece in enumerate(read_sound("vocab.txt").decode("utf-8").splitlines())}
        self.telling = np.array([any(map(str.isalnum, piece)) and piece[0] != "[" for piece in self._number])

    def numbers(self, texts: Iterable[str]) -> list[list[int]]:
        """Give for each text the numbers of its pieces, in order, without marks of begin and end."""
        # Gone when this returns: a word kept for the next call would be a word of an answer in memory for days.
        once = cache(self._longest_first)
        return [list(chain.from_iterable(once(word) for word in _split(text))) for text in texts]

    def _longest_first(self, word: str) -> tuple[int, ...]:
        if len(word) > LONGEST_WORD:
            return (UNKNOWN,)
        found: list[int] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                number = self._number.get(("##" if start else "") + word[start:end])
                if number is not None:
                    break
            else:
                return (UNKNOWN,)
            found.append(number)
            start = end
        return tuple(found)


@cache
def pieces() -> Pieces:
    """Give the pieces, read once."""
    return Pieces()


def with_ends(numbers: Sequence[int], most: int) -> list[int]:
    """Put the marks of begin and end around the numbers, `most` in all."""
    return [BEGIN, *numbers[: most - 2], END]


def _split(text: str) -> Iterator[str]:
    lower = text.lower()
    plain = lower.isascii() and lower.isprintable()
    for run in (lower if plain else "".join(_cleaned(unicodedata.normalize("NFD", lower)))).split():
        if run.isalnum() and run.isascii():
            yield run
            continue
        for is_word, signs in groupby(run, _belongs_to_word):
            if is_word:
                yield "".join(signs)
            else:
                yield from signs


def _cleaned(text: str) -> Iterator[str]:
    for sign in text:
        kind = unicodedata.category(sign)
        if sign in "\t\n\r" or kind == "Zs":
            yield " "
        elif _is_alone(sign):
            yield f" {sign} "
        elif kind[0] != "C" and kind != "Mn" and sign != "\ufffd":
            yield sign


@cache
def _belongs_to_word(sign: str) -> bool:
    in_ascii = sign.isascii() and not sign.isalnum()
    return not (in_ascii or unicodedata.category(sign).startswith("P"))


def _is_alone(sign: str) -> bool:
    return sign > "\u2fff" and any(low <= ord(sign) <= high for low, high in _ALONE)
