"""The short sentences around a round's own text, all in one file, so that they can be read and judged together."""

import json
from functools import cache
from importlib.resources import files


def text(key: str, **facts: object) -> str:
    """Give one sentence of `consult/text/member_screens.json` with its facts filled in."""
    return sentences()[key].format(**facts)


@cache
def sentences() -> dict[str, str]:
    """Give all sentences by key."""
    raw = files("consult.text").joinpath("member_screens.json").read_text(encoding="utf-8")
    read: dict[str, str] = json.loads(raw)
    return read
