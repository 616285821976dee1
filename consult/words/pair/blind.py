"""An answer that two readers are coding on their own has no place anywhere else until both are done."""

from typing import Any

from sqlmodel import Session, col, select

from consult.errors import Refused
from consult.words.pair.two_reader_tables import Sample, SampleAnswer, SampleState


class BothFirst(Refused):
    """The answer is in a blind sample that is not finished: what one reader says of it now would show to the other."""

    sentence = "Two readers are coding this answer on their own. It gets its place when both are done."


class SampleFirst(BothFirst):
    """Among several answers is one that two readers are coding blind: none of them goes to another place."""

    sentence = (
        "Two readers are coding at least one of these answers on their own. It stays where it is until both are done. "
        "Nothing was moved."
    )


def being_coded(answer_id: Any) -> Any:
    """Give a SELECT that finds something for an answer (a column, or an id) whose blind sample is under way."""
    return (
        select(SampleAnswer.answer_id)
        .join(Sample, col(Sample.id) == col(SampleAnswer.sample_id))
        .where(col(SampleAnswer.answer_id) == answer_id, Sample.state == SampleState.CODING)
    )


def is_coded(session: Session, answer_id: bytes) -> bool:
    """Say whether an answer is in a blind sample that is under way."""
    return session.exec(being_coded(answer_id)).first() is not None


def require_open_to_see(session: Session, answer_id: bytes) -> None:
    """Raise BothFirst for an answer of a blind sample that is under way."""
    if is_coded(session, answer_id):
        raise BothFirst


def require_none_coded(session: Session, answers: Any) -> None:
    """Raise SampleFirst where one of these answers, a SELECT of their ids, is in a blind sample that is under way."""
    ids = answers.subquery()
    if session.exec(select(ids.c[0]).where(being_coded(ids.c[0]).exists()).limit(1)).first() is not None:
        raise SampleFirst
