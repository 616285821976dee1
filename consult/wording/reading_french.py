"""How easy a French text is to read, worked out here: nothing is downloaded and nothing is sent."""

import re
from functools import cache

LEAST_EASE = 70.0
_WORD = re.compile(r"[a-zà-öø-ÿœ]+(?:-[a-zà-öø-ÿœ]+)*", re.IGNORECASE)
_END = re.compile(r"[.!?]+(?=\s|$)|\n+")
_VOWELS = "aeiouyàâäéèêëîïôöùûüœæ"
_GROUP = re.compile(f"[{_VOWELS}]+")
# In "gu" and "qu" the u is not spoken.
_MUTE_U = re.compile(r"(?<=q)u|(?<=g)u(?=[eiéèêy])")
# Two beats in one group of vowels: é or a sign with two dots stands alone, y between vowels begins a new beat, and
# u or ou before another vowel is its own ("tuer", "jouer").
_TWO_IN_ONE = re.compile(
    r"é(?=[aeiouàâèêôû])|(?<=[aeoiu])é|[ïëü](?=[aeiouéè])|(?<=[aeou])[ïë]|(?<=[aeou])y(?=[aeiouéè])"
    r"|(?<!o)u(?=e[rzu]|é|a)|ou(?=e[rzu]|é|a)|(?<=[bcdfgptv][lr])i(?=[aeoé])"
)
_SILENT_END = re.compile(r"(?<=[^aeiouyàâéèêëîïôùûü])es?$|(?<=[éiu])es?$")
_KNOWN = {"pays": 2, "paysage": 3, "abbaye": 3}
_WITHOUT_A_BEAT = frozenset(["l", "d", "j", "m", "t", "s", "n", "c", "qu"])


def ease(text: str) -> float:
    """
    Give the reading ease of a French text: 100 is very easy, 70 fairly easy, 30 hard; 100 where nothing counts.

    207 - 1.015 words/sentences - 73.6 syllables/words (L. Kandel and A. Moles, Application de l'indice de Flesch à
    la langue française, Cahiers d'études de radio-télévision 19, 1958). Numbers, and capitals inside a sentence as
    names, are not counted. A verb's silent "-ent" counts as a beat, so that a text never seems easier than it is.
    """
    sentences = [found for part in _END.split(text) if (found := _WORD.findall(part))]
    words = [word for said in sentences for at, word in enumerate(said) if at == 0 or not word[0].isupper()]
    words = [word for word in words if word.casefold() not in _WITHOUT_A_BEAT]
    if not words:
        return 100.0
    beats = sum(syllables(word) for word in words)
    return round(207 - 1.015 * len(words) / len(sentences) - 73.6 * beats / len(words), 1)


@cache
def syllables(word: str) -> int:
    """Give the beats of one French word, 1 at least; parts joined by a dash count each."""
    return max(1, sum(_beats(part) for part in word.casefold().split("-") if part))


def _beats(word: str) -> int:
    if word in _KNOWN:
        return _KNOWN[word]
    spoken = _MUTE_U.sub("", word)
    if len(_GROUP.findall(spoken)) > 1:
        spoken = _SILENT_END.sub("", spoken)
    return max(1, len(_GROUP.findall(spoken)) + len(_TWO_IN_ONE.findall(spoken)))
