"""What was released as a table for a spreadsheet: nothing else is in it, and no cell of it can run."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from consult.words.given import plain
from consult.words.given.memo import Source
from consult.words.leaving import content
from consult.words.leaving.choices import TOO_FEW

HEADS = ("Release", "Number", "What", "Title", "Words", "How many people", "Stands", "Answer", "Who", "By when")
# A spreadsheet takes a cell that begins so for a formula, and runs it (OWASP, "CSV Injection").
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
_MARK = "\ufeff"  # so that a spreadsheet reads the letters as they are


def table(sources: Sequence[Source], purpose: str) -> bytes:
    """Give the rows as CSV (RFC 4180, UTF-8 with its mark): themes, answers, choices, limits and how to cite."""
    out = StringIO()
    written = csv.writer(out, lineterminator="\r\n")
    written.writerow(HEADS)
    for source in sources:
        for row in _rows(source, purpose):
            written.writerow([safe(cell) for cell in (*row, *[""] * (len(HEADS) - len(row)))])
    return f"{_MARK}{out.getvalue()}".encode()


def safe(cell: str) -> str:
    """Put an apostrophe before whatever a spreadsheet would run; blanks before it do not hide it."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(_STARTS) or cell.startswith(_STARTS) else cell


def _rows(source: Source, purpose: str) -> Iterator[tuple[str, ...]]:
    said, release = source.said, str(source.number)
    yield (release, "", "limits", said["title"], plain.limits(said))
    yield (release, "", "limits", "", content.NOT_FOR)
    yield (release, "", "purpose", "", purpose)
    yield (release, "", "how to cite", "", plain.cite(said))
    for theme in source.themes:
        one = source.stands[theme["number"]]
        told = one.decided if one.is_answered else None
        yield (
            release, one.number, "theme", theme["title"], theme["story"], theme["said_by"], plain.STATES[one.standing],
            " ".join(plain.answer(one)), plain.listed(told.owner) if told else "", told.by_when if told else "",
        )  # fmt: skip
        if theme["views_differ"]:
            yield (release, one.number, "views differ", theme["title"], theme["views_differ"])
        yield from ((release, one.number, "quote", theme["title"], words) for words in theme["quotes"])
    if source.whole:
        yield from ((release, "", "other things we heard", "", line) for line in said["other"])
        yield from _choices(source)


def _choices(source: Source) -> Iterator[tuple[str, ...]]:
    release = str(source.number)
    for question in source.said["questions"]:
        if question["note"] == TOO_FEW:
            yield (release, "", "choice", question["text"], TOO_FEW)
            continue
        for row in question["rows"]:
            yield (release, "", "choice", question["text"], row["option"], row["text"])
        yield from ((release, "", "what the words mean", question["text"], line) for line in question["words"])
