"""The texts this platform ships: read from files in the repository, from nowhere else, and never changed here."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from consult.errors import ConsultError
from consult.wording.catalogue_of_members import ENGLISH, in_language, sentences_of


class NoSuchTemplate(ConsultError):
    """A template was named that does not ship."""

    sentence = "There is no such template."


@cache
def read(name: str) -> Any:
    """Give one JSON file of `consult/text`, parsed. Callers leave it as it is."""
    return json.loads(files("consult.text").joinpath(f"{name}.json").read_text("utf-8"))


def templates() -> tuple[dict[str, Any], ...]:
    """Give the templates of rounds, in the order they are offered."""
    return tuple(read("templates")["templates"])


def template(key: str) -> dict[str, Any]:
    """Give one template. NoSuchTemplate when it does not ship."""
    for listed in templates():
        if listed["key"] == key:
            return dict(listed)
    raise NoSuchTemplate


def add_ons() -> tuple[dict[str, Any], ...]:
    """Give the sets of questions that a part may add; drafts until its steward approves them."""
    return tuple(listed for listed in read("templates")["addons"] if listed["key"] != "closing")


def closing_pair(language: str = ENGLISH) -> tuple[dict[str, Any], ...]:
    """Give the two questions every round ends with, in a language."""

    def _said(text: str) -> str:
        return in_language(text, language) or text

    closing = next(listed for listed in read("templates")["addons"] if listed["key"] == "closing")
    return tuple(
        {
            **one,
            "text": _said(one["text"]),
            "help": _said(one["help"]),
            "options": [_said(option) for option in one["options"]],
        }
        for one in closing["questions"]
    )


def promises(language: str = ENGLISH) -> dict[str, str]:
    """Give what each level of taking part promises: IAP2's spectrum in our words. There is no "inform"."""
    return dict(sentences_of("promise", language))
