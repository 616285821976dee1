"""No text reaches a member before a steward of her advisory has said yes to exactly that text."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from consult.actors import Actor, Role
from consult.errors import Missing, Refused
from consult.ids import PartId, new_id
from consult.rounds import checks, dates, parts, stewards, translations
from consult.rounds.rendering import in_other_languages, render
from consult.rounds.scripts import Script
from consult.rounds.tables import Advisory, Approval, Part, PartState, Round
from consult.wording.signs import paragraphs

LEAST_REASON = 10
LONGEST_REASON = 500
LONGEST_REMARK = 800
LONGEST_AGREEMENT = 600
ASKED = frozenset({PartState.WAITING, PartState.APPROVED})


class NotTheText(Refused):
    """The hash that was approved is not the hash of the text as it stands."""

    sentence = "The text has changed since you read it. Read it again, then approve."


def record(
    session: Session,
    actor: Actor,
    part_id: PartId,
    digest: bytes,
    today: date,
    reasons: Mapping[str, str] | None = None,
    owed: tuple[str, ...] = (),
) -> None:
    """
    Keep a steward's approval of the text with this SHA-256, whole, as members will see it.

    `reasons` are her sentences for findings that block, by `Finding.key`; `owed` says what the decider still owes.
    NotAllowed unless she is a steward of this advisory; Refused when she wrote the round or took its cards, when the
    text is another, or when a rule stands against it. An earlier approval of the part is void from here on.
    """
    round_, part, advisory = parts.whole(session, part_id)
    parts.locked_round(session, part.round_id)
    stewards.require_steward(session, actor, part)
    if part.state not in ASKED:
        raise Refused("Nobody has asked for approval of this text.")
    reviewed = checks.review(round_, part, advisory, today, owed)
    if reviewed.hard:
        raise Refused(" ".join(reviewed.hard))
    script = render(round_, part, advisory)
    if script.digest() != digest:
        raise NotTheText
    if checks.needs_small_box_tick(part) and not part.small_box_agreed:
        raise Refused("A box of its own with so few seats needs your tick first.")
    kept = _reasons(reviewed, reasons or {})
    void(session, part_id)
    session.add(
        Approval(
            id=new_id().bytes,
            part_id=part_id,
            hash=digest,
            text={script.language: script.to_json(), **_others(round_, part, advisory)},
            steward_id=actor.account_id,
            on=today,
            consent_version=script.consent_version,
            reasons=kept,
        )
    )
    parts.set_state(session, part_id, PartState.APPROVED)


def approved_script(session: Session, part_id: PartId, language: str = "en") -> Script:
    """
    Give the script as it was approved, from storage, in this language where it was approved in it, else in English.

    Missing when there is no approval that stands. A text whose hash the approved one does not name is never given.
    """
    approval = standing(session, part_id)
    if approval is None:
        raise Missing
    script = Script.from_json(approval.text["en"])
    if language in script.others:
        other = Script.from_json(approval.text[language])
        if other.digest().hex() == script.others[language]:
            return other
    return script


def standing(session: Session, part_id: PartId) -> Approval | None:
    """Give the approval of a part that was not voided."""
    rows = session.exec(select(Approval).where(col(Approval.part_id) == part_id, col(Approval.is_void).is_(False)))
    return rows.one_or_none()


def ever(session: Session, part_id: PartId) -> bool:
    """Say whether this part was approved at any time, voided approvals included."""
    return session.exec(select(Approval).where(col(Approval.part_id) == part_id)).first() is not None


def void(session: Session, part_id: PartId) -> bool:
    """Take back the approval of a part, and say whether there was one. An approved part is a draft again."""
    approval = standing(session, part_id)
    part = parts.part(session, part_id)
    if part.state in ASKED:
        parts.set_state(session, part_id, PartState.DRAFT)
    if approval is None:
        return False
    approval.is_void = True
    session.add(approval)
    session.flush()
    return True


def ask(session: Session, actor: Actor, part_id: PartId, today: date) -> None:
    """Put a part before its stewards. Refused, with every reason, while a rule they can not lift is broken."""
    round_, part, advisory = parts.whole(session, part_id)
    actor.require(Role.AUTHOR)
    if round_.author_id != actor.account_id:
        raise Missing
    if part.state not in {PartState.DRAFT, PartState.DECLINED}:
        raise Refused("This part was put before its stewards already.")
    reviewed = checks.review(round_, part, advisory, today)
    hard = tuple(sentence for sentence in reviewed.hard if sentence != dates.NEEDS_AGREEMENT)
    if hard:
        raise Refused(" ".join(hard))
    part.remark = ""
    session.add(part)
    parts.set_state(session, part_id, PartState.WAITING)


def send_back(session: Session, actor: Actor, part_id: PartId, remark: str, *, says_no: bool = False) -> bool:
    """
    Give a part back to its author with a remark, or decline it. Says whether an approval was voided by it.

    An advisory that says no is named nowhere outside.
    """
    part = _of_steward(session, actor, part_id)
    was_approved = void(session, part_id)
    part.remark = paragraphs(remark, "The remark", LONGEST_REMARK)
    session.add(part)
    parts.set_state(session, part_id, PartState.DECLINED if says_no else PartState.DRAFT)
    return was_approved


def agree(
    session: Session,
    actor: Actor,
    part_id: PartId,
    *,
    small_box: bool,
    agreement: str | None = None,
    elsewhere: Mapping[str, str] | None = None,
) -> bool:
    """
    Keep a steward's tick for a small box, and what she wrote for members where the decision was made before.

    `elsewhere` is her agreement in each other language of the round. The agreement is part of the text: it changes
    the hash. Says whether that voided an approval.
    """
    part = _of_steward(session, actor, part_id)
    part.small_box_agreed = small_box
    was_approved = False
    if agreement is not None:
        kept = paragraphs(agreement, "What you agree to", LONGEST_AGREEMENT)
        words = _in_other_words(part, kept, elsewhere or {})
        if (kept, words) != (part.agreement, part.other_words):
            was_approved = void(session, part_id)
            part.agreement, part.other_words = kept, words
            parts.set_state(session, part_id, PartState.WAITING)
    session.add(part)
    session.flush()
    return was_approved


def _in_other_words(part: Part, agreement: str, elsewhere: Mapping[str, str]) -> dict[str, Any]:
    words = dict(part.other_words)
    for language, text in elsewhere.items():
        wanted = translations.Wanted("agreement", "What you agree to", agreement)
        words |= {language: translations.kept(part, [wanted], language, {"agreement": text})[language]}
    return words


def _others(round_: Round, part: Part, advisory: Advisory) -> dict[str, str]:
    scripts = in_other_languages(round_, part, advisory)
    return {language: script.to_json() for language, script in scripts.items()}


def _of_steward(session: Session, actor: Actor, part_id: PartId) -> Part:
    part = parts.part(session, part_id)
    stewards.require_steward(session, actor, part)
    if part.state not in ASKED:
        raise Refused("Nobody has asked for approval of this text.")
    return part


def _reasons(reviewed: checks.Review, given: Mapping[str, str]) -> dict[str, str]:
    kept = {found.key: paragraphs(given.get(found.key, ""), "A reason", LONGEST_REASON) for found in reviewed.blocks}
    lacking = [found for found in reviewed.blocks if len(kept[found.key]) < LEAST_REASON]
    if lacking:
        words = "; ".join(f"{found.where}, {found.found or found.rule}" for found in lacking)
        raise Refused(f"Write why these words may stay: {words}.")
    return kept
