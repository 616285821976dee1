"""Help lines are shown only when somebody checked the number, and each says whether it may report."""

import re
from datetime import date, timedelta
from typing import Any

from consult.errors import ConsultError
from consult.wording.catalogue import read
from consult.wording.catalogue_of_members import ENGLISH, in_language

CHECK_AGAIN_AFTER = timedelta(days=90)
MAY_REPORT = "They may have to report, or may send police or an ambulance."
NO_REPORT = "As far as we know, they do not report or send police without your yes."
# SUPP-04: a line of each kind should be there; what is missing is told to staff, never filled with a guess.
KINDS = {
    "not_police": "a line that is not police",
    "peer": "a peer line",
    "indigenous_led": "a Mi'kmaw or Indigenous line",
    "black_led": "a Black-led line",
    "trans_led": "a trans-led line",
    "youth": "a youth line",
}
_NUMBER = re.compile(r"\d[\d-]*\d")


class BadHelpLine(ConsultError):
    """A line in the file lacks what a member has to know before she calls: may it report, was it checked."""

    sentence = "A help line is not complete. It needs a name, a number, and whether it may report."


def help_lines(listed: tuple[dict[str, Any], ...] | None = None, language: str = ENGLISH) -> tuple[dict[str, Any], ...]:
    """
    Give the lines that may be shown, in a language and the order of the file. BadHelpLine when one is not complete.

    Each has name, number (as text), dial (digits for a link), how, hours, note, says, may_report, languages.
    """
    lines = tuple(read("supports")) if listed is None else listed
    for line in lines:
        if not isinstance(line.get("may_report"), bool) or not isinstance(line.get("number_verified"), bool):
            raise BadHelpLine
    return tuple(_shown(line, language) for line in lines if line["number_verified"])


def missing_kinds(listed: tuple[dict[str, Any], ...] | None = None) -> tuple[str, ...]:
    """Name the kinds of line that have no checked number yet, in words for staff."""
    lines = tuple(read("supports")) if listed is None else listed
    tags = {tag for line in lines if line["number_verified"] for tag in line["tags"]}
    return tuple(words for tag, words in KINDS.items() if tag not in tags)


def checked_too_long_ago(today: date) -> tuple[str, ...]:
    """Name the lines whose number was last checked more than 90 days ago."""
    return tuple(
        line["name"]
        for line in read("supports")
        if line["number_verified"] and today - date.fromisoformat(line["checked_on"]) > CHECK_AGAIN_AFTER
    )


def _shown(line: dict[str, Any], language: str) -> dict[str, Any]:
    found = _NUMBER.search(line["number"])
    if not line["name"].strip() or found is None:
        raise BadHelpLine
    says = MAY_REPORT if line["may_report"] else NO_REPORT
    return {
        **{key: in_language(line[key], language) or line[key] for key in ("name", "number", "how", "hours", "note")},
        **{key: line[key] for key in ("may_report", "languages")},
        "dial": found[0].replace("-", ""),
        "says": in_language(says, language) or says,
    }
