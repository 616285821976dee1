"""Nothing goes before a body as evidence unless a steward said yes to that release, that body and that day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from consult.actors import Actor, Role
from consult.database import lock
from consult.errors import BadText, Missing, Refused
from consult.ids import AdvisoryId, new_id
from consult.rounds import parts, stewards
from consult.words import fresh
from consult.words.leaving import releases
from consult.words.replies.owner_tables import Access, AccessState
from consult.words.tables import Release

BODY_MOST = 120
TEXT_MOST = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """What a designer asks for: before whom, on which day, why, what good it does whom, who sees it, and until when."""

    body: str
    meets_on: date | None
    purpose: str
    benefit: str
    people: str
    ends_on: date | None


class NotGranted(Refused):
    """No steward said yes to this release for this body and this day, or what she said yes to is over."""

    sentence = "A steward has to say yes first, for this body and this day. Until then the answer is no."


def ask(
    session: Session, actor: Actor, number: int, asked: Asked, today: date, *, points_to_nobody: bool = False
) -> None:
    """Put a request before the stewards of the release's advisory, as a designer. BadText names the field to mend."""
    actor.require(Role.DESIGNER)
    release = releases.by_number(session, number)
    if releases.content_of(release).get("withdrawn"):
        raise Refused("This release was withdrawn. It can not be brought before anyone.")
    meets_on, ends_on = _days(asked, today)
    said = [
        fresh.line(asked.body, "Which body", BODY_MOST),
        fresh.field(asked.purpose, "What it is for", TEXT_MOST),
        fresh.field(asked.benefit, "What good it does those who answered", TEXT_MOST),
        fresh.field(asked.people, "Who will see it", TEXT_MOST),
    ]
    fresh.require_no_marks("\n".join(said), points_to_nobody)
    body, purpose, benefit, people = said
    session.add(
        Access(
            id=new_id().bytes,
            release_id=release.id,
            round_id=release.round_id,
            part_id=release.part_id,
            advisory_id=parts.part(session, release.part_id).advisory_id,
            body=body,
            meets_on=meets_on.isoformat(),
            purpose=purpose,
            benefit=benefit,
            people=people,
            ends_on=ends_on.isoformat(),
            state=AccessState.ASKED,
            asked_by=actor.account_id,
        )
    )
    session.flush()


def answer(session: Session, actor: Actor, access_id: bytes, *, grants: bool, because: str = "") -> Access:
    """
    Say yes or no, as a steward of the advisory who did not write the round; a no needs a sentence.

    A yes can be taken back with a no later. NotAllowed or stewards.OwnRound for anyone else.
    """
    found: Access | None = lock(session, select(Access).where(col(Access.id) == access_id)).first()
    if found is None:
        raise Missing
    stewards.require_steward(session, actor, parts.part(session, found.part_id))
    why = fresh.field(because, "Why not", TEXT_MOST, may_be_empty=grants)
    found.state = AccessState.GRANTED if grants else AccessState.REFUSED
    found.because, found.steward_id = why, actor.account_id
    session.add(found)
    session.flush()
    return found


def granted(session: Session, actor: Actor, access_id: bytes, today: date) -> Access:
    """Give what was granted to this designer, while it lasts. NotGranted for everything else: the default is no."""
    actor.require(Role.DESIGNER)
    found = session.get(Access, access_id)
    if (
        found is None
        or found.asked_by != actor.account_id
        or found.state != AccessState.GRANTED
        or today > date.fromisoformat(found.meets_on)
    ):
        raise NotGranted
    return found


def mine(session: Session, actor: Actor) -> Sequence[tuple[Access, int]]:
    """Give what this designer asked for, each with the number of its release."""
    actor.require(Role.DESIGNER)
    return _with_number(session, col(Access.asked_by) == actor.account_id)


def of_advisories(session: Session, actor: Actor, advisory_ids: Iterable[AdvisoryId]) -> Sequence[tuple[Access, int]]:
    """Give what was asked of these advisories, to a steward of each of them alone."""
    listed = list(advisory_ids)
    for advisory_id in listed:
        actor.require(Role.STEWARD, advisory_id)
    return _with_number(session, col(Access.advisory_id).in_(listed))


def _with_number(session: Session, where: object) -> Sequence[tuple[Access, int]]:
    found = session.exec(
        select(Access, Release.number)
        .join(Release, col(Release.id) == col(Access.release_id))
        .where(where)  # type: ignore[arg-type]
        .order_by(col(Access.state), col(Access.meets_on), col(Access.id))
    )
    return [(row, number or 0) for row, number in found]


def _days(asked: Asked, today: date) -> tuple[date, date]:
    if asked.meets_on is None or asked.meets_on < today:
        raise BadText("The day it meets: choose today or a later day.")
    if asked.ends_on is None or asked.ends_on < asked.meets_on:
        raise BadText("Until when they keep it: choose the day it meets or a later day.")
    return asked.meets_on, asked.ends_on
