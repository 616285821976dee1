"""Names of people: by list, by what stands around them, and by the tagger; everyday words only with a cue."""

from __future__ import annotations

from collections.abc import Iterator

from consult.wording.finding.kinds import Kind, Span
from consult.wording.finding.tagger import misspelt
from consult.wording.finding.tokens import Reading
from consult.wording.finding.words import INITIALS, NAMES_FIRST, ROLES, SAYS, TITLES, TO_PERSON, WORDS_FIRST, is_act

# A word on a list of given names and in no dictionary is a name unless the tagger is nearly sure that it is not.
LISTED = 0.04
# The same for names that only a large dictionary has as words ("colleen"), and for "mike".
HARDLY_WORDS = 0.2
UNLISTED = 0.5
EVERYDAY = 0.6
# Slips of the pen, everyday words without a capital, and languages that our dictionaries lack need more.
DOUBTFUL = 0.85
NEXT_TO_NAME = 0.3
_BETWEEN = frozenset({"-", "de", "van", "von", "al", "el", "bin", "bint", "abu", "della", "dela", "delos", "san", "st", "le", "la", "."})
_IS = frozenset({"is", "was", "'s", "’s", ":", "est", "were", "are", "m'"})


def names(reading: Reading, chances: list[dict[str, float]]) -> Iterator[Span]:
    """Yield names of people; `chances` are those of the tagger for the same reading."""
    marked = {at for at in range(len(reading.tokens)) if _name(reading, at, chances[at]["N"])}
    marked |= {at for at in range(len(reading.tokens)) if at not in marked and _surname(reading, at, marked, chances[at]["N"])}
    start = None
    for at in range(len(reading.tokens) + 1):
        if at in marked:
            start = at if start is None else start
        elif start is not None:
            yield Span(reading.tokens[_titled(reading, start)].start, reading.tokens[at - 1].end, Kind.NAME, 5)
            start = None


def _titled(reading: Reading, start: int) -> int:
    """Where the name begins with the title before it ("Dr. Okonkwo", "auntie bea")."""
    before = start - 2 if reading.word(start - 1) == "." else start - 1
    return before if before >= 0 and reading.word(before) in TITLES else start


def _name(reading: Reading, at: int, chance: float) -> bool:
    token, held = reading.tokens[at], reading.lexicon
    if not token.alpha or len(token.word) < 2:
        return False
    if token.word in WORDS_FIRST and not reading.unknown(at):
        return _cued(reading, at) or (reading.proper(at) and chance > EVERYDAY and _person_like(reading, at))
    if token.word in TITLES or token.word in ROLES:
        return False
    if token.word in _ALSO_REGIONS and reading.word(at - 1) in {"in", "from", "of"}:
        return False
    if token.word in held.first and (len(token.word) > 2 or token.word in INITIALS):
        if reading.unknown(at):
            return chance > LISTED or _cued(reading, at) or (reading.foreign and reading.word(at - 1) in _FRENCH_BEFORE)
        if token.word in NAMES_FIRST or token.word not in held.everyday and not (reading.french and token.word in held.french):
            return chance > HARDLY_WORDS or _cued(reading, at)
    if _cued(reading, at) and (reading.unknown(at) or token.word in held.first or reading.proper(at)):
        return True
    return _judged(reading, at, chance)


def _judged(reading: Reading, at: int, chance: float) -> bool:
    """Whether the tagger is sure enough of a word that no list of given names vouches for."""
    token, held = reading.tokens[at], reading.lexicon
    if not reading.unknown(at):
        if reading.proper(at):
            return chance > EVERYDAY
        return token.word in held.first and chance > DOUBTFUL
    if reading.proper(at) and not reading.foreign:
        return chance > UNLISTED
    if reading.foreign:
        return reading.proper(at) and chance > EVERYDAY
    return chance > (DOUBTFUL if misspelt(reading, token.word) else UNLISTED)


