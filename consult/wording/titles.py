"""No heading says what "survivors" think: only what people in one round told us."""

import re

from consult.errors import BadText
from consult.wording.findings import Finding, Severity

DEFAULT = "What people in this round told us"
_ALL = (
    r"(survivors?|victims?|members?|women|girls|youth|people with lived experience|advisor(?:y|ies)|community"
    r"|everyone)"
)
_SPEAKS_FOR_ALL = re.compile(
    rf"\b{_ALL}\s+(all\s+|really\s+|often\s+)?(say|says|said|want|wants|wanted|think|thinks|thought|believe|believes"
    r"|feel|feels|need|needs|agree|agrees|tell|told)\b",
    re.IGNORECASE,
)
# LEAD-09: a title stands in a browser, on paper and on a public page; it must not tell a passer-by what this is.
_TELLS = re.compile(
    r"\b(traffick\w*|exploit\w*|survivor\w*|victim\w*|sex\w*|prostitut\w*|abuse\w*|police|lived experience)\b",
    re.IGNORECASE,
)


class SpeaksForAll(BadText):
    """A heading says what a whole group thinks; one round can not know that (LEAD-11)."""

    sentence = f'A title can not speak for all. Try "{DEFAULT}".'


def require_fair(title: str) -> None:
    """Raise SpeaksForAll when a title says what survivors, members or any group "say", "want" or "think"."""
    if _SPEAKS_FOR_ALL.search(title):
        raise SpeaksForAll


def check(title: str, where: str) -> list[Finding]:
    """Find a title that speaks for all, or that tells a passer-by what the round is about."""
    found = []
    if match := _SPEAKS_FOR_ALL.search(title):
        reason = "One round can not say what a whole group thinks."
        found.append(Finding(where, "speaks for all", Severity.BLOCK, match[0], reason, DEFAULT))
    if match := _TELLS.search(title):
        reason = "A title is seen by people who pass by."
        found.append(Finding(where, "not neutral", Severity.WARN, match[0], reason, "Name the thing, not the people."))
    return found
