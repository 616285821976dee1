"""Words that say a name follows or went before: "named", "my worker", "said". Each rule is one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from consult.wording.finding.lists import cues
from consult.wording.finding.tagger import misspelt
from consult.wording.finding.tokens import Reading, Token
from consult.wording.finding.words import ROLES, SAYS, TITLES, TO_PERSON, WORDS_FIRST, is_act

_IS = frozenset({"is", "was", "'s", "’s", ":", "est", "were", "are"})
_CALLERS = frozenset(["i", "he", "she", "they", "we", "you", "never", "and", "always", "to", "nobody", "who", "just"])
_PET_WORDS = cues("pet words")
_OPENS_CLAUSE = cues("opens a clause")
_OWNERS = cues("owners of a person")
_PLAIN_TITLES = cues("plain titles")
_NOT_AFTER_TITLE = cues("not after a title")
_PERSONS = cues("persons more than things")
_DEEDS = cues("deeds")
_SPOKEN_TO = cues("spoken to")
_VERBS = cues("verbs first")
_DATES = cues("dates first")
_BUT_FOR = frozenset({"wasnt", "wasn't", "werent", "weren't", "not", "except"})
_FRENCH_DEEDS = frozenset({"m'a", "m'avait", "nous", "t'a"})


@dataclass(frozen=True, slots=True)
class _Place:
    """A word with what stands around it."""

    reading: Reading
    at: int
    token: Token
    before: str
    behind: str
    after: str
    unknown: bool
    proper: bool


def cued(reading: Reading, at: int) -> bool:
    """Whether the words around say that a name stands here."""
    skip = 1 if reading.word(at - 1) == "." and reading.word(at - 2) in TITLES else 0
    place = _Place(
        reading,
        at,
        reading.tokens[at],
        reading.word(at - 1 - skip),
        reading.word(at - 2 - skip),
        reading.word(at + 1),
        reading.unknown(at),
        reading.proper(at),
    )
    rules = (_named, _known_as, _spoken_to, _spoken_of, _unlisted, _french, _titled, _with_role, _acting)
    return _can_be(place) and any(rule(place) for rule in rules)


def person_like(reading: Reading, at: int) -> bool:
    """Whether what stands around is said of or to a person."""
    before, after = reading.word(at - 1), reading.word(at + 1)
    return (
        is_act(after)
        or before in ROLES
        or before in {"and", "to", "with", "by", "ask", "thank", "thanks"}
        or after in {"'s", "’s"}
    )


def _can_be(it: _Place) -> bool:
    word, held = it.token.word, it.reading.lexicon
    if it.reading.cased and not it.token.capital and word in held.everyday and it.at and it.reading.proper(it.at - 1):
        return False
    return it.unknown or it.proper or word in WORDS_FIRST or word in held.first or word in held.last


def _named(it: _Place) -> bool:
    """Say yes to "named X", "a girl called X", "her name is X"."""
    if it.before == "called":
        return it.behind in ROLES or (it.behind not in _CALLERS and (it.unknown or it.token.capital))
    return it.before in {"named", "nommee", "nomme"} or (
        it.before in _IS and it.behind in {"name", "names", "prenom", "nom"}
    )


def _known_as(it: _Place) -> bool:
    """Say yes to "they call me X", "she goes by X"."""
    return (it.before == "me" and it.behind in {"call", "called", "calls"}) or (
        it.before == "by" and it.behind in {"go", "goes", "went", "going"}
    )


def _spoken_to(it: _Place) -> bool:
    """Say yes to "ask Will", "thank you Destiny"."""
    thanked = it.before == "you" and it.behind == "thank"
    talked = it.before == "to" and it.behind in _SPOKEN_TO and it.token.word not in _DATES
    return it.token.word in WORDS_FIRST - _PET_WORDS and (it.before in TO_PERSON or thanked or talked)


def _spoken_of(it: _Place) -> bool:
    """Say yes to "hope told me" and "hope and i", not to "the hope told"; to any deed where a person is likelier."""
    word, deeds = it.token.word, SAYS | _DEEDS if it.token.word in _PERSONS else SAYS
    together = it.after == "and" and it.reading.word(it.at + 2) in {"i", "me"} and word not in _DATES
    return word in WORDS_FIRST and (it.after in deeds or together) and (not it.before or it.before in _OPENS_CLAUSE)


def _unlisted(it: _Place) -> bool:
    """Say yes to a word in no dictionary where only a person can stand: "X kept my", "X m'a dit", "if not for X"."""
    if not it.unknown or misspelt(it.reading, it.token.word) or it.token.word in it.reading.lexicon.french:
        return False
    if it.before == "for" and it.behind in _BUT_FOR:
        return True
    opens = not it.before or it.before in _OPENS_CLAUSE
    if it.reading.foreign:
        return opens and it.after in _FRENCH_DEEDS
    together = it.after == "and" and it.reading.word(it.at + 2) in {"i", "me"}
    return opens and (it.after in SAYS | _DEEDS or together)


def _french(it: _Place) -> bool:
    """Say yes to "je m'appelle X", "elle s'appelait X"."""
    bare = it.before.replace("m'", "").replace("s'", "")
    return bare in {"appelle", "appelait"} and (
        bare != it.before or it.behind in {"m", "s", "m'", "s'", "'", "me", "se"}
    )


def _titled(it: _Place) -> bool:
    """Say yes to "Dr. X", "nurse X", "auntie X"."""
    if it.before not in TITLES or it.token.word in _NOT_AFTER_TITLE:
        return False
    if it.token.word in WORDS_FIRST:
        return it.proper or it.before in _PLAIN_TITLES or is_act(it.after)
    return it.proper or (it.unknown and not misspelt(it.reading, it.token.word))


def _with_role(it: _Place) -> bool:
    """Say yes to "my worker Hope", "my friend grace said"; of "my worker will", only if a deed follows."""
    if it.before not in ROLES or it.behind not in _OWNERS:
        return False
    did = is_act(it.after) and it.after not in {"and", "who", "still", "never", "always"}
    if it.token.word in _VERBS:
        return it.proper or did
    return it.proper or (it.token.word in WORDS_FIRST and (did or it.after in {"", "."}))


def _acting(it: _Place) -> bool:
    """Say yes to a capital in mid-sentence before a deed: "then Grace left"."""
    return it.proper and it.token.word in WORDS_FIRST - _DATES and is_act(it.after)
