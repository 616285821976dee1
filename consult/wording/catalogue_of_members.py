"""The sentences of every member page."""

from collections.abc import Mapping

from consult.wording.catalogue import read


def screens(_language: str) -> Mapping[str, str]:
    """Give the sentences around a round's questions, by key."""
    said: Mapping[str, str] = read("member_screens")
    return said
