"""What was set aside as abuse or spam: it has its place, it is counted in the limits, and it stands in no theme."""

from collections.abc import Sequence
from enum import StrEnum

from sqlmodel import Session, col, func, select

from consult.errors import Refused
from consult.ids import PartId
from consult.settings import K_FLOOR
from consult.words.answers.act_tables import ActKind, AnswerAct
from consult.words.leaving.tallies import people_range
from consult.words.pair import blind


class Reason(StrEnum):
    """Why an answer may be set aside. What is only hard to read, or not wanted, is no reason."""

    ABUSE = "abuse"
    SPAM = "spam"
    TRIAL = "trial"


REASONS = {
    Reason.ABUSE: "It only attacks or threatens someone",
    Reason.SPAM: "It is an advertisement, or signs without meaning",
    Reason.TRIAL: "It is a trial by staff",
}

_SET_ASIDE = "answers were set aside as abuse, spam or a trial, with a steward's yes."


def of_part(session: Session, part_id: PartId) -> frozenset[bytes]:
    """Give the answers of a part that are set aside, those that wait for the steward's yes included."""
    rows = session.exec(
        select(AnswerAct.answer_id).where(AnswerAct.part_id == part_id, AnswerAct.kind == ActKind.ASIDE)
    )
    return frozenset(answer_id for answer_id in rows if answer_id is not None)


def require_free(session: Session, answer_id: bytes) -> None:
    """Raise Refused for an answer that is set aside, or that two readers are coding blind: it gets no other place."""
    blind.require_open_to_see(session, answer_id)
    found = session.exec(
        select(AnswerAct.id).where(AnswerAct.answer_id == answer_id, AnswerAct.kind == ActKind.ASIDE)
    ).first()
    if found is not None:
        raise Refused("This answer is set aside. Take that back first.")


def how_many(session: Session, part_id: PartId) -> int:
    """Give how many answers of a part are set aside with a steward's yes."""
    return session.exec(
        select(func.count())
        .select_from(AnswerAct)
        .where(
            AnswerAct.part_id == part_id,
            AnswerAct.kind == ActKind.ASIDE,
            col(AnswerAct.steward_id).is_not(None),
        )
    ).one()


def told_again(limit: str, before: Sequence[str]) -> str:
    """
    Give the sentence for a later release: the same as every earlier one said, or else no amount at all.

    Two amounts, or one where there was none, would say how many were set aside between the two releases.
    """
    if all(said == limit for said in before):
        return limit
    return f"Some {_SET_ASIDE}"


def limit(count: int, k: int = K_FLOOR) -> str:
    """
    Give the sentence that a release says of this, empty where nothing was set aside.

    Under k it says "fewer than k" and no number; from there the same ranges that are printed for people.
    """
    if not count:
        return ""
    amount = f"Fewer than {k}" if count < k else people_range(count).text
    return f"{amount} {_SET_ASIDE}"
