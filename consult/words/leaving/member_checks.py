"""Draft themes go back to members, in a paid round, before anything leaves; or a steward writes why they do not."""

import json
from dataclasses import dataclass
from hashlib import sha256

from sqlmodel import Session, col, select

from consult.actors import Actor, Role
from consult.errors import Missing, Refused
from consult.ids import PartId
from consult.rounds import facts, parts, stewards
from consult.rounds.tables import Part, Round
from consult.words import codebook, fresh, heap, readiness, reading
from consult.words.leaving.drafting import NotReady
from consult.words.leaving.release_tables import MemberCheck
from consult.words.tables import ThemeKind

REASON_MOST = 300
LEAST_REASON = 10
DRAFT_MOST = 3000
DONE = "Members of this advisory read the themes in draft and said what they think of them."
IS_ONE = "In this round members read themes in draft and said what they think of them."


class NotChecked(Refused):
    """No member check was counted with k or more people, and no steward wrote why there is none (ROUND-07)."""

    sentence = (
        "Draft themes go back to members before anything leaves, in a round that is paid. "
        "Let them go back, or write why they do not."
    )


class NotSaid(Refused):
    """No steward wrote who was asked, and how (CULT-04)."""

    sentence = "Before it leaves, write who was asked, and how."


class OneSignature(Refused):
    """The reader who signed the draft is the steward who would let it go: two people, never one."""

    sentence = "You signed this as a reader. Another steward has to let it go back to members."


@dataclass(frozen=True, slots=True)
class DraftTheme:
    """One theme as members would read it in draft."""

    title: str
    text: str


def sign(session: Session, actor: Actor, part_id: PartId, k: int) -> None:
    """
    Put the themes of the codebook before the steward, as one of the readers, to go back to members in draft.

    NotReady lists what is still to do. Refused where the themes are more than members can be asked about, and
    while a check of this part is under way.
    """
    part = reading.as_reader(session, actor, part_id, k)
    parts.locked(session, part_id)
    if rounds_of(session, part_id):
        raise Refused("A member check of these themes was begun. Its answers come to its readers.")
    waiting = readiness.reasons(session, part)
    if waiting:
        raise NotReady(waiting)
    themes = [DraftTheme(one.title, one.text) for one in codebook.codebook(session, part_id, ThemeKind.THEME)]
    if len(themes) > facts.MOST_THEMES:
        raise Refused(f"Members can be asked about {facts.MOST_THEMES} themes at most. Join some first.")
    if sum(len(one.title) + len(one.text) for one in themes) > DRAFT_MOST:
        raise Refused(f"Members read all of this on a phone. Keep the themes to {DRAFT_MOST:,} characters together.")
    kept = _row(session, part_id)
    kept.draft = json.dumps([{"title": one.title, "text": one.text} for one in themes], ensure_ascii=False)
    kept.reader_id, kept.agreed_by, kept.masked = actor.account_id, None, False
    session.add(kept)
    session.flush()


def of_part(session: Session, actor: Actor, part_id: PartId) -> MemberCheck | None:
    """Give what stands about a part's member check, to a steward of the advisory who acts for it, or to its readers."""
    part = parts.part(session, part_id)
    if not stewards.may_act(session, actor, part):
        reading.require_reader(session, actor, part)
    return session.get(MemberCheck, part_id)


def goes_to(session: Session, part_id: PartId) -> Role | None:
    """Say whom the draft of a part waits for: a steward to let it go, its author to begin the check, or nobody."""
    check = session.get(MemberCheck, part_id)
    if check is None or not check.draft or rounds_of(session, part_id):
        return None
    return Role.STEWARD if check.agreed_by is None else Role.AUTHOR


def themes_of(check: MemberCheck) -> tuple[DraftTheme, ...]:
    """Give the draft themes that a reader signed."""
    return tuple(DraftTheme(**one) for one in json.loads(check.draft or "[]"))


def digest(check: MemberCheck) -> bytes:
    """Give the SHA-256 of the draft, 32 bytes: what a steward was shown."""
    return sha256(check.draft.encode()).digest()


