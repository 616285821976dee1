"""Words that say as much as is needed and point to no one: "a town in Nova Scotia", "a teenager", "a worker"."""

from __future__ import annotations

import re

from consult.wording.finding.kinds import Finding, Kind
from consult.wording.finding.lists import fold, lines
from consult.wording.finding.words import CALLED, ROLES

WORDS = {
    "en": {
        Kind.NAME: "someone",
        Kind.PHONE: "a phone number",
        Kind.EMAIL: "an email address",
        Kind.HANDLE: "an account",
        Kind.LINK: "a page on the web",
        Kind.ADDRESS: "an address",
        Kind.POSTCODE: "a postal code",
        Kind.PLACE: "a town",
        Kind.AGENCY: "an agency",
        Kind.DATE: "one day",
        Kind.AGE: "an adult",
        Kind.NUMBER: "a number",
        Kind.INDIRECT: "something personal",
    },
    "fr": {
        Kind.NAME: "quelqu'un",
        Kind.PHONE: "un numéro de téléphone",
        Kind.EMAIL: "une adresse courriel",
        Kind.HANDLE: "un compte",
        Kind.LINK: "une page web",
        Kind.ADDRESS: "une adresse",
        Kind.POSTCODE: "un code postal",
        Kind.PLACE: "une ville",
        Kind.AGENCY: "un organisme",
        Kind.DATE: "un jour",
        Kind.AGE: "une personne adulte",
        Kind.NUMBER: "un numéro",
        Kind.INDIRECT: "quelque chose de personnel",
    },
}
# What stands right before a name says what to call its bearer.
_BEARERS = {
    "worker": ("a worker", "une intervenante"), "counsellor": ("a worker", "une intervenante"),
    "counselor": ("a worker", "une intervenante"), "caseworker": ("a worker", "une intervenante"),
    "travailleuse": ("a worker", "une intervenante"), "intervenante": ("a worker", "une intervenante"),
    "staff": ("a worker", "une intervenante"), "therapist": ("a worker", "une intervenante"),
    "officer": ("a police officer", "une personne de la police"), "constable": ("a police officer", "une personne de la police"),
    "detective": ("a police officer", "une personne de la police"), "judge": ("a judge", "un juge"),
    "dr": ("a doctor", "un médecin"), "doctor": ("a doctor", "un médecin"), "nurse": ("a nurse", "une infirmière"),
    "lawyer": ("a lawyer", "une personne avocate"), "teacher": ("a teacher", "une personne enseignante"),
    "friend": ("a friend", "une personne amie"), "amie": ("a friend", "une personne amie"), "ami": ("a friend", "une personne amie"),
    "sister": ("a relative", "une personne de la famille"), "brother": ("a relative", "une personne de la famille"),
    "cousin": ("a relative", "une personne de la famille"), "auntie": ("a relative", "une personne de la famille"),
    "aunt": ("a relative", "une personne de la famille"), "uncle": ("a relative", "une personne de la famille"),
    "mom": ("a relative", "une personne de la famille"), "dad": ("a relative", "une personne de la famille"),
    "son": ("a child", "un enfant"), "daughter": ("a child", "un enfant"), "baby": ("a child", "un enfant"),
}  # fmt: skip
_OWNERS = frozenset(
    {
        *("my", "our", "your", "his", "her", "their", "the", "a", "an", "one"),
        *("mon", "ma", "notre", "votre", "son", "sa", "leur", "le", "la", "un", "une"),
    }
)
_SORTS = (
    (r"school|high|elementary|academy|education|[ée]cole", "a school", "une école"),
    (r"college|university|nscc|dalhousie|universit[ée]", "a college", "un collège"),
    (r"motel|inn|hotel|super 8|lodge|travelodge|h[ôo]tel", "a motel", "un motel"),
    (r"hospital|clinic|health|iwk|h[ôo]pital|clinique|general", "a hospital or clinic", "un hôpital ou une clinique"),
    (r"church|mosque|temple|parish|[ée]glise|cathedral", "a place of worship", "un lieu de culte"),
    (r"police", "a police service", "un service de police"),
    (r"house|shelter|transition|refuge|maison|adsum|phoenix", "a shelter", "un refuge"),
    (r"tim|sobeys|superstore|walmart|mall", "a shop", "un magasin"),
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80}
_WORDS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}


def vaguer(finding: Finding, text: str, language: str) -> str:
    """The vaguer words for one finding, fitted to what it says and to what stands before it."""
    said = fold(text[finding.start : finding.end])
    at = 1 if language == "fr" else 0
    if finding.kind is Kind.AGE:
        return _age(said)[at]
    if finding.kind is Kind.PLACE and said in _nova_scotian():
        return ("a town in Nova Scotia", "une ville de la Nouvelle-Écosse")[at]
    if finding.kind is Kind.AGENCY:
        sort = next((found for found in _SORTS if re.search(rf"\b(?:{found[0]})\b", said)), None)
        return sort[1 + at] if sort else WORDS[language][Kind.AGENCY]
    if finding.kind is Kind.NAME:
        return _person(said, text[max(0, finding.start - 48) : finding.start], at)
    return WORDS[language][finding.kind]


def _person(said: str, before: str, at: int) -> str:
    """A bearer's part if a title or the words before say it ("a doctor", "my worker"), else "someone"."""
    title = re.match(r"\w+", said)
    if title and title[0] in _BEARERS and len(said.split()) > 1:
        return _BEARERS[title[0]][at]
    return _called(before) or ("someone", "quelqu'un")[at]


def _called(before: str) -> str:
    """The words that say who bears the name that follows: "my worker" of "and my worker named "; empty if none do."""
    words = re.findall(r"[\w'’]+", re.split(r"[.,;:!?()\n]", before)[-1])
    while words and fold(words[-1]).removeprefix("s'") in CALLED:
        words.pop()
    if not words or fold(words[-1]) not in ROLES:
        return ""
    owner = next((at for at in (-2, -3) if len(words) >= -at and fold(words[at]) in _OWNERS), None)
    # Of "friend" alone no sentence can be made.
    return " ".join((words[owner].lower(), *words[owner + 1 :])) if owner else ""


def _nova_scotian() -> frozenset[str]:
    return frozenset(fold(name) for name in (*lines("places_nova_scotia.txt"), *lines("places_by_hand.txt")))


def _age(said: str) -> tuple[str, str]:
    years = _years(said)
    if years is None:
        return "some age", "un certain âge"
    if years < 13:
        return "a child", "un enfant"
    if years < 20:
        return "a teenager", "une personne adolescente"
    return "an adult", "une personne adulte"


def _years(said: str) -> int | None:
    digits = re.search(r"\d+", said)
    if digits:
        return int(digits[0])
    words = re.findall(r"[a-z]+", said)
    tens = sum(_TENS.get(word, 0) for word in words[:1])
    ones = next((_WORDS[word] for word in words if word in _WORDS), 0)
    return tens + ones or None
