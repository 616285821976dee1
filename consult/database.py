"""The way to the tables: every write is durable when it returns, and deleted rows are overwritten."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import RLock
from typing import Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.pool import QueuePool
from sqlmodel import Session

from consult.errors import Refused
from consult.quiet import hide_rows

PATIENCE_SECONDS = 30
_TRIES = 40
_PAUSE_SECONDS = 0.25
BUSY = "The database is busy. What was deleted is gone; its traces go within the hour."


class Database:
    """One engine, two ways in: `writing()` holds the write lock from its first moment, `reading()` does not."""

    def __init__(self, url: str) -> None:
        """Open the database at this address; SQLite's file is made when it is not there."""
        hide_rows()
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        self.engine = _sqlite(url) if self.is_sqlite else _postgresql(url)
        self._write_engine = self.engine.execution_options(consult_writes=True)
        # SQLite has one writer: threads wait in line here, instead of asking again and again.
        self._turn: AbstractContextManager[object] = RLock() if self.is_sqlite else nullcontext()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Commit on leaving, roll back on an error. Errors of the database carry no values."""
        with self._turn, Session(self._write_engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Read one consistent state; nothing is written. What was read stays readable afterwards."""
        # Closing rolls back without expiring what was read; a `rollback()` here would empty it.
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    def checkpoint(self) -> bool:
        """Fold SQLite's log into the file and empty it; False while a reader is in the way."""
        if not self.is_sqlite:
            return True
        with self.engine.connect() as connection:
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return busy is not None and busy[0] == 0

    def rewrite(self) -> None:
        """
        Write SQLite's file, or PostgreSQL's tables of words, anew without the rows that were deleted.

        Refused while another process is in the way, or the disk is full: it can be done again.
        """
        with self._turn:
            raw = self.engine.raw_connection()
            try:
                if self.is_sqlite:
                    raw.cursor().execute("VACUUM")
                else:
                    _rewrite_words(raw)
            except self.engine.dialect.loaded_dbapi.Error:
                raise Refused(BUSY) from None
            finally:
                raw.close()

    def folded(self) -> bool:
        """Fold the log as `checkpoint` does, and ask again for ten seconds; False where a reader stays in the way."""
        for _ in range(_TRIES):
            if self.checkpoint():
                return True
            time.sleep(_PAUSE_SECONDS)
        return False

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def lock(session: Session, statement: Any) -> Any:
    """
    Run a SELECT under the row lock that a count or a change of state holds.

    SQLite holds the whole write lock already. What the session read before is read anew: a state seen
    before the lock says nothing.
    """
    return session.exec(_fresh(session, statement, statement.with_for_update()))


def lock_shared(session: Session, statement: Any) -> Any:
    """Do the same where many may hold it at once and a count may not (`FOR SHARE`)."""
    return session.exec(_fresh(session, statement, statement.with_for_update(read=True)))


def _fresh(session: Session, plain: Any, locking: Any) -> Any:
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    return (locking if is_postgresql else plain).execution_options(populate_existing=True)


def _sqlite(url: str) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=60,
        hide_parameters=True,
        connect_args={"timeout": PATIENCE_SECONDS, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "secure_delete=ON",
            "temp_store=MEMORY",
            "foreign_keys=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        writes = connection.get_execution_options().get("consult_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(url: str) -> Engine:
    engine = create_engine(url, hide_parameters=True, pool_pre_ping=True)

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = on")
        connection.commit()

    return engine


def _rewrite_words(raw: Any) -> None:
    raw.dbapi_connection.autocommit = True
    try:
        with raw.cursor() as cursor:
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
            for (table,) in cursor.fetchall():
                if table.startswith("words_"):
                    cursor.execute(f'VACUUM (FULL) "{table}"')
    finally:
        raw.dbapi_connection.autocommit = False


def ping(database: Database) -> None:
    """Raise when the database can not be reached."""
    with database.engine.connect() as connection:
        connection.execute(text("SELECT 1"))
