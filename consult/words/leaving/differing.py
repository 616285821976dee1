"""What a release would change against the last one of its part: theme by theme, amounts as they are printed."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from consult.words.leaving import content, releases
from consult.words.leaving.release_tables import Carried
from consult.words.tables import Release, ReleaseState

Theme = Mapping[str, Any]


def from_last(session: Session, release: Release) -> tuple[str, ...] | None:
    """
    Give a sentence for each thing in which a proposal differs from the last release that stands; None without one.

    A theme is known by what it is in the codebook, so that a new title is a new title and not a new theme.
    """
    last = _last(session, release)
    if last is None:
        return None
    before, now = releases.content_of(last), releases.content_of(release)
    old, new = _named(session, last, before), _named(session, release, now)
    return (
        *_themes(old, new),
        *_lines(before["other"], now["other"]),
        *_tables(before["questions"], now["questions"]),
        *_around(before, now),
    )


def _last(session: Session, release: Release) -> Release | None:
    rows = session.exec(
        select(Release)
        .where(Release.part_id == release.part_id, Release.state == ReleaseState.RELEASED)
        .order_by(col(Release.number).desc())
    )
    return next((row for row in rows if "withdrawn" not in releases.content_of(row)), None)


def _named(session: Session, release: Release, said: dict[str, Any]) -> dict[UUID | str, Theme]:
    carried = {
        row.number: row.theme_id for row in session.exec(select(Carried).where(Carried.release_id == release.id))
    }
    return {carried.get(one["number"], one["title"]): one for one in content.standing(said)}


def _themes(old: Mapping[UUID | str, Theme], new: Mapping[UUID | str, Theme]) -> Iterator[str]:
    for key, theme in new.items():
        if key in old:
            yield from _changed(old[key], theme)
        else:
            yield f'New: "{theme["title"]}" ({theme["said_by"].lower()}).'
    yield from (f'Not in it any more: "{theme["title"]}".' for key, theme in old.items() if key not in new)


def _changed(old: Theme, new: Theme) -> Iterator[str]:
    if old["title"] != new["title"]:
        yield f'"{old["title"]}" is now called "{new["title"]}".'
    if old["said_by"] != new["said_by"]:
        yield f'"{new["title"]}": before {old["said_by"].lower()}, now {new["said_by"].lower()}.'
    for name, what in (("story", "its text"), ("views_differ", "where views differ"), ("quotes", "its exact words")):
        if old[name] != new[name]:
            yield f'"{new["title"]}": {what} changed.'


def _lines(old: list[str], new: list[str]) -> Iterator[str]:
    yield from (f'New among other things we heard: "{line}"' for line in new if line not in old)
    yield from (f'Not among other things we heard any more: "{line}"' for line in old if line not in new)


def _tables(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[str]:
    known = {table["key"]: table for table in old}
    for table in new:
        before = known.get(table["key"])
        if before is None:
            yield f'New: how people chose at "{table["text"]}".'
            continue
        for was, row in zip(before["rows"], table["rows"], strict=False):
            if was["text"] != row["text"]:
                yield f'"{table["text"]}", {row["option"]}: before {was["text"]}, now {row["text"]}.'


def _around(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    if before["missing"] != now["missing"]:
        yield "Who may be missing is said otherwise."
    if before["of"] != now["of"]:
        yield "Whose round it was is said otherwise."