def _cued(reading: Reading, at: int) -> bool:
    """Whether the words around say that a name stands here."""
    before, behind, after = reading.word(at - 1), reading.word(at - 2), reading.word(at + 1)
    if before == "." and behind in TITLES:
        before, behind = behind, reading.word(at - 3)
    token, held = reading.tokens[at], reading.lexicon
    can_be = token.word in WORDS_FIRST or token.word in held.first or token.word in held.last or reading.unknown(at) or reading.proper(at)
    if not can_be or (reading.cased and not token.capital and token.word in held.everyday and reading.proper(at - 1 if at else 0)):
        return False
    if before in {"named", "nommee", "nomme"} or (before == "called" and (reading.unknown(at) or token.capital or behind in ROLES)):
        return True
    if (before == "me" and behind in {"call", "called", "calls"}) or (before == "by" and behind in {"go", "goes", "went", "going"}):
        return True
    if token.word in WORDS_FIRST - _PET_WORDS and (before in TO_PERSON or (before == "you" and behind == "thank")):
        return True
    if token.word in WORDS_FIRST and token.word in held.first and after in SAYS and before not in _NOT_BEFORE_NAME:
        return True
    if before in _IS and behind in {"name", "names", "prenom", "nom"}:
        return True
    if before in {"appelle", "appelait"} and behind in {"m", "s", "m'", "s'", "'", "me", "se"}:
        return True
    if before in {"m'appelle", "s'appelle", "s'appelait", "m'appelait"}:
        return True
    if before in TITLES and token.word not in _NOT_AFTER_TITLE:
        if token.word in WORDS_FIRST:
            return reading.proper(at) or before in _PLAIN_TITLES or is_act(after)
        return reading.proper(at) or (reading.unknown(at) and not misspelt(reading, token.word))
    if before in ROLES and behind in _OWNERS:
        # "my worker will call": only what a person did makes the word a name.
        return reading.proper(at) or (token.word in WORDS_FIRST - _VERBS and (_did(after) or after in {"", "."})) or (token.word in _VERBS and _did(after))
    return reading.proper(at) and token.word in WORDS_FIRST - _DATES and is_act(after) and token.word in held.first


def _person_like(reading: Reading, at: int) -> bool:
    before, after = reading.word(at - 1), reading.word(at + 1)
    return is_act(after) or before in ROLES or before in {"and", "to", "with", "by", "ask", "thank", "thanks"} or after in {"'s", "’s"}


def _did(word: str) -> bool:
    return is_act(word) and word not in {"and", "who", "still", "never", "always"}


def _surname(reading: Reading, at: int, marked: set[int], chance: float) -> bool:
    """Whether a word right after a marked given name belongs to it."""
    token, held = reading.tokens[at], reading.lexicon
    if at - 1 not in marked or not token.alpha or token.word in WORDS_FIRST:
        return False
    if token.word in held.last and (reading.unknown(at) or reading.proper(at)):
        return True
    return chance > NEXT_TO_NAME and (reading.unknown(at) or reading.proper(at))


_ALSO_REGIONS = frozenset("jordan georgia chad israel virginia montana dakota carolina kenya cuba ireland india asia china guinea sudan mali".split())
_FRENCH_BEFORE = frozenset("a avec de pour et par chez merci que".split())
_PET_WORDS = frozenset("love baby guy buddy honey angel princess sunshine candy star bob junior justice peace mercy can dot mark bill".split())
_NOT_BEFORE_NAME = frozenset("i you we they he she it the a my your his her our their no some this that who not never".split())
_OWNERS = frozenset("my his her our their a the your mon ma mes youth support social outreach peer case best old new other".split())
_PLAIN_TITLES = frozenset("mr mrs ms miss dr constable cst officer detective sgt sergeant auntie aunty mme mlle".split())
_NOT_AFTER_TITLE = frozenset("and or of in at to who is was said told at's for on with i the a my from that s".split())
_VERBS = frozenset({"will", "may", "can", "mark", "bill", "hope", "grant", "chase", "pat", "drew", "frank", "rose", "rob", "nick", "sue"})
_DATES = frozenset("may april june august sunday friday monday summer autumn winter will can christian".split())
