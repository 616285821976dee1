"""A text as words, each with what is known of it; nothing outlives the call."""

from __future__ import annotations

import re
from dataclasses import dataclass

from consult.wording.finding.lists import Lexicon, cues, fold, lexicon
from consult.wording.finding.words import TITLES

# A possessive 's is a token of its own, so that "Emeka's" is looked up as "Emeka".
_TOKEN = re.compile(r"['’]s(?!\w)|[^\W\d_]+(?:['’ʼ-](?!s(?!\w))[^\W\d_]+)*|\d+|\S")
# Short words that English lacks or hardly uses, so that a French sentence shows itself.
FRENCH = cues("french")
_STOPS = frozenset('.!?\n:;•-–—"“”*')


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
    """
    A text cut into tokens.

    `cased` is false where the writer leaves capitals out (or uses nothing else). `foreign` is true in French, and
    where most of the words are in no English dictionary, so that being in none says nothing.
    """

    text: str
    tokens: tuple[Token, ...]
    cased: bool
    lexicon: Lexicon
    french: bool = False
    foreign: bool = False

    def word(self, at: int) -> str:
        """The folded word at a place, or "" beyond either end."""
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def proper(self, at: int) -> bool:
        """Whether a capital here says something: not at the start of a sentence, not in a text of capitals."""
        token = self.tokens[at]
        return self.cased and token.capital and not token.opens

    def unknown(self, at: int) -> bool:
        """Whether the word is in no dictionary."""
        word = self.tokens[at].word
        if not word[0].isalpha() or self.lexicon.known(word, french=self.french):
            return False
        parts = word.replace("'", "-").split("-")
        return len(parts) == 1 or not all(self.lexicon.plain(part) for part in parts)


def read(text: str) -> Reading:
    """Cut a text into tokens."""
    tokens: list[Token] = []
    opens, line = True, 0
    for hit in _TOKEN.finditer(text):
        raw = hit[0]
        opens = opens or "\n" in text[line : hit.start()]
        tokens.append(Token(hit.start(), hit.end(), fold(raw), raw[0].isupper(), len(raw) > 1 and raw.isupper(), opens))
        short = raw == "." and len(tokens) > 1 and (tokens[-2].word in TITLES or len(tokens[-2].word) == 1)
        opens, line = (raw in _STOPS and not short) or (opens and not raw[0].isalnum()), hit.end()
    words = [token for token in tokens if token.alpha and token.word != "i"]
    capitals = sum(token.capital for token in words)
    cased = bool(capitals) and sum(token.shout for token in words) * 2 < len(words) + 1
    held = lexicon()
    strange = sum(not (held.known(token.word) or token.word in held.first) for token in words)
    french = len(words) > 2 and sum(token.word in FRENCH for token in words) * 4 >= len(words)
    foreign = french or (len(words) > 3 and strange * 10 > len(words) * 4)
    return Reading(text, tuple(tokens), cased, held, french, foreign)
