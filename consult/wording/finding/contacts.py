"""Emails, links and accounts, also as people write them to get past a filter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consult.wording.finding.kinds import Kind, Span

_ENDINGS = r"(?:com|ca|org|net|edu|gov|info|co\.uk|io|me|tv|app)"
_HOSTS = (
    r"(?:g[\s-]?mail|hotmail|outlook|yahoo|icloud|live|msn|proton(?:mail)?|eastlink|bell ?aliant|sympatico|aol|ymail)"
)
# A dot with a space after it ends a sentence unless a known ending follows ("kayla@gmail. com"); a capital begins one.
_EMAIL = re.compile(
    rf"(?<![\w.+%-])[\w.+%-]{{1,64}}\s?@\s?[\w-]+"
    rf"(?:(?:\.(?:{_ENDINGS}\b|(?-i:[a-z]{{2,}}|[A-Z]{{2,}})\b)){{1,3}}|(?:\.\s|\s\.\s?)(?:com|ca|org|net|edu|fr)\b)",
    re.IGNORECASE,
)
_AT = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{1,64}}(?:\s(?:dot|point|underscore)\s[\w-]+)*\s*(?:[\[(]\s*at\s*[\])]|@|\bat\b|\barobase\b|\(a\))\s*"
    rf"(?:{_HOSTS}|[\w-]+\s?(?:\bdot\b|\bpoint\b|[\[(]dot[\])])\s?{_ENDINGS})\b"
    rf"(?:\s*(?:\bdot\b|\bpoint\b|[\[(]dot[\])])\s*[a-z]{{2,3}}\b|\s?\.{_ENDINGS}\b|\s?\.\s(?:com|ca|org|net)\b)*",
    re.IGNORECASE,
)
_LOOKS = re.compile(
    r"(?:look\w*|good|bad|was|am|is|are|be|me|us|here|check\w*|stare\w*|work\w*|mad|arrive\w*|not|and|or|it)\s+at\s",
    re.IGNORECASE,
)
_LINK = re.compile(
    rf"(?:https?://|www\.)\S+|(?<![\w@.-])(?:[a-z0-9-]{{1,63}}\.){{1,8}}(?:{_ENDINGS}|fr|uk|us)\b(?:/\S*)?"
    rf"|(?<![\w@.-])[\w-]{{1,63}}\.[a-z]{{2,3}}/\w\S*",
    re.IGNORECASE,
)
_SAID_LINK = re.compile(rf"(?<![\w-])[\w-]{{1,63}}\s(?:dot|point)\s{_ENDINGS}\b(?:\sslash\s\w+)*", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@.])[@＠]\s?[\w.]{0,40}\w{2,}|(?<![\w/])u/\w{3,}", re.IGNORECASE)
_NETWORK = (
    r"(?:insta(?:gram)?|ig|snap(?:chat)?|tik ?tok|twitter|facebook|fb|discord|telegram|whatsapp|kik|onlyfans|messenger"
    r"|steam|xbox|psn|reddit|twitch|user ?name|handle|gamertag|screen ?name|nom d'utilisateur|compte|pseudo)"
)
_NAMED = re.compile(
    rf"\b{_NETWORK}(?:\s(?:account|name|handle|user(?:name)?|page|id|tag))*"
    rf"(?:\s*[:=]\s*|\s+(?:is|as|under|was|est|at|named|called|add me|me)\s+|\s+)"
    rf"[\"'(]?(?P<it>@?(?=[\w.]*[\d_.])[a-z][\w.]*\w|\w+#\d{{3,5}})",
    re.IGNORECASE,
)


def contacts(text: str) -> Iterator[Span]:
    """Yield emails, links and accounts."""
    yield from (Span(*hit.span(), Kind.EMAIL, 9) for hit in _EMAIL.finditer(text))
    yield from (Span(*hit.span(), Kind.EMAIL, 9) for hit in _AT.finditer(text) if not _LOOKS.match(hit[0]))
    for pattern in (_LINK, _SAID_LINK):
        yield from (_trimmed(text, hit) for hit in pattern.finditer(text))
    yield from (Span(*hit.span(), Kind.HANDLE, 8) for hit in _HANDLE.finditer(text))
    yield from (Span(*hit.span("it"), Kind.HANDLE, 8) for hit in _NAMED.finditer(text))


def _trimmed(text: str, hit: re.Match[str]) -> Span:
    """A link without the full stop or bracket that ends the sentence around it."""
    kept = len(text[hit.start() : hit.end()].rstrip(".,;:!?)]}\"'»…"))
    return Span(hit.start(), hit.start() + kept, Kind.LINK, 8)
