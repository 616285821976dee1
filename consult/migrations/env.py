"""One environment for all rooms: SQLite and PostgreSQL run the same migrations."""

from alembic import context
from sqlalchemy import Connection

from consult.schema import METADATA


def run(connection: Connection) -> None:
    """Run what is asked for on the connection that was handed over."""
    context.configure(
        connection=connection,
        target_metadata=list(METADATA),
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
