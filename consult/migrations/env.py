"""One environment for all rooms: SQLite and PostgreSQL run the same migrations."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection
from sqlmodel.sql.sqltypes import AutoString

from consult.schema import METADATA


def run(connection: Connection) -> None:
    """Run what is asked for on the connection that was handed over."""
    context.configure(
        connection=connection,
        target_metadata=list(METADATA),
        render_as_batch=True,
        compare_type=True,
        render_item=_plainly,
    )
    with context.begin_transaction():
        context.run_migrations()


def _plainly(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """Write text columns as SQLAlchemy's own type, so that a migration needs nothing else."""
    return "sa.String()" if kind == "type" and isinstance(item, AutoString) else False


run(context.config.attributes["connection"])
