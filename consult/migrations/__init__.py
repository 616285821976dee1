"""How the tables came to be what they are; run at every start, the same on SQLite and PostgreSQL."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from consult.database import Database
from consult.schema import keep_no_statistics

_HERE = Path(__file__).parent


def config() -> Config:
    """Give Alembic's settings without a file beside the program."""
    settings = Config()
    settings.set_main_option("script_location", str(_HERE))
    return settings


def upgrade(database: Database) -> None:
    """Bring the tables to the newest form; nothing to do changes nothing."""
    with database.engine.connect() as connection:
        settings = config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")
        keep_no_statistics(connection)
        connection.commit()
