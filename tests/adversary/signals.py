"""Everything in a folder that could put people or answers in an order: positions of bytes, and every value in a row."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any
from uuid import UUID

from tests.adversary import folders
from tests.adversary.folders import Play, Said, Tables

PAGE = 4096
_HEX = re.compile("[0-9a-f]{32}")
_ENOUGH = 8
Signals = dict[str, list[float]]


def of_people(play: Play) -> Signals:
    """Give, for each person in order of arrival, what the copies before and after her Send tell of her."""
    people = len(play.truth.said)
    found: Signals = {"arrival": [float(at) for at in range(people)]}
    held = [(folders.tables(copy), folders.files(copy)) for copy in play.backups]
    seen = [_arrival(before, now, content) for (before, _), (now, content) in pairwise(held)]
    for name in sorted(set().union(*seen)) if len(seen) == people else ():
        values = [one.get(name) for one in seen]
        if None not in values and len(set(values)) > 1:
            found[name] = [float(value) for value in values if value is not None]
    return found


def of_answers(play: Play, said: Sequence[Said]) -> Signals:
    """Give, for each readable answer, every value in its row and every place in a file where its bytes lie."""
    found: Signals = {}
    for column in said[0].cells if said else ():
        found[f"answer.{column}"] = [as_number(answer.cells[column]) for answer in said]
    content = folders.files(play.today) | folders.files(play.folder / "after")
    for name, held in content.items():
        for what, marks in (("words", [_words(answer) for answer in said]), ("id", [_id(answer) for answer in said])):
            found |= _places(f"{_HEX.sub('…', name)}: {what}", held, marks)
    return {name: values for name, values in found.items() if len(set(values)) > 1}


def of_content(said: Sequence[Said]) -> Signals:
    """Give what can be seen of the answers' own words, to lay beside sealed bytes: length, letters, choice."""
    return {
        "length": [float(len(answer.content)) for answer in said],
        "letters": [as_number(answer.content.encode()[::-1]) for answer in said],
        "words of it": [float(answer.content.count(" ")) for answer in said],
    }


def as_number(value: Any) -> float:
    """Read any cell as a number: bytes, hex and text by their first eight bytes."""
    if value is None:
        return -1.0
    if isinstance(value, int | float):
        return float(value)
    raw = value if isinstance(value, bytes) else _raw(str(value))
    return float(int.from_bytes(raw[:_ENOUGH].ljust(_ENOUGH, b"\0"), "big"))


def _raw(text: str) -> bytes:
    try:
        return UUID(text).bytes
    except ValueError:
        return text.encode()


def _arrival(was: Tables, now: Tables, content: Mapping[str, bytes]) -> dict[str, float]:
    """Give what one Send changed: the values of the rows that are new, and where their bytes lie."""
    found: dict[str, float] = {}
    for name, table in now.items():
        old = set(was[name]["rows"]) if name in was else set()
        new = [row for row in table["rows"] if row not in old]
        if len(new) != 1:
            continue
        for column, value in zip(table["columns"], new[0], strict=True):
            found[f"{name}.{column}"] = as_number(value)
            if isinstance(value, bytes):
                found |= _lies(f"{name}.{column}", value[:32], content)
    return found


def _lies(name: str, mark: bytes, content: Mapping[str, bytes]) -> dict[str, float]:
    places = {file: held.find(mark) for file, held in content.items()}
    return {f"{name} at byte of {file}": float(at) for file, at in places.items() if at >= 0}


def _places(name: str, held: bytes, marks: Sequence[bytes | None]) -> Signals:
    first = [float(held.find(mark)) if mark else -1.0 for mark in marks]
    last = [float(held.rfind(mark)) if mark else -1.0 for mark in marks]
    return {
        f"first byte in {name}": first,
        f"last byte in {name}": last,
        f"place in its page in {name}": [at % PAGE for at in last],
        f"page in {name}": [at // PAGE for at in last],
    }


def _words(answer: Said) -> bytes | None:
    words: str = answer.cells["words"]
    return words.encode() if words else None


def _id(answer: Said) -> bytes | None:
    ident = answer.cells["id"]
    return ident if isinstance(ident, bytes) else str(ident).encode()
