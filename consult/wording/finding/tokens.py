"""A text as words, each with what is known of it; nothing outlives the call."""

from __future__ import annotations

import re
from dataclasses import dataclass

from consult.wording.finding.lists import Lexicon, fold, lexicon

# A possessive 's is a token of its own, so that "Emeka's" is looked up as "Emeka".
_TOKEN = re.compile(r"['’]s(?!\w)|[^\W\d_]+(?:['’ʼ-](?!s(?!\w))[^\W\d_]+)*|\d+|\S")
_STOPS = frozenset(".!?\n:;•-–—\"“”*")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign, where it stands, and how it looks."""

    start: int
    end: int
    word: str
    capital: bool
    shout: bool
    opens: bool

    @property
    def alpha(self) -> bool:
        """Whether it is a word rather than a sign or a number."""
        return self.word[0].isalpha()


@dataclass(frozen=True, slots=True)
class Reading:
    """A text cut into tokens. `cased` is false where the writer leaves capitals out (or uses nothing else)."""

    text: str
    tokens: tuple[Token, ...]
    cased: bool
    lexicon: Lexicon

    def word(self, at: int) -> str:
        """The folded word at a place, or "" beyond either end."""
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def proper(self, at: int) -> bool:
        """Whether a capital here says something: not at the start of a sentence, not in a text of capitals."""
        token = self.tokens[at]
        return self.cased and token.capital and not token.opens

    def unknown(self, at: int) -> bool:
        """Whether the word is in no dictionary."""
        token = self.tokens[at]
        return token.alpha and not self.lexicon.known(token.word)


def read(text: str) -> Reading:
    """Cut a text into tokens."""
    tokens: list[Token] = []
    opens, line = True, 0
    for hit in _TOKEN.finditer(text):
        raw = hit[0]
        opens = opens or "\n" in text[line : hit.start()]
        tokens.append(
            Token(hit.start(), hit.end(), fold(raw), raw[0].isupper(), len(raw) > 1 and raw.isupper(), opens)
        )
        opens, line = raw in _STOPS or (opens and not raw[0].isalnum()), hit.end()
    words = [token for token in tokens if token.alpha and token.word != "i"]
    capitals = sum(token.capital for token in words)
    cased = bool(capitals) and sum(token.shout for token in words) * 2 < len(words) + 1
    return Reading(text, tuple(tokens), cased, lexicon())
