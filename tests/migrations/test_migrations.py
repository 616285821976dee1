"""The migrations end where the models are, on SQLite and on PostgreSQL, and keep what the models promise."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from consult import migrations
from consult.database import Database
from consult.schema import METADATA
from tests import postgresql
from tests.migrations import filling


def differences(database: Database) -> list:
    """Give what a new migration would have to do."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, list(METADATA))


def test_migrations_end_where_the_models_are(tmp_path):
    """A column added to a model without a migration makes this fail."""
    database = Database(f"sqlite:///{tmp_path / 'new.sqlite3'}")

    migrations.upgrade(database)
    migrations.upgrade(database)

    assert differences(database) == []


@pytest.mark.parametrize("revision", ["0007", "0014"])
def test_a_house_with_rows_is_brought_up_to_date(tmp_path, revision: str):
    """Fails when a migration drops a table that others point to, or loses a row: an empty house does not show it."""
    database = Database(f"sqlite:///{tmp_path / 'old.sqlite3'}")
    with database.engine.connect() as connection:
        settings = migrations.config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, revision)
        connection.commit()
    names = filling.fill(database)

    migrations.upgrade(database)

    assert filling.held(database, names) == names
    assert differences(database) == []


@pytest.mark.requirement("ANON-03")
def test_migrated_tables_keep_no_order_of_writing(tmp_path):
    """Dropping `sqlite_with_rowid=False` from the migration of a seat, envelope, answer or honorarium fails here."""
    database = Database(f"sqlite:///{tmp_path / 'new.sqlite3'}")

    migrations.upgrade(database)

    with database.engine.connect() as connection:
        made = dict(connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")).all())
    for table in ("people_seat", "box_envelope", "box_draft", "words_answer", "money_honorarium"):
        assert "WITHOUT ROWID" in made[table]


@pytest.mark.postgres
def test_the_same_migrations_run_on_postgresql():
    """A type that only SQLite takes, or a native enum, makes this fail; so does a column of words with statistics."""
    with postgresql.cluster() as (url, _files):
        database = Database(url)

        migrations.upgrade(database)

        found = differences(database)
        tables = set(inspect(database.engine).get_table_names())
        with database.engine.connect() as connection:
            sampled = connection.execute(
                text(
                    "SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
                    "WHERE c.relname LIKE 'words_%' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped "
                    "AND a.attstattarget <> 0"
                )
            ).all()
        database.close()

    assert found == []
    assert {"words_answer", "box_envelope", "people_seat", "money_honorarium"} <= tables
    assert sampled == []
