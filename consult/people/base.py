"""The root of the tables of the people room; its registry is its own, so no key can point out of it."""

from sqlalchemy.orm import registry
from sqlmodel import SQLModel


class PeopleTable(SQLModel, registry=registry()):
    """The root of this room's tables."""
