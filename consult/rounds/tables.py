"""Texts, parts, approvals, dates and states of rounds; no person who answers, and no answer."""

from sqlalchemy.orm import registry
from sqlmodel import SQLModel


class RoundsTable(SQLModel, registry=registry()):
    """The root of this room's tables; its registry is its own."""
