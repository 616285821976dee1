"""What it means that an opened answer has a place: a theme, other things we heard, nothing said, or set aside."""

from typing import Any

from sqlalchemy import ColumnElement, and_
from sqlmodel import col, select

from consult.words.answers.act_tables import ActKind, AnswerAct
from consult.words.tables import Coding, Opened


def has_none() -> ColumnElement[bool]:
    """Give the condition on `Opened` for an answer that still has no place."""
    return and_(col(Opened.blank).is_(False), ~coded().exists(), ~set_aside().exists())


def coded() -> Any:
    """Give a SELECT that finds something for an opened answer under a theme, for `exists()`."""
    return select(Coding.answer_id).where(Coding.answer_id == Opened.answer_id)


def set_aside() -> Any:
    """Give a SELECT that finds something for an opened answer that was set aside, for `exists()`."""
    return select(AnswerAct.id).where(AnswerAct.answer_id == Opened.answer_id, AnswerAct.kind == ActKind.ASIDE)
