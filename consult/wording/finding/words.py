"""Small sets of words that say a name is near: who people are, how they are addressed, what they say and do."""

from __future__ import annotations

from consult.wording.finding.lists import cues

TITLES = cues("titles")
ROLES = cues("roles")
CALLED = cues("called")
ACTS = cues("acts")
# These are words first: a name only after a title, "named", or where what follows can only be said of a person.
WORDS_FIRST = cues("words first")
# Initials that people go by.
INITIALS = cues("initials")
# Everyday words too, but hardly ever said as words.
NAMES_FIRST = cues("names first")
# What only a person does: enough to make a name of "hope" in "hope told me".
SAYS = cues("says")
# After these a word is spoken of as a person.
TO_PERSON = cues("to a person")


def is_act(word: str) -> bool:
    """Whether a word is what a person does or did."""
    return word in ACTS or (len(word) > 4 and word.endswith("ed"))
