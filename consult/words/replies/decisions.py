"""Whoever asked answers back: each theme gets yes, partly, no or not ours, with why, who and by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlmodel import Session, col, select

from consult.actors import Actor, Role
from consult.clock import day_said
from consult.errors import BadText, Refused
from consult.rounds import parts
from consult.rounds.tables import PartState
from consult.words import fresh
from consult.words.leaving import content, releases
from consult.words.replies import owning, standings
from consult.words.replies.owner_tables import Handed, HandedState
from consult.words.tables import Decision, Release

REASON_MOST = 600
OWNER_MOST = 80
MOST_ROLES = 6


class Verdict(StrEnum):
    """What an owner says to a theme. "Seen" is not an answer."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_OURS = "not ours"


class Undecided(Refused):
    """A round can not be complete while a theme has no decision; the sentence names each such theme."""

    def __init__(self, numbers: Sequence[str]) -> None:
        """Name the themes by number ("14.2")."""
        super().__init__(f"These themes have no decision yet: {', '.join(numbers)}.")
        self.numbers = tuple(numbers)


@dataclass(frozen=True, slots=True)
class Whose:
    """An organisation of the house, as a bare id and its public name."""

    organisation_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Reply:
    """
    What a designer typed.

    `owner` and `read_first` are roles, one a line, never names; `by_when` a day; `weighed` the numbers ("3.1") of the
    themes that were weighed, the theme itself where it is None; `asks` whose it is, where it is not ours.
    """

    verdict: Verdict | None
    reason: str
    owner: str
    by_when: date | None
    read_first: str = ""
    weighed: tuple[str, ...] | None = None
    asks: Whose | None = None


def decide(
    session: Session,
    actor: Actor,
    number: int,
    theme: int,
    reply: Reply,
    today: date,
    *,
    points_to_nobody: bool = False,
    of: UUID | None = None,
) -> None:
    """
    Answer one released theme, as a designer of the organisation `of`. An earlier decision is kept beside the new one.

    BadText names the field to mend; fresh.CouldPoint until marks are looked at; owning.TakenUp or AnsweredByOthers
    where it is another organisation's to answer.
    """
    actor.require(Role.DESIGNER)
    release = releases.by_number(session, number)
    parts.locked(session, release.part_id)
    said = fit(session, number, theme, reply, today, points_to_nobody=points_to_nobody, of=of)
    before = owning.require_open_to(session, release, theme, of)
    owning.drop_draft(session, release, theme, of)
    version = before.version + 1 if before else 1
    session.add(
        Decision(
            release_id=release.id,
            theme=theme,
            version=version,
            verdict=said.verdict or "",
            reason=said.reason,
            owner=said.owner,
            by_when=said.by_when.isoformat() if said.by_when else "",
            account_id=actor.account_id,
            organisation_id=of,
            weighed="\n".join(said.weighed or ()),
            read_first=said.read_first,
            decided_on=today.isoformat(),
        )
    )
    if said.asks is not None:
        _hand(session, release, theme, version, said.asks, today)
    session.flush()
    settle(session, number)


def fit(
    session: Session,
    number: int,
    theme: int,
    reply: Reply,
    today: date,
    *,
    points_to_nobody: bool,
    of: UUID | None = None,
) -> Reply:
    """Give a reply as it would be kept. BadText, Refused or fresh.CouldPoint say what to mend."""
    if theme not in themes_of(session, number):
        raise Refused("This release has no such theme.")
    if reply.verdict is None:
        raise BadText("Choose one: yes, partly, no, or not ours.")
    if reply.verdict is Verdict.NO and not reply.reason.strip():
        raise BadText("A no needs a reason. Say why in plain words.")
    reason = fresh.field(reply.reason, "Why", REASON_MOST)
    fresh.require_kind(reason, "Why")
    asks = _asks(reply, of)
    owner = asks.name if asks else roles(reply.owner, "Who owns it")
    read_first = roles(reply.read_first, "Who read the summary first")
    fresh.require_no_marks("\n".join((reason, read_first, *(() if asks else (owner,)))), points_to_nobody)
    weighed = (f"{number}.{theme}",) if reply.weighed is None else reply.weighed
    _require_weighed(session, weighed)
    by_when = day_said(releases.read(session, number)["decisions_by"]) if asks else _by_when(reply, today)
    return Reply(reply.verdict, reason, owner, by_when, read_first, weighed, asks)


