"""An answer that two readers are coding on their own has no place anywhere else until both are done."""

from typing import Any

from sqlmodel import Session, col, select

from consult.errors import Refused
from consult.words.pair.two_reader_tables import Sample, SampleAnswer, SampleState


class BothFirst(Refused):
    """The answer is in a blind sample that is not finished: what one reader says of it now would show to the other."""

    sentence = "Two readers are coding this answer on their own. It gets its place when both are done."


def being_coded(answer_id: Any) -> Any:
    """Give a SELECT that finds something for an answer (a column, or an id) whose blind sample is under way."""
    return (
        select(SampleAnswer.answer_id)
        .join(Sample, col(Sample.id) == col(SampleAnswer.sample_id))
        .where(col(SampleAnswer.answer_id) == answer_id, Sample.state == SampleState.CODING)
    )


def require_open_to_see(session: Session, answer_id: bytes) -> None:
    """Raise BothFirst for an answer of a blind sample that is under way."""
    if session.exec(being_coded(answer_id)).first() is not None:
        raise BothFirst
