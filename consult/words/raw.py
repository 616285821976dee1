"""On the promised day everything raw of a part goes, in one transaction; what was released stays as it left."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import ColumnElement, Table, delete, or_, select
from sqlmodel import Session, col
from sqlmodel import select as rows_of

from consult.ids import PartId
from consult.rounds.tables import Part, PartState
from consult.words import reading
from consult.words.leaving import check_words, content, releases
from consult.words.leaving.release_tables import MemberCheck
from consult.words.tables import Answer, Heap, Release, ReleaseState, Theme, ThemeVersion, WordsTable

# What outlives the answers. A table that is not named here is raw, and goes: forgetting to name one loses no secret.
KEPT = frozenset(
    {
        "words_access",
        "words_agreement",
        "words_carried",
        "words_decision",
        "words_drafted",
        "words_exported",
        "words_handed",
        "words_held_theme",
        "words_member_check",
        "words_release",
        "words_tags_allowed",
        "words_theme",
        "words_theme_tag",
        "words_theme_version",
        "words_told",
    }
)
LAST = (Answer.__tablename__, Heap.__tablename__)


def erase(session: Session, part: Part, day: date) -> None:
    """
    Delete what people of this part wrote and chose, where it was put, and each text that was never released.

    Openings, codings, quotes, sortings with their keywords, drafts and older versions of themes, and the number of
    people go with them, and drafts leave the rounds that took them back to members. A part that never released
    anything ends as purged. A joint box is erased part by part.
    """
    for table in _raw_tables():
        session.connection().execute(delete(table).where(or_(*_ways(table, part, session))))
    advisory_id = reading.advisory(session, part)
    releases.drop_waiting(session, part.id)
    _empty_drafts(session, part.id)
    check_words.take_out(session, part.id)
    for kind in (Answer, Heap):
        mine = (col(kind.round_id) == part.round_id, col(kind.advisory_id).is_not_distinct_from(advisory_id))
        session.connection().execute(delete(kind).where(*mine))
    part.erased_on = day
    if part.state is PartState.COUNTED:
        part.state = PartState.PURGED
    session.add(part)
    session.flush()


def without_a_way() -> tuple[str, ...]:
    """Name the raw tables that no deletion would reach: there must be none."""
    raw = {table.name for table in _raw_tables() if _columns(table)}
    return tuple(sorted({table.name for table in WordsTable.metadata.sorted_tables} - raw - KEPT - set(LAST)))


def _raw_tables() -> Iterator[Table]:
    """Give the raw tables, those that hang on another first."""
    raw = [table for table in WordsTable.metadata.sorted_tables if table.name not in KEPT.union(LAST)]
    yield from sorted(raw, key=lambda table: "part_id" in table.columns)


def _columns(table: Table) -> set[str]:
    parents = {f"{name.removeprefix('words_')}_id" for name in _parents()}
    return set(table.columns.keys()) & {"answer_id", "part_id", *parents}


def _parents() -> dict[str, Table]:
    return {table.name: table for table in _raw_tables() if {"id", "part_id"} <= set(table.columns.keys())}


def _ways(table: Table, part: Part, session: Session) -> Iterator[ColumnElement[bool]]:
    """Give the conditions under which a row belongs to this part: by the part, by an answer, by what it hangs on."""
    advisory_id = reading.advisory(session, part)
    mine = (col(Answer.round_id) == part.round_id, col(Answer.advisory_id).is_not_distinct_from(advisory_id))
    for name in _columns(table):
        if name == "part_id":
            yield table.columns[name] == part.id
        elif name == "answer_id":
            yield table.columns[name].in_(select(col(Answer.id)).where(*mine))
        else:
            parent = _parents()[f"words_{name.removesuffix('_id')}"]
            yield table.columns[name].in_(select(parent.columns.id).where(parent.columns.part_id == part.id))


def _empty_drafts(session: Session, part_id: PartId) -> None:
    """Empty every text of a theme that does not stand in a release exactly so: it may hold words of an answer."""
    standing = set(_released_texts(session, part_id))
    themes = session.exec(rows_of(Theme).where(Theme.part_id == part_id)).all()
    ids = [theme.id for theme in themes]
    versions = session.exec(rows_of(ThemeVersion).where(col(ThemeVersion.theme_id).in_(ids))).all()
    rows: list[Theme | ThemeVersion] = [*themes, *versions]
    for row in rows:
        if (row.title, row.text, row.views_differ) not in standing:
            row.title = row.text = row.views_differ = ""
            row.dropped = True
            session.add(row)
    check = session.get(MemberCheck, part_id)
    if check is not None:
        check.draft = ""
        session.add(check)
    session.flush()


def _released_texts(session: Session, part_id: PartId) -> Iterator[tuple[str, str, str]]:
    rows = session.exec(rows_of(Release).where(Release.part_id == part_id, Release.state == ReleaseState.RELEASED))
    for said in map(releases.content_of, rows):
        yield from ((one["title"], one["story"], one["views_differ"]) for one in content.standing(said))
        yield from (("", line, "") for line in said["other"])
