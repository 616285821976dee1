"""Texts, parts, approvals, dates and states of rounds; no person who answers, and no answer."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, LargeBinary, UniqueConstraint, Uuid
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from consult.actors import Role
from consult.columns import words_of
from consult.ids import AccountId, AdvisoryId, BoxId, PartId, RoundId


class RoundsTable(SQLModel, registry=registry()):
    """The root of this room's tables; its registry is its own."""


class AdvisoryKind(StrEnum):
    """What an advisory stands for; a cultural one is told who is in charge of what she gives (C21)."""

    SURVIVOR = "survivor"
    CULTURAL = "cultural"


class PartState(StrEnum):
    """
    The life of a part. "Closed" is not kept: it is an open part whose closing date has passed.

    `declined` is an advisory that said no; it is not named in public.
    """

    DRAFT = "draft"
    WAITING = "waiting"
    APPROVED = "approved"
    OPEN = "open"
    PAUSED = "paused"
    COUNTING = "counting"
    COUNTED = "counted"
    RELEASED = "released"
    ANSWERED = "answered"
    PURGED = "purged"
    DECLINED = "declined"


class Advisory(RoundsTable, table=True):
    """
    A standing group that advises. Name and order come from here and nowhere else.

    `asks_ethics_watch`: each of its rounds says whether Mi'kmaw Ethics Watch has to review it.
    """

    __tablename__ = "rounds_advisory"

    id: AdvisoryId = Field(sa_type=Uuid, primary_key=True)
    name: str = Field(unique=True)
    position: int
    kind: AdvisoryKind = Field(sa_type=words_of(AdvisoryKind))
    asks_ethics_watch: bool = False


class Round(RoundsTable, table=True):
    """
    The common part of a round: what every advisory is asked, and when.

    `facts` are what staff typed, by name (a list is one entry a line); `questions` as they are written, before
    themes and facts are filled in. Dates mean 11:59 pm of that day. `longest_copy_days` is how long a backup
    can live after a row was deleted, `floor_cents_hour` the least pay for an hour, both as they were set when
    the round was begun or changed. `languages` are those offered beside English; `other_words` holds, by language
    and key of a text, the English that was translated and its translation. `checks_part` is the part whose draft
    themes this round takes back to its members.
    """

    __tablename__ = "rounds_round"

    id: RoundId = Field(sa_type=Uuid, primary_key=True)
    author_id: AccountId = Field(sa_type=Uuid, index=True)
    title: str = ""
    topic: str = ""
    level: str = ""
    template: str = ""
    brief: str = ""
    decider: str = ""
    facts: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    questions: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    minutes: int = 0
    amount_cents: int | None = None
    opens_on: date | None = None
    closes_on: date | None = None
    latest_close: date | None = None
    themes_by: date | None = None
    decisions_by: date | None = None
    delete_by: date | None = None
    longest_copy_days: int
    floor_cents_hour: int
    language: str = "en"
    languages: list[str] = Field(default_factory=list, sa_type=JSON)
    other_words: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    checks_part: PartId | None = Field(default=None, sa_type=Uuid, index=True)


class Part(RoundsTable, table=True):
    """
    What belongs to one advisory in a round: its texts, seats, box, approval and state.

    `intro` is read before the brief, `benefit` added to what good may come. `add_on` are its own questions,
    `left_out` the keys of common ones it does not ask. `remark` is what a steward asked to change.
    `agreement` is what a steward wrote where the decision was made before; members read it.
    `small_box_agreed` is a steward's tick for a box of its own under twelve seats. `other_words` as in a round.
    `erased_on` is the day its full answers were deleted. `engagement` says who of a community was asked and how,
    `ethics_watch` what was answered on Mi'kmaw Ethics Watch (`community.answer`).
    """

    __tablename__ = "rounds_part"
    __table_args__ = (UniqueConstraint("round_id", "advisory_id"),)

    id: PartId = Field(sa_type=Uuid, primary_key=True)
    round_id: RoundId = Field(sa_type=Uuid, foreign_key="rounds_round.id", index=True)
    advisory_id: AdvisoryId = Field(sa_type=Uuid, foreign_key="rounds_advisory.id", index=True)
    state: PartState = Field(default=PartState.DRAFT, sa_type=words_of(PartState))
    box_id: BoxId | None = Field(default=None, sa_type=Uuid, index=True)
    intro: str = ""
    benefit: str = ""
    add_on: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    left_out: list[str] = Field(default_factory=list, sa_type=JSON)
    agreement: str = ""
    remark: str = ""
    seats: int = 0
    spares: int = 0
    small_box_agreed: bool = False
    other_words: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    erased_on: date | None = None
    engagement: str = ""
    ethics_watch: str = ""


class Approval(RoundsTable, table=True):
    """
    A steward's yes to one exact text: its SHA-256, and the whole text by language (canonical JSON).

    `reasons` are the sentences she wrote where the language check would have stopped the text. `consent_version`
    says which consent was used; nothing anywhere says who gave it.
    """

    __tablename__ = "rounds_approval"

    id: bytes = Field(sa_type=LargeBinary(16), primary_key=True)
    part_id: PartId = Field(sa_type=Uuid, foreign_key="rounds_part.id", index=True)
    hash: bytes = Field(sa_type=LargeBinary(32))
    text: dict[str, str] = Field(sa_type=JSON)
    steward_id: AccountId = Field(sa_type=Uuid)
    on: date
    consent_version: str
    reasons: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    is_void: bool = False


class Assignment(RoundsTable, table=True):
    """
    Who does what in one round: its readers (two at most), who took the cards, who set money aside.

    `withdrawn`: taken back after a text of the round was approved. It gives no right any more, and still counts.
    """

    __tablename__ = "rounds_assignment"

    round_id: RoundId = Field(sa_type=Uuid, foreign_key="rounds_round.id", primary_key=True)
    account_id: AccountId = Field(sa_type=Uuid, primary_key=True)
    role: Role = Field(sa_type=words_of(Role), primary_key=True)
    withdrawn: bool = False
