"""A row in every table of an older house, made from what its tables ask for, so that an upgrade meets what it keeps."""

from datetime import date
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, MetaData, Table

from consult.database import Database


def fill(database: Database) -> dict[str, int]:
    """Write one row into each table there is, parents first; give how many rows each table holds."""
    tables = MetaData()
    tables.reflect(database.engine)
    rows: dict[str, dict[str, Any]] = {}
    with database.engine.begin() as connection:
        for table in tables.sorted_tables:
            if table.name != "alembic_version":
                rows[table.name] = _row(table, rows)
                connection.execute(table.insert(), rows[table.name])
    return dict.fromkeys(rows, 1)


def held(database: Database, names: dict[str, int]) -> dict[str, int]:
    """Give how many rows these tables hold now."""
    with database.engine.connect() as connection:
        return {name: _count(connection, name) for name in names}


def _count(connection: Connection, name: str) -> int:
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one())


def _row(table: Table, parents: dict[str, dict[str, Any]]) -> dict[str, Any]:
    row = {}
    for column in table.columns:
        keys = list(column.foreign_keys)
        row[column.name] = parents[keys[0].column.table.name][keys[0].column.name] if keys else _value(column)
    return row


def _value(column: Any) -> Any:
    kind = str(column.type).upper()
    if "CHAR(32)" in kind or "UUID" in kind:
        return uuid4().hex if "CHAR(32)" in kind else uuid4()
    if "BLOB" in kind or "BYTEA" in kind:
        return uuid4().bytes * 2
    if "DATE" in kind:
        return date(2026, 5, 4)
    if any(part in kind for part in ("INT", "BOOL", "FLOAT", "REAL", "NUMERIC")):
        return 0
    return "{}" if "JSON" in kind else uuid4().hex[:6]
