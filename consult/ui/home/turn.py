"""One line of "Your turn"."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """Which round and advisory, what is so, and where to go (a page's file, and which thing on it) if anywhere."""

    title: str
    advisory: str
    sentence: str
    state: str
    mine: bool
    file: str = ""
    which: str = ""
