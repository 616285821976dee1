"""What members see, whole and in one piece: the text that a steward approves is the text that is shown."""

import json
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any, Self

MAX_WRITTEN = 1500
MAX_OTHER = 200
OTHER_OPTION = "Something else"
# What only a visit knows: where she stands, what she typed too much, what a mark would become.
SAID_IN_A_VISIT = frozenset({"by", "have", "later", "most", "number", "of", "option", "over", "question", "questions"})
CLOSING_QUESTIONS = 2
# A script approved before these were kept has none: its canonical form, and so its hash, stays as it was.
_LATER = frozenset({"screens", "others"})


class Kind(StrEnum):
    """How a question is answered: in words, by one option, by several."""

    OPEN = "open"
    CHOICE = "choice"
    MULTI = "multi"


@dataclass(frozen=True, slots=True)
class Question:
    """
    One question as a member meets it.

    An option "Something else" may be told in a few words. `max_picks` is None where any number may be
    ticked; `note` is what a page before the question says about what is coming, empty where nothing is.
    """

    key: str
    kind: Kind
    text: str
    hint: str = ""
    options: tuple[str, ...] = ()
    max_picks: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """
    Every sentence of one part that a member can be shown, in one language, and the facts they rest on.

    `seats` counts spares too. `consent` holds (id, title, text) in the order shown; `sentences` the longer texts
    beside the way by their key; `screens` every heading, button, hint and refusal around them, with places left
    only for what a visit knows (`SAID_IN_A_VISIT`); `help_lines` only lines whose number was checked. The closing
    pair is the last two of `questions`. `others` holds the hash of the same script in each other language, in
    hex: who says yes to one hash has said yes to all of them.
    """

    language: str
    title: str
    topic: str
    advisory: str
    level: str
    promise: str
    brief: str
    minutes: int
    amount_cents: int
    opens_on: date
    closes_on: date
    latest_close: date
    themes_by: date
    decisions_by: date
    delete_by: date
    decider: str
    questions: tuple[Question, ...]
    key_facts: str
    consent: tuple[tuple[str, str, str], ...]
    sentences: dict[str, str]
    help_lines: tuple[dict[str, Any], ...]
    seats: int
    consent_version: str
    screens: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        """Write the one canonical form: keys sorted, no spaces, dates as YYYY-MM-DD."""
        kept = {name: value for name, value in asdict(self).items() if value or name not in _LATER}
        return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=date.isoformat)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read the canonical form back, exactly."""
        kept = json.loads(text)
        dates = {f.name for f in fields(cls) if f.type is date}
        for name in dates:
            kept[name] = date.fromisoformat(kept[name])
        kept["questions"] = tuple(_question(asked) for asked in kept["questions"])
        kept["consent"] = tuple((ident, title, said) for ident, title, said in kept["consent"])
        kept["help_lines"] = tuple(kept["help_lines"])
        return cls(**kept)

    def digest(self) -> bytes:
        """Give the SHA-256 of the canonical form, 32 bytes: one changed comma gives another."""
        return sha256(self.to_json().encode()).digest()


def _question(kept: dict[str, Any]) -> Question:
    return Question(**{**kept, "kind": Kind(kept["kind"]), "options": tuple(kept["options"])})
