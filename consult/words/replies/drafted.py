"""A draft of a decision waits for a role, inside only: it is no answer, and the clock runs."""

from datetime import date
from uuid import UUID

from sqlmodel import Session, select

from consult.actors import Actor, Role
from consult.rounds import parts
from consult.words import fresh
from consult.words.leaving import releases
from consult.words.replies import decisions, owning
from consult.words.replies.decisions import Reply, Verdict, Whose
from consult.words.replies.owner_tables import Drafted


def keep(
    session: Session,
    actor: Actor,
    number: int,
    theme: int,
    reply: Reply,
    waits_for: str,
    today: date,
    *,
    points_to_nobody: bool = False,
    of: UUID | None = None,
) -> None:
    """
    Keep a draft that waits for a role ("Deputy minister"), in the place of an earlier one. It answers nothing.

    BadText, Refused or fresh.CouldPoint as for an answer; owning.DraftOfOthers where another organisation keeps one.
    """
    actor.require(Role.DESIGNER)
    release = releases.by_number(session, number)
    parts.locked(session, release.part_id)
    role = fresh.line(waits_for, "Which role it waits for", decisions.OWNER_MOST)
    fresh.require_no_marks(role, points_to_nobody)
    said = decisions.fit(session, number, theme, reply, today, points_to_nobody=points_to_nobody, of=of)
    owning.require_open_to(session, release, theme, of)
    drop(session, actor, number, theme, of=of)
    session.add(
        Drafted(
            release_id=release.id,
            theme=theme,
            verdict=said.verdict or "",
            reason=said.reason,
            owner=said.owner,
            due_on=said.by_when.isoformat() if said.by_when else "",
            weighed="\n".join(said.weighed or ()),
            read_first=said.read_first,
            asks=said.asks.organisation_id if said.asks else None,
            waits_for=role,
            drafted_on=today.isoformat(),
            account_id=actor.account_id,
            organisation_id=of,
        )
    )
    session.flush()


def drop(session: Session, actor: Actor, number: int, theme: int, *, of: UUID | None = None) -> None:
    """Throw a draft away. owning.DraftOfOthers where it is not the organisation's own."""
    actor.require(Role.DESIGNER)
    release = releases.by_number(session, number)
    if not owning.drop_draft(session, release, theme, of):
        raise owning.DraftOfOthers


def of_release(session: Session, actor: Actor, number: int, *, of: UUID | None = None) -> dict[int, Drafted]:
    """Give the draft of each theme that has one, to a designer of the organisation that keeps it alone."""
    actor.require(Role.DESIGNER)
    release = releases.by_number(session, number)
    kept = session.exec(select(Drafted).where(Drafted.release_id == release.id)).all()
    return {row.theme: row for row in kept if owning.may_read(session, release, row, of)}


def reply(draft: Drafted) -> Reply:
    """Give what a draft says, as it was typed."""
    asks = Whose(draft.asks, draft.owner) if draft.asks else None
    by_when = date.fromisoformat(draft.due_on) if draft.due_on else None
    weighed = tuple(draft.weighed.splitlines())
    return Reply(Verdict(draft.verdict), draft.reason, draft.owner, by_when, draft.read_first, weighed, asks)
