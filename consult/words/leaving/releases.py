"""A reader and a steward, two people, agree what leaves; what has left is frozen, numbered and never changes."""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, func, select

from consult.actors import Actor, Role
from consult.clock import in_words
from consult.database import lock
from consult.errors import Missing, Refused
from consult.ids import PartId, ReleaseId, RoundId, new_id
from consult.rounds import parts, stewards
from consult.rounds.tables import PartState
from consult.words import fresh, reading, who_made
from consult.words.leaving import choices, content, member_checks
from consult.words.leaving.drafting import Drafted, NotReady, drafted
from consult.words.leaving.release_tables import Carried
from consult.words.tables import Release, ReleaseState

__all__ = ["NotReady"]

MISSING_MOST = 300
HELD_MOST = 300


class OneSignature(Refused):
    """The steward who would release is the reader who proposed: two people sign, never one."""

    sentence = "You proposed this as a reader. Another steward has to release it."


class Changed(Refused):
    """What would leave now differs from what the steward was shown."""

    sentence = "This changed since you opened the page. Read it again before you release it."


class SameMoment(Refused):
    """Another advisory's release took the number that this one was about to have."""

    sentence = "Another release left at the same moment. Yours still waits here. Release it again."


def propose(
    session: Session,
    actor: Actor,
    part_id: PartId,
    missing: str,
    k: int,
    by: Sequence[str] = (choices.Breakdown.ADVISORY,),
    *,
    points_to_nobody: bool = False,
) -> ReleaseId:
    """
    Sign the codebook as a reader and put it before the steward. A proposal that waits is replaced.

    `missing` says who may be missing; `by` is the one breakdown. NotReady lists what is still to do;
    fresh.CouldPoint where `missing` holds marks and nobody ticked `points_to_nobody`.
    """
    part = reading.as_reader(session, actor, part_id, k)
    parts.locked(session, part_id)
    absent = fresh.line(missing, "Who may be missing", MISSING_MOST)
    fresh.require_kind(absent, "Who may be missing")
    fresh.require_no_marks(absent, points_to_nobody)
    said = drafted(session, part, absent, k, by)
    drop_waiting(session, part_id)
    release = Release(
        id=ReleaseId(new_id()),
        round_id=part.round_id,
        part_id=part_id,
        state=ReleaseState.PROPOSED,
        content=said.stored,
        reader_id=actor.account_id,
    )
    keep(session, release, said)
    return release.id


def keep(session: Session, release: Release, said: Drafted) -> None:
    """Write what is proposed, and which theme of the codebook stands under which of its numbers."""
    release.content = said.stored
    session.add(release)
    session.exec(delete(Carried).where(col(Carried.release_id) == release.id))
    session.add_all(
        Carried(release_id=release.id, number=at, theme_id=theme) for at, theme in enumerate(said.themes, start=1)
    )
    session.flush()


def drop_waiting(session: Session, part_id: PartId) -> None:
    """Take away what waits for the steward of a part or was held: it was never given out."""
    waiting = (col(Release.part_id) == part_id, col(Release.state) != ReleaseState.RELEASED)
    session.exec(delete(Carried).where(col(Carried.release_id).in_(select(Release.id).where(*waiting))))
    session.exec(delete(Release).where(*waiting))
    session.flush()


def proposed(session: Session, actor: Actor, part_id: PartId) -> Release | None:
    """
    Give what waits or was held, to a steward of the advisory or one of this round's readers.

    NotAllowed for any other role, reading.NotAReader for a reader of other rounds, stewards.OwnRound for a steward
    who wrote the round or took its cards: an author sees nothing before it is released.
    """
    part = parts.part(session, part_id)
    if actor.holds(Role.STEWARD, part.advisory_id):
        stewards.require_steward(session, actor, part)
    else:
        reading.require_reader(session, actor, part)
    return session.exec(
        select(Release).where(Release.part_id == part_id, Release.state != ReleaseState.RELEASED)
    ).first()


def standing(session: Session, part_id: PartId) -> ReleaseState | None:
    """Say whether something waits for the steward or was held by her; nothing of what it says."""
    found = session.exec(
        select(Release.state).where(Release.part_id == part_id, Release.state != ReleaseState.RELEASED)
    ).first()
    return ReleaseState(found) if found else None


