"""What no table may hold, as functions over any tables: so that a test can also be shown a table that breaks a rule."""

import re
from collections.abc import Iterable, Iterator

from sqlalchemy import Date, DateTime, Interval, Table, Time

IDENTITY = frozenset(
    [
        "email",
        "mail",
        "phone",
        "mobile",
        "tel",
        "ip",
        "address",
        "agent",
        "browser",
        "device",
        "birth",
        "birthday",
        "birthdate",
        "born",
        "dob",
        "age",
        "gender",
        "sex",
        "race",
        "ethnicity",
        "town",
        "city",
        "postal",
        "postcode",
        "street",
        "surname",
        "firstname",
        "lastname",
        "fullname",
        "legal",
        "agency",
        "case",
        "sin",
        "health",
        "cookie",
        "fingerprint",
        "location",
        "region",
        "county",
        "member",
        "participant",
        "respondent",
        "person",
        "contact",
    ]
)
# Names of staff's sign-ins and of groups; none of a member.
NAMES = frozenset({"people_account.name", "people_organisation.name", "rounds_advisory.name", "money_fund.name"})
TIME = frozenset(
    [
        "at",
        "time",
        "when",
        "created",
        "updated",
        "modified",
        "changed",
        "entered",
        "sent",
        "stopped",
        "seen",
        "started",
        "ended",
        "stamp",
    ]
)
# Dates that are promises, the same for everyone.
PROMISES = frozenset({"box_box.earliest_close", "box_box.closes_on", "box_box.latest_close", "words_decision.by_when"})
_WORDS = re.compile(r"[a-z]+")


def identities(tables: Iterable[Table]) -> list[str]:
    """Give the columns that could hold who someone is."""
    return [named for named, words in _columns(tables) if words & IDENTITY or ("name" in words and named not in NAMES)]


def times(tables: Iterable[Table]) -> list[str]:
    """Give the columns that could hold when something happened, by type or by name."""
    found = []
    for table in tables:
        for column in table.columns:
            named = f"{table.name}.{column.name}"
            timed = isinstance(column.type, Date | DateTime | Time | Interval)
            said = set(_WORDS.findall(column.name)) & TIME
            if (timed or said) and named not in PROMISES:
                found.append(named)
    return found


def numbered(tables: Iterable[Table]) -> list[str]:
    """Give the tables that number their rows as they come: an integer key on its own, or SQLite's hidden one."""
    found = []
    for table in tables:
        keys = [column for column in table.primary_key.columns if column.type.python_type is int]
        if len(keys) == len(table.primary_key.columns) or table.dialect_options["sqlite"]["with_rowid"]:
            found.append(table.name)
    return found


def reachable(tables: Iterable[Table], start: str) -> set[str]:
    """Give the tables that keys tie to this one, whichever way they point, through any number of others."""
    ties = [(t.name, key.column.table.name) for t in tables for key in t.foreign_keys]
    seen, edge = {start}, {start}
    while edge:
        edge = {b for a, b in [*ties, *((b, a) for a, b in ties)] if a in edge} - seen
        seen |= edge
    return seen


def _columns(tables: Iterable[Table]) -> Iterator[tuple[str, set[str]]]:
    for table in tables:
        for column in table.columns:
            yield f"{table.name}.{column.name}", set(_WORDS.findall(column.name.lower()))
