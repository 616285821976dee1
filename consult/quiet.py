"""What goes wrong is logged by its kind and its place, never by its words: an error's words may hold an answer."""

import logging
import traceback
from typing import Any


def place_of(error: BaseException) -> str:
    """Give the kind of an error and the lines it went through. No message, no value, no local variable."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    return "\n".join([f"{type(error).__module__}.{type(error).__qualname__}", *lines])


def hush() -> None:
    """Make every log record of this process, from any library, carry places instead of messages of errors."""
    made = logging.getLogRecordFactory()
    if getattr(made, "hushed", False):
        return

    def record(*args: Any, **kwargs: Any) -> logging.LogRecord:
        built = made(*args, **kwargs)
        error = built.exc_info[1] if built.exc_info else None
        if error is not None:
            built.exc_text = place_of(error)
            built.exc_info = None
        # `log.error("... %s", error)` would print the words of the error as well.
        if isinstance(built.args, tuple):
            built.args = tuple(_named(value) for value in built.args)
        return built

    record.hushed = True  # type: ignore[attr-defined]
    logging.setLogRecordFactory(record)


def hide_rows() -> None:
    """Keep every row that is read out of the database's own log, at whatever level it is set to."""
    logging.getLogger("sqlalchemy.engine.Engine").addFilter(_is_no_row)


def _is_no_row(record: logging.LogRecord) -> bool:
    # SQLAlchemy hides what is written (`hide_parameters`), but at DEBUG it logs each row it reads.
    return record.levelno >= logging.INFO


def _named(value: object) -> object:
    return type(value).__qualname__ if isinstance(value, BaseException) else value