def digest(release: Release) -> bytes:
    """Give the SHA-256 of what is proposed, 32 bytes: what a steward signs."""
    return sha256(release.content.encode()).digest()


def hold(session: Session, actor: Actor, release_id: ReleaseId, because: str) -> None:
    """Hold a proposal back, with a reason the readers see. A steward of the advisory alone."""
    release = waiting_for(session, actor, release_id)
    release.held_because = fresh.field(because, "Why you hold it", HELD_MOST)
    release.state = ReleaseState.HELD
    session.add(release)
    session.flush()


def release(session: Session, actor: Actor, release_id: ReleaseId, seen: bytes, released_on: str, k: int) -> int:
    """
    Release what was proposed, as a steward of the advisory; gives its number.

    `seen` is the digest of what she was shown. Everything is checked again, earlier releases included, for
    another may have left since. OneSignature, Changed, NotReady, NotAllowed, stewards.OwnRound or SameMoment
    otherwise; who_made.OnePerson for a theme of one person; member_checks.NotChecked where draft themes did not go
    back to members and no steward wrote why, NotSaid where none wrote who was asked, and how.
    """
    found = waiting_for(session, actor, release_id)
    if found.reader_id == actor.account_id:
        raise OneSignature
    kept = content_of(found)
    part = reading.readable(session, found.part_id, k)
    checked, asked = member_checks.sentence(session, part, k), member_checks.who(session, part)
    now = drafted(session, part, kept["missing"], k, kept["by"]).stored
    if seen != digest(found) or now != found.content:
        raise Changed
    who_made.sign(session, actor, part.id)
    number = (session.exec(select(func.max(Release.number))).one() or 0) + 1
    found.content = content.canonical(
        {**kept, "number": number, "released": released_on, "checked": checked, "engagement": asked}
    )
    found.number, found.steward_id, found.state = number, actor.account_id, ReleaseState.RELEASED
    session.add(found)
    try:
        session.flush()
    except IntegrityError:
        raise SameMoment from None
    parts.set_state(session, part.id, PartState.RELEASED)
    return number


def content_of(release: Release) -> dict[str, Any]:
    """Give the content of a release as plain values, exactly as it was stored."""
    kept: dict[str, Any] = json.loads(release.content)
    return kept


def read(session: Session, number: int) -> dict[str, Any]:
    """
    Give a release by its number, as it was frozen. Missing for any other, waiting ones included.

    A theme that a steward withdrew is `{"number": 2, "withdrawn": "Wednesday 12 May 2027"}` and nothing else. A
    release withdrawn as a whole has `withdrawn` beside its number, title and dates, and only such themes.
    `answers_deleted` is the day the full answers were deleted, where they were.
    """
    found = by_number(session, number)
    erased_on = parts.part(session, found.part_id).erased_on
    return {**content_of(found), **({"answers_deleted": in_words(erased_on)} if erased_on else {})}


def by_number(session: Session, number: int) -> Release:
    """Give the row of a release that has left. Missing for any other."""
    found = session.exec(
        select(Release).where(Release.number == number, Release.state == ReleaseState.RELEASED)
    ).first()
    if found is None:
        raise Missing
    return found


def released(session: Session, round_id: RoundId | None = None) -> Sequence[Release]:
    """Give every release that has left, the latest first; of one round where it is named."""
    asked = select(Release).where(Release.state == ReleaseState.RELEASED)
    if round_id is not None:
        asked = asked.where(Release.round_id == round_id)
    return session.exec(asked.order_by(col(Release.number).desc())).all()


def waiting_for(session: Session, actor: Actor, release_id: ReleaseId) -> Release:
    """Give a proposal to a steward of its advisory, held until the act is over. Refused when it waits no more."""
    found: Release | None = session.get(Release, release_id)
    if found is None:
        raise Missing
    stewards.require_steward(session, actor, parts.locked(session, found.part_id))
    # Read anew under the lock: another steward may have released it, or a reader replaced it, since.
    found = lock(session, select(Release).where(col(Release.id) == release_id)).first()
    if found is None or found.state != ReleaseState.PROPOSED:
        raise Refused("This does not wait for you any more.")
    return found
