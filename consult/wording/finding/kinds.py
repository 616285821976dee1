"""What a mark can be, why it is there, and what may stand in its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a marked piece of text looks like."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    HANDLE = "handle"
    LINK = "link"
    ADDRESS = "address"
    POSTCODE = "postcode"
    PLACE = "place"
    AGENCY = "agency"
    DATE = "date"
    AGE = "age"
    NUMBER = "number"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One piece of text that could point to a person.

    `start` and `end` count characters of the text that was read, end not included.
    `reason` is one plain sentence in the language that was asked for.
    """

    start: int
    end: int
    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True)
class Span:
    """A candidate before reasons are given and overlaps settled; the higher `weight` wins."""

    start: int
    end: int
    kind: Kind
    weight: int = 5


REASONS = {
    "en": {
        Kind.NAME: "This looks like a name.",
        Kind.PHONE: "This looks like a phone number.",
        Kind.EMAIL: "This looks like an email address.",
        Kind.HANDLE: "This looks like the name of an account.",
        Kind.LINK: "This looks like a link.",
        Kind.ADDRESS: "This looks like an address.",
        Kind.POSTCODE: "This looks like a postal code.",
        Kind.PLACE: "This looks like a place where few people live.",
        Kind.AGENCY: "This looks like the name of an agency, a school or a place to stay.",
        Kind.DATE: "This looks like an exact date.",
        Kind.AGE: "This looks like someone's age.",
        Kind.NUMBER: "This looks like a number that belongs to one person or one case.",
        Kind.INDIRECT: "Someone who knows you could tell who this is about.",
    },
    "fr": {
        Kind.NAME: "Ceci ressemble à un nom.",
        Kind.PHONE: "Ceci ressemble à un numéro de téléphone.",
        Kind.EMAIL: "Ceci ressemble à une adresse courriel.",
        Kind.HANDLE: "Ceci ressemble au nom d'un compte.",
        Kind.LINK: "Ceci ressemble à un lien.",
        Kind.ADDRESS: "Ceci ressemble à une adresse.",
        Kind.POSTCODE: "Ceci ressemble à un code postal.",
        Kind.PLACE: "Ceci ressemble à un lieu où peu de gens vivent.",
        Kind.AGENCY: "Ceci ressemble au nom d'un organisme, d'une école ou d'un refuge.",
        Kind.DATE: "Ceci ressemble à une date exacte.",
        Kind.AGE: "Ceci ressemble à l'âge de quelqu'un.",
        Kind.NUMBER: "Ceci ressemble à un numéro propre à une personne ou à un dossier.",
        Kind.INDIRECT: "Quelqu'un qui vous connaît pourrait deviner de qui il s'agit.",
    },
}

LABELS = {
    "en": {
        Kind.NAME: "name",
        Kind.PHONE: "phone number",
        Kind.EMAIL: "email",
        Kind.HANDLE: "account",
        Kind.LINK: "link",
        Kind.ADDRESS: "address",
        Kind.POSTCODE: "postal code",
        Kind.PLACE: "town",
        Kind.AGENCY: "agency",
        Kind.DATE: "date",
        Kind.AGE: "age",
        Kind.NUMBER: "number",
        Kind.INDIRECT: "detail",
    },
    "fr": {
        Kind.NAME: "nom",
        Kind.PHONE: "numéro de téléphone",
        Kind.EMAIL: "courriel",
        Kind.HANDLE: "compte",
        Kind.LINK: "lien",
        Kind.ADDRESS: "adresse",
        Kind.POSTCODE: "code postal",
        Kind.PLACE: "ville",
        Kind.AGENCY: "organisme",
        Kind.DATE: "date",
        Kind.AGE: "âge",
        Kind.NUMBER: "numéro",
        Kind.INDIRECT: "détail",
    },
}


def spoken(language: str) -> str:
    """The language that sentences are given in: French for any `fr` tag, else English."""
    return "fr" if language.casefold().startswith("fr") else "en"
