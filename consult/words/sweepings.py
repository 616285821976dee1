"""Which rows of the room go with an answer, a part or a released theme: found by their columns, none left behind."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Table, delete
from sqlmodel import Session

from consult.words.tables import WordsTable


def tables_with(*columns: str) -> Iterator[Table]:
    """Give the tables of the room that have all of these columns."""
    for table in WordsTable.metadata.sorted_tables:
        if set(columns) <= set(table.columns.keys()):
            yield table


def sweep(session: Session, **named: Any) -> None:
    """
    Delete, in every table of the room that has all of these columns, the rows where they have these values.

    `release_id=..., theme=2` takes what was decided, drafted and handed on about one theme of one release. A
    value may be a subquery of one column.
    """
    for table in tables_with(*named):
        session.connection().execute(delete(table).where(*(_fits(table, name, of) for name, of in named.items())))


def _fits(table: Table, name: str, of: Any) -> Any:
    column = table.columns[name]
    return column.in_(of) if hasattr(of, "selected_columns") or isinstance(of, (set, frozenset, list)) else column == of
