"""Whoever asked answers back: each theme gets yes, partly, no or not ours, with why, who and by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlmodel import Session, col, select

from consult.actors import Actor, Role
from consult.errors import BadText, Refused
from consult.rounds import parts
from consult.rounds.tables import PartState
from consult.words import fresh, releases
from consult.words.tables import Decision, Release

REASON_MOST = 600
OWNER_MOST = 80


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
class Reply:
    """What a designer typed: `owner` is a role, never a name; `by_when` a day."""

    verdict: Verdict | None
    reason: str
    owner: str
    by_when: date | None


def decide(
    session: Session,
    actor: Actor,
    number: int,
    theme: int,
    reply: Reply,
    today: date,
    *,
    points_to_nobody: bool = False,
) -> None:
    """
    Answer one released theme, as a designer. An earlier decision is kept beside the new one.

    BadText names the field to mend; fresh.CouldPoint until marks are looked at. The last theme answered completes it.
    """
    actor.require(Role.DESIGNER)
    release = releases.by_number(session, number)
    if theme not in themes_of(session, number):
        raise Refused("This release has no such theme.")
    verdict, reason, owner, by_when = _fit(reply, today)
    fresh.require_no_marks(f"{reason}\n{owner}", points_to_nobody)
    earlier = session.exec(select(Decision).where(Decision.release_id == release.id, Decision.theme == theme)).all()
    session.add(
        Decision(
            release_id=release.id,
            theme=theme,
            version=len(earlier) + 1,
            verdict=verdict,
            reason=reason,
            owner=owner,
            by_when=by_when.isoformat(),
            account_id=actor.account_id,
        )
    )
    session.flush()
    if not undecided(session, number):
        complete(session, actor, number)


def complete(session: Session, actor: Actor, number: int) -> None:
    """Mark the part of a release as answered. Undecided lists the themes that have no decision."""
    actor.require(Role.DESIGNER)
    release = releases.by_number(session, number)
    waiting = undecided(session, number)
    if waiting:
        raise Undecided([f"{number}.{theme}" for theme in waiting])
    if is_latest(session, release):
        parts.set_state(session, release.part_id, PartState.ANSWERED)


def undecided(session: Session, number: int) -> tuple[int, ...]:
    """Give the themes of a release that have no decision."""
    decided = latest(session, number)
    return tuple(theme for theme in themes_of(session, number) if theme not in decided)


def latest(session: Session, number: int) -> dict[int, Decision]:
    """Give the decision that stands for each theme of a release."""
    release = releases.by_number(session, number)
    rows = session.exec(select(Decision).where(Decision.release_id == release.id).order_by(col(Decision.version)))
    return {row.theme: row for row in rows}


def themes_of(session: Session, number: int) -> tuple[int, ...]:
    """Give the numbers of the themes in a release."""
    return tuple(theme["number"] for theme in releases.read(session, number)["themes"])


def is_latest(session: Session, release: Release) -> bool:
    """Say whether this is the newest release of its part: only that one says how the part stands."""
    mine = [one.number for one in releases.released(session, release.round_id) if one.part_id == release.part_id]
    return release.number == max(number for number in mine if number is not None)


def _fit(reply: Reply, today: date) -> tuple[Verdict, str, str, date]:
    if reply.verdict is None:
        raise BadText("Choose one: yes, partly, no, or not ours.")
    if reply.verdict is Verdict.NO and not reply.reason.strip():
        raise BadText("A no needs a reason. Say why in plain words.")
    reason = fresh.field(reply.reason, "Why", REASON_MOST)
    fresh.require_kind(reason, "Why")
    owner = fresh.line(reply.owner, "Who owns it", OWNER_MOST)
    if reply.by_when is None:
        raise BadText("By when: choose a day.")
    if reply.by_when < today:
        raise BadText("By when: this day has passed. Choose today or a later day.")
    return reply.verdict, reason, owner, reply.by_when
