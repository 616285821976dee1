"""
Write a migration from what the tables of a room have become.

    python scripts/migration.py ROOM REVISION "what changed"      e.g.  money 0006 "A pool for goodwill"
"""

import sys
import tempfile
from pathlib import Path

from alembic import command

from consult.database import Database
from consult.migrations import config, upgrade
from consult.schema import METADATA


def main(room: str, revision: str, message: str) -> None:
    """Compare the migrated tables of a room with its models, on an empty SQLite database."""
    others = [m for m in METADATA if not all(name.startswith(room) for name in m.tables)]
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'empty.sqlite3'}")
        upgrade(database)
        for metadata in others:
            metadata.create_all(database.engine)
        with database.engine.connect() as connection:
            settings = config()
            settings.attributes["connection"] = connection
            command.revision(settings, message, autogenerate=True, rev_id=revision)
        database.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
