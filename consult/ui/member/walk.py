"""Where a member stands, as one value in her visit's memory; no other place knows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from consult.papers import Reply
from consult.rounds.scripts import Question, Script
from consult.tokens import HonorariumCode, InviteCode, PrivateWords

NO_REPLIES: Mapping[str, Reply] = MappingProxyType({})
NOTHING_SAID: Mapping[str, str] = MappingProxyType({})


class Step(StrEnum):
    """The pages, in the order in which a member may meet them."""

    CODE = "code"
    HELPED = "helped"
    KNOW = "know"
    KEPT = "kept"
    BRIEF = "brief"
    LIST = "list"
    FACTS = "facts"
    FULL = "full"
    KEEP = "keep"
    NOTE = "note"
    QUESTION = "question"
    BREAK = "break"
    CHECK = "check"
    PAY = "pay"
    END = "end"
    GONE = "gone"
    FIND = "find"
    FOUND = "found"
    SHUT = "shut"


# Here a card or private words could have become useless since the last tap.
UNDERWAY = frozenset(
    {
        Step.KNOW,
        Step.KEPT,
        Step.BRIEF,
        Step.LIST,
        Step.FACTS,
        Step.FULL,
        Step.KEEP,
        Step.NOTE,
        Step.QUESTION,
        Step.BREAK,
        Step.CHECK,
        Step.FOUND,
    }
)


class Ending(StrEnum):
    """How a visit ended, for the words of the last page."""

    SENT = "sent"
    STOPPED = "stopped"
    HAS_IT = "has it"
    DECLINED = "declined"
    TAKEN = "taken"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, repr=False)
class Walk:
    """
    One visit. It has no `repr`: it holds a code, private words and answers until they are sent or dropped.

    `turn` grows with each move, so that a second tap on a button that is gone does nothing. `at` is the
    question's index from 0. `changes` says that private words opened what was sent before; `stopped_before`
    and `has_code` say what this card did in an earlier visit. `language` is the one chosen on the first page;
    `parting` the approved words of the page on which a visit ends with a no; `later` the closing day of a round
    that a steward gave more time.
    """

    step: Step = Step.CODE
    turn: int = 0
    code: InviteCode | None = None
    words: PrivateWords | None = None
    offered: PrivateWords | None = None
    keeps_place: bool = False
    takes_back: bool | None = None
    changes: bool = False
    stopped_before: bool = False
    has_code: bool = False
    script: Script | None = None
    pay: HonorariumCode | None = None
    ending: Ending | None = None
    paper: Mapping[str, Reply] = field(default_factory=lambda: NO_REPLIES)
    at: int = 0
    from_check: bool = False
    back_to: Step = Step.CODE
    left_alone: frozenset[tuple[str, str]] = frozenset()
    refusal: str = ""
    refusals: int = 0
    language: str = "en"
    parting: Mapping[str, str] = field(default_factory=lambda: NOTHING_SAID)
    later: date | None = None

    @property
    def text(self) -> Script:
        """The round's approved text; there from the moment a card or words were taken."""
        if self.script is None:
            raise LookupError("no round yet")
        return self.script

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions of the approved text."""
        return self.text.questions

    @property
    def question(self) -> Question:
        """The question she stands at."""
        return self.questions[self.at]

    def reply(self, question: Question) -> Reply:
        """Give what she said to a question so far."""
        return self.paper.get(question.key, Reply())
