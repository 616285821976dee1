"""How a word of ours is kept in a table: as the word itself, on SQLite and PostgreSQL alike."""

from enum import StrEnum

from sqlalchemy import Enum


def words_of(kind: type[StrEnum]) -> Enum:
    """Keep an enum as its word, so that a new word needs no new type in the database."""
    return Enum(kind, native_enum=False, length=20, values_callable=lambda members: [m.value for m in members])
