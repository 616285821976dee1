"""Write a new migration from what the tables have become: `python scripts/migration.py "what changed"`."""

import sys
import tempfile
from pathlib import Path

from alembic import command

from consult.database import Database
from consult.migrations import config, upgrade

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'empty.sqlite3'}")
        upgrade(database)
        with database.engine.connect() as connection:
            settings = config()
            settings.attributes["connection"] = connection
            command.revision(settings, sys.argv[1], autogenerate=True, rev_id=sys.argv[2])
        database.close()