def roles(text: str, name: str) -> str:
    """Give roles as they are kept, one a line. BadText names the field when none is there, or one is too long."""
    listed = list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))
    if not listed:
        raise BadText(f"{name}: write one role a line.")
    if len(listed) > MOST_ROLES:
        raise BadText(f"{name}: keep this to {MOST_ROLES} roles.")
    return "\n".join(fresh.line(one, name, OWNER_MOST) for one in listed)


def complete(session: Session, actor: Actor, number: int) -> None:
    """Mark the part of a release as answered. Undecided lists the themes that have no decision."""
    actor.require(Role.DESIGNER)
    waiting = undecided(session, number)
    if waiting:
        raise Undecided([f"{number}.{theme}" for theme in waiting])
    settle(session, number)


def settle(session: Session, number: int) -> None:
    """Move the part of a release to where its answers put it: answered when no theme waits, else released."""
    release = releases.by_number(session, number)
    if is_latest(session, release):
        state = PartState.RELEASED if undecided(session, number) else PartState.ANSWERED
        if parts.part(session, release.part_id).state is not state:
            parts.set_state(session, release.part_id, state)


def undecided(session: Session, number: int) -> tuple[int, ...]:
    """Give the themes of a release that still wait: no decision, or another's that nobody took up."""
    release = releases.by_number(session, number)
    found = []
    for theme in themes_of(session, number):
        decided, handed = standings.latest(session, release, theme)
        is_open = decided is not None and decided.verdict == Verdict.NOT_OURS
        taken = handed is not None and handed.state == HandedState.TAKEN
        if decided is None or (is_open and not taken):
            found.append(theme)
    return tuple(found)


def latest(session: Session, number: int) -> dict[int, Decision]:
    """Give the decision that stands for each theme of a release."""
    release = releases.by_number(session, number)
    rows = session.exec(select(Decision).where(Decision.release_id == release.id).order_by(col(Decision.version)))
    return {row.theme: row for row in rows}


def themes_of(session: Session, number: int) -> tuple[int, ...]:
    """Give the numbers of the themes in a release that were not withdrawn."""
    return tuple(theme["number"] for theme in content.standing(releases.read(session, number)))


def is_latest(session: Session, release: Release) -> bool:
    """Say whether this is the newest release of its part that stands: only that one says how the part stands."""
    kept = (one for one in releases.released(session, release.round_id) if one.part_id == release.part_id)
    mine = [one.number for one in kept if one is release or "withdrawn" not in releases.content_of(one)]
    return release.number == max(number for number in mine if number is not None)


def _asks(reply: Reply, of: UUID | None) -> Whose | None:
    if reply.verdict is not Verdict.NOT_OURS:
        return None
    if reply.asks is None:
        raise BadText("Not ours: choose whose it is.")
    if reply.asks.organisation_id == of:
        raise BadText("Not ours: this is your own organisation. Choose another.")
    return reply.asks


def _by_when(reply: Reply, today: date) -> date:
    if reply.by_when is None:
        raise BadText("By when: choose a day.")
    if reply.by_when < today:
        raise BadText("By when: this day has passed. Choose today or a later day.")
    return reply.by_when


def _require_weighed(session: Session, weighed: Sequence[str]) -> None:
    if not weighed:
        raise BadText("Name at least one theme that you weighed.")
    released = releases.released(session)
    known = {f"{one.number}.{theme}" for one in released if one.number for theme in themes_of(session, one.number)}
    if not set(weighed) <= known:
        raise BadText("A theme that you name is not in any release.")


def _hand(session: Session, release: Release, theme: int, version: int, asks: Whose, today: date) -> None:
    session.add(
        Handed(
            release_id=release.id,
            theme=theme,
            version=version,
            organisation_id=asks.organisation_id,
            organisation=asks.name,
            state=HandedState.ASKED,
            handed_on=today.isoformat(),
        )
    )
