"""Staff text is checked for words that hurt, blame, label or promise too much. A member's words never are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from consult.wording.catalogue import read
from consult.wording.findings import Finding, Severity

_SEVERITY = {"block": Severity.BLOCK, "warn": Severity.WARN, "context": Severity.THINK}
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_SHORT_FORM = re.compile(r"\b[A-Z][A-Z0-9]{1,7}\b")
# PLAIN-07. What is left is read out letter by letter by nobody.
_KNOWN_SHORT_FORMS = frozenset({"TESS", "YWCA", "ID", "OK"})


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    severity: Severity
    reason: str
    suggest: str


def check(text: str, where: str) -> list[Finding]:
    """Give what the language rules find in one text of staff, in the order of the rules."""
    read_text = _without_allowed(text)
    found = [finding for rule in _rules() for finding in _by(rule, read_text, text, where)]
    return found + list(_short_forms(read_text, where))


def _by(rule: _Rule, read_text: str, text: str, where: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for sentence in _SENTENCE.finditer(read_text):
        if rule.unless and rule.unless.search(sentence[0]):
            continue
        for match in rule.pattern.finditer(sentence[0]):
            start = sentence.start() + match.start()
            words = text[start : start + len(match[0])].strip()
            if words and words.casefold() not in seen:
                seen.add(words.casefold())
                yield Finding(where, rule.name, rule.severity, words, rule.reason, rule.suggest)


def _short_forms(text: str, where: str) -> Iterator[Finding]:
    for short in dict.fromkeys(_SHORT_FORM.findall(text)):
        if short not in _KNOWN_SHORT_FORMS:
            yield Finding(
                where, "short form", Severity.WARN, short, "Short forms are hard to read.", "Write it in full."
            )


def _without_allowed(text: str) -> str:
    """Blank out names that may stay (of laws, bodies, services), letter for letter, so that places hold."""
    return _allowed().sub(lambda found: " " * len(found[0]), text)


@cache
def _allowed() -> re.Pattern[str]:
    names = sorted((*read("language")["allow_list"], "2SLGBTQ+"), key=len, reverse=True)
    return re.compile("|".join(re.escape(name) for name in names))


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            name=rule["show"],
            pattern=re.compile(rule["pattern"], 0 if rule["case_sensitive"] else re.IGNORECASE),
            unless=re.compile(rule["unless"], re.IGNORECASE) if rule["unless"] else None,
            severity=_SEVERITY[rule["severity"]],
            reason=rule["reason"],
            suggest=rule["suggest"],
        )
        for rule in read("language")["rules"]
    )
