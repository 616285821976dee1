"""No question may ask for a story, a name, a label or a crime, blame, lead, or press for an answer."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from consult.wording.catalogue import read
from consult.wording.findings import Finding, Severity
from consult.wording.reading import HIGHEST_GRADE, MOST_WORDS_A_SENTENCE, read_grade

KINDS = frozenset({"open", "choice", "multi", "choice_per_theme", "multi_from_themes"})
NOT_SURE = "Not sure"
# C08 says that no name is asked for, LEAD-12 that joining needs no label: no reason of anyone lifts these two.
LASTING = frozenset({"asks_identity", "asks_status"})
_SEVERITY = {"block": Severity.BLOCK, "warn": Severity.WARN}


def check(
    text: str,
    where: str,
    *,
    kind: str = "open",
    hint: str = "",
    options: Iterable[str] = (),
    note: str = "",
    names: Iterable[str] = (),
) -> list[Finding]:
    """
    Give what the lint finds in one question as a member would meet it, facts filled in.

    `note` is its content note: with one, a hard word is no finding. `names` are not counted in the grade.
    """
    options = tuple(options)
    found = list(_patterns((text, hint, *options), where, has_note=bool(note.strip())))
    if kind not in KINDS:
        found.append(_of("slider", where, kind))
    if kind != "open" and NOT_SURE not in options:
        found.append(_of("no_unsure", where, ""))
    reading = read_grade(text, names)
    if reading.words > MOST_WORDS_A_SENTENCE:
        found.append(_of("too_long", where, f"{reading.words} words"))
    if reading.grade > HIGHEST_GRADE:
        found.append(_of("grade", where, f"grade {reading.grade:g}"))
    return found


def _patterns(texts: tuple[str, ...], where: str, *, has_note: bool) -> Iterator[Finding]:
    for key, pattern in _rules():
        if key == "graphic" and has_note:
            continue
        for match in filter(None, (pattern.search(text) for text in texts)):
            yield _of(key, where, match[0])
            break


def _of(key: str, where: str, found: str) -> Finding:
    rule = _by_key()[key]
    severity = _SEVERITY[rule["severity"]]
    return Finding(where, key, severity, found, rule["message"], lasting=key in LASTING)


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    listed = read("language")["question_lint"]
    return tuple((rule["key"], re.compile(rule["pattern"], re.IGNORECASE)) for rule in listed if rule["pattern"])


@cache
def _by_key() -> dict[str, dict[str, str]]:
    return {rule["key"]: rule for rule in read("language")["question_lint"]}
