"""Facts go into sentences here, and a sentence with a gap in it is never shown."""

import re
from collections.abc import Iterable, Mapping

_PLACE = re.compile(r"\{([a-z_]+)\}")
_BEGINS = re.compile(r"(?:^|[.?!]\s+|\n)\Z")


def places(texts: Iterable[str]) -> frozenset[str]:
    """Give the names of all facts these texts wait for."""
    return frozenset(name for text in texts for name in _PLACE.findall(text))


def fill(text: str, facts: Mapping[str, str]) -> str:
    """
    Put the facts into their places, each once: braces inside a fact stay as they were typed.

    A fact that ends a sentence brings no second full stop, one that begins a sentence a capital. A place
    without a fact stays as it is, so that `places` still finds it.
    """

    def _fact(found: re.Match[str]) -> str:
        known = facts.get(found[1], "").strip()
        if not known:
            return found[0]
        if _BEGINS.search(found.string[: found.start()]):
            known = known[:1].upper() + known[1:]
        followed_by = found.string[found.end() : found.end() + 1]
        return known.removesuffix(".") if followed_by and followed_by in ".,:;?" else known

    return _PLACE.sub(_fact, text)
