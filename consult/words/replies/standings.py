"""Where each released theme stands: changed, partly, declined, pending or overdue; never who or how many took part."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median
from typing import Any

from sqlmodel import Session, col, select

from consult.clock import day_said
from consult.words.leaving import content, releases
from consult.words.replies.owner_tables import Handed, HandedState
from consult.words.tables import Decision, Release

FEWEST_FOR_MEDIAN = 5
NOT_OURS = "not ours"


class Standing(StrEnum):
    """How a theme stands, as the public reads it (LEAD-07)."""

    CHANGED = "changed"
    PARTLY = "partly"
    DECLINED = "declined"
    PENDING = "pending"
    OVERDUE = "overdue"


ANSWERS = {"yes": Standing.CHANGED, "partly": Standing.PARTLY, "no": Standing.DECLINED}


@dataclass(frozen=True, slots=True)
class Stands:
    """
    One theme of one release that was not withdrawn, and where it stands on a day.

    `owes` is who has to answer while nobody did; `waits_for` the organisation that was asked to take it up.
    """

    release: int
    theme: int
    title: str
    standing: Standing
    owes: str
    due: date
    decided: Decision | None = None
    handed: Handed | None = None
    days: int | None = None

    @property
    def number(self) -> str:
        """Write "14.2"."""
        return f"{self.release}.{self.theme}"

    @property
    def waits_for(self) -> str:
        """Give the organisation that was asked and has said nothing yet, or nothing."""
        return self.handed.organisation if self.handed and self.handed.state == HandedState.ASKED else ""

    @property
    def is_answered(self) -> bool:
        """Say whether the round owes nothing here any more: answered, or taken up by another."""
        return self.standing in ANSWERS.values() or bool(self.handed and self.handed.state == HandedState.TAKEN)


def of_release(session: Session, release: Release, today: date) -> tuple[Stands, ...]:
    """Give where each theme of a release stands today, those that were withdrawn left out."""
    said = releases.content_of(release)
    rows = session.exec(select(Decision).where(Decision.release_id == release.id).order_by(col(Decision.version)))
    decided: dict[int, list[Decision]] = {}
    for row in rows:
        decided.setdefault(row.theme, []).append(row)
    handed = {
        (row.theme, row.version): row for row in session.exec(select(Handed).where(Handed.release_id == release.id))
    }
    return tuple(
        _stands(said, theme, decided.get(theme["number"], []), handed, today) for theme in content.standing(said)
    )


def of_all(session: Session, today: date) -> tuple[Stands, ...]:
    """Give where every theme of every release stands today, the latest release first."""
    return tuple(one for release in releases.released(session) for one in of_release(session, release, today))


def impact_metrics(themes: Iterable[Stands]) -> dict[str, float]:
    """
    Count the themes by how they stand; `median_days` from release to first answer where five or more are answered.

    No other key, ever: nothing here counts people, answers or communities (LEAD-07).
    """
    listed = list(themes)
    found: dict[str, float] = {str(one): sum(stands.standing is one for stands in listed) for one in Standing}
    days = [one.days for one in listed if one.days is not None]
    if len(days) >= FEWEST_FOR_MEDIAN:
        found["median_days"] = median(days)
    return found


def overdue_of(session: Session, decider: str, today: date) -> tuple[Stands, ...]:
    """Give the themes whose answer this decider owes and whose day has passed."""
    return tuple(one for one in overdue(session, today) if same(one.owes, decider))


def overdue(session: Session, today: date) -> tuple[Stands, ...]:
    """Give every theme whose answer is overdue, whoever owes it."""
    return tuple(one for one in of_all(session, today) if one.standing is Standing.OVERDUE)


def same(one: str, other: str) -> bool:
    """Say whether two names mean the same decider: letter case, spaces and a last dot make no difference."""
    return _folded(one) == _folded(other) != ""


def latest(session: Session, release: Release, theme: int) -> tuple[Decision | None, Handed | None]:
    """Give the decision that stands for a theme, and whom it asked."""
    decided = session.exec(
        select(Decision)
        .where(Decision.release_id == release.id, Decision.theme == theme)
        .order_by(col(Decision.version).desc())
    ).first()
    if decided is None:
        return None, None
    return decided, session.get(Handed, (release.id, theme, decided.version))


def _stands(
    said: Mapping[str, Any],
    theme: Mapping[str, Any],
    decided: Sequence[Decision],
    handed: Mapping[tuple[int, int], Handed],
    today: date,
) -> Stands:
    last = decided[-1] if decided else None
    asked = handed.get((last.theme, last.version)) if last else None
    owes, due = said["decider"], day_said(said["decisions_by"])
    if asked is not None and asked.state == HandedState.TAKEN:
        owes, due = asked.organisation, date.fromisoformat(asked.due_on)
    answered = ANSWERS.get(last.verdict) if last else None
    waiting = Standing.OVERDUE if today > due else Standing.PENDING
    return Stands(
        release=said["number"],
        theme=theme["number"],
        title=theme["title"],
        standing=answered or waiting,
        owes=owes,
        due=due,
        decided=last,
        handed=asked,
        days=_days(said, decided) if answered else None,
    )


def _days(said: Mapping[str, Any], decided: Sequence[Decision]) -> int | None:
    first = next((row.decided_on for row in decided if row.verdict in ANSWERS), "")
    return (date.fromisoformat(first) - day_said(said["released"])).days if first else None


def _folded(name: str) -> str:
    return " ".join(name.casefold().split()).rstrip(".")
