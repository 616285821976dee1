"""Signs that would show oddly on a member's page are named to who typed them; nothing is taken out in silence."""

import re
import unicodedata
from collections.abc import Iterator

from consult.errors import BadText
from consult.plain_text import normalise
from consult.wording.findings import Finding, Severity

_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,80}>|&[a-z]{2,8};")
_MARKDOWN = re.compile(r"\*\*[^*\n]+\*\*|(?m:^#{1,6} \S.*$)|\[[^\]\n]+\]\([^)\n]+\)|`[^`\n]+`|__[^_\n]+__")
_ADDRESS = re.compile(r"\bhttps?://\S+|\bwww\.\S+", re.IGNORECASE)
_PICTURES = (0x1F000, 0x1FAFF)


def one_line(text: str, name: str, most: int) -> str:
    """Give a short text as it is kept, on one line. BadText names the field when it is too long."""
    return paragraphs(" ".join(normalise(text).split()), name, most)


def paragraphs(text: str, name: str, most: int) -> str:
    """Give a text as it is kept: plain quotes and line ends, no invisible signs. BadText when it is too long."""
    kept = normalise(text)
    if len(kept) > most:
        raise BadText(f"{name} is too long: {len(kept):,} characters. Please keep it to {most:,}.")
    return kept


def check(text: str, where: str) -> list[Finding]:
    """Name emoji, HTML, Markdown, web addresses and letters that run from right to left."""
    return list(_found(text, where))


def _found(text: str, where: str) -> Iterator[Finding]:
    for name, reason, matches in (
        ("emoji", "Member pages show no pictures.", [sign for sign in text if _is_picture(sign)]),
        ("HTML", "Members would see these signs as they stand.", _TAG.findall(text)),
        ("Markdown", "Members would see these signs as they stand.", _MARKDOWN.findall(text)),
        ("web address", "A link can give away where a member was.", _ADDRESS.findall(text)),
    ):
        for match in dict.fromkeys(matches):
            yield Finding(where, name, Severity.WARN, match, reason, "Take it out, or say it in words.")
    if any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in text):
        reason = "Some letters run from right to left. Look at the preview: the words may stand in another order."
        yield Finding(where, "right to left", Severity.WARN, "", reason)


def _is_picture(sign: str) -> bool:
    return _PICTURES[0] <= ord(sign) <= _PICTURES[1] or (unicodedata.category(sign) == "So" and sign not in "°©®™")