def agree(session: Session, actor: Actor, part_id: PartId, seen: bytes) -> None:
    """
    Let exactly these drafts go back to members, as a steward of the advisory: from here on the author can read them.

    OneSignature for the reader who signed; Refused when nothing waits or it is not what she was shown.
    """
    check = _for_steward(session, actor, part_id)
    if not check.draft or check.agreed_by is not None:
        raise Refused("No draft waits for you.")
    if check.reader_id == actor.account_id:
        raise OneSignature
    if seen != digest(check):
        raise Refused("The draft changed since you opened the page. Read it again.")
    check.agreed_by = actor.account_id
    session.add(check)
    session.flush()


def go_without(session: Session, actor: Actor, part_id: PartId, reason: str, *, points_to_nobody: bool = False) -> None:
    """
    Write why draft themes do not go back to members, as a steward of the advisory. Every release prints it.

    BadText where it can not be kept; fresh.CouldPoint until marks in it are looked at.
    """
    check = _for_steward(session, actor, part_id)
    kept = fresh.line(reason, "Why not", REASON_MOST)
    if len(kept) < LEAST_REASON:
        raise Refused("Write a sentence: why do the draft themes not go back to members?")
    fresh.require_kind(kept, "Why not")
    fresh.require_no_marks(kept, points_to_nobody)
    check.reason, check.reason_by = kept, actor.account_id
    session.add(check)
    session.flush()


def say_who(session: Session, actor: Actor, part_id: PartId, note: str, *, points_to_nobody: bool = False) -> None:
    """
    Write who was asked, and how, as a steward of the advisory. Every release prints it.

    BadText where it can not be kept; fresh.CouldPoint until marks in it are looked at.
    """
    check = _for_steward(session, actor, part_id)
    kept = fresh.line(note, "Who was asked, and how", REASON_MOST)
    fresh.require_kind(kept, "Who was asked, and how")
    fresh.require_no_marks(kept, points_to_nobody)
    check.engagement = kept
    session.add(check)
    session.flush()


def holds_masked(session: Session, part_id: PartId) -> bool:
    """Say whether a check that was begun holds words that were masked since, and no steward looked at it yet."""
    check = session.get(MemberCheck, part_id)
    return check is not None and check.masked


def looked(session: Session, actor: Actor, part_id: PartId) -> None:
    """Note that a steward of the advisory looked at a check that holds words masked since, and did what she could."""
    check = _for_steward(session, actor, part_id)
    check.masked = False
    session.add(check)
    session.flush()


def who(session: Session, part: Part) -> str:
    """Give, for a release of this part, who was asked and how. NotSaid where no steward wrote it."""
    check = session.get(MemberCheck, part.id)
    if check is None or not check.engagement:
        raise NotSaid
    return check.engagement


def sentence(session: Session, part: Part, k: int) -> str:
    """Say, for a release of this part, whether members read its themes in draft. NotChecked where nothing says so."""
    if parts.round_of(session, part.round_id).checks_part is not None:
        return IS_ONE
    if is_done(session, part, k):
        return DONE
    check = session.get(MemberCheck, part.id)
    if check is None or not check.reason:
        raise NotChecked
    return f"Members did not read the themes in draft. A steward wrote why: {check.reason.rstrip('.')}."


def is_done(session: Session, part: Part, k: int) -> bool:
    """Say whether a round that took these drafts back was closed and counted with k people or more."""
    for check in rounds_of(session, part.id):
        for held in parts.of_round(session, check.id):
            if held.advisory_id == part.advisory_id and _people(session, held) >= k:
                return True
    return False


def rounds_of(session: Session, part_id: PartId) -> list[Round]:
    """Give the rounds that take the draft themes of a part back to its members."""
    return list(session.exec(select(Round).where(col(Round.checks_part) == part_id)))


def _people(session: Session, part: Part) -> int:
    if part.state not in reading.READABLE:
        return 0
    try:
        return heap.people(session, part.round_id, reading.advisory(session, part))
    except Missing:
        return 0


def _for_steward(session: Session, actor: Actor, part_id: PartId) -> MemberCheck:
    part = parts.locked(session, part_id)
    stewards.require_steward(session, actor, part)
    if part.state not in reading.READABLE:
        raise reading.StillShut
    return _row(session, part_id)


def _row(session: Session, part_id: PartId) -> MemberCheck:
    return session.get(MemberCheck, part_id, populate_existing=True) or MemberCheck(part_id=part_id)
