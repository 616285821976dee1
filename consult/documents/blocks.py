"""A document as a row of blocks, each with a kind and its words, before it is written as text, PDF or .docx."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a block is, and so how it looks."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    SMALL = "small"
    QUOTE = "quote"
    ITEM = "item"
    NOTE = "note"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Block:
    """Some words of one kind. A `LINE` is empty: room to write by hand."""

    kind: Kind
    words: str = ""


Document = Sequence[Block]


def written(document: Document) -> str:
    """Write a document as plain text, a blank line before each heading and between unlike blocks."""
    lines: list[str] = []
    before: Kind | None = None
    for block in document:
        if before is not None and (block.kind is not before or block.kind in {Kind.TEXT, Kind.HEADING, Kind.NOTE}):
            lines.append("")
        lines.append(_LOOKS.get(block.kind, "{}").format(block.words) if block.words else "_" * 40)
        before = block.kind
    return "\n".join(lines) + "\n"


_LOOKS = {Kind.ITEM: "- {}", Kind.QUOTE: '  "{}"'}
