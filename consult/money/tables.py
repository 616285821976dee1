"""What is owed and what was paid, in integer cents; neither who someone is nor what was said is in this room."""

from sqlalchemy.orm import registry
from sqlmodel import SQLModel


class MoneyTable(SQLModel, registry=registry()):
    """The root of this room's tables; its registry is its own."""
