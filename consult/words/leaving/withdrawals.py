"""A steward takes back what was released: the page then says so, and its words stand nowhere any more."""

import json
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, delete, select

from consult.actors import Actor
from consult.database import lock
from consult.errors import BadText, Missing, Refused
from consult.ids import PartId, ThemeId
from consult.rounds import parts, stewards
from consult.rounds.tables import Part, PartState
from consult.words import sweepings
from consult.words.given import everything
from consult.words.leaving import check_words, content, releases
from consult.words.leaving.release_tables import Carried, HeldTheme, Told
from consult.words.replies import decisions
from consult.words.tables import Coding, Quote, Release, ReleaseState, Theme, ThemeKind, ThemeVersion

GONE_BEFORE = "This was withdrawn before."


def theme(session: Session, actor: Actor, number: int, at: int, typed: str, day: str) -> tuple[str, ...]:
    """
    Withdraw theme `at` of release `number`, as a steward of its advisory who typed its number ("3.2") to confirm.

    The same theme goes from every release of the part, out of the codebook and its history, with its quotes and
    the answers given to it. Gives the numbers that are gone now. `day` is what the page will say ("Friday 12 May").
    BadText, Missing, NotAllowed, stewards.OwnRound otherwise; Refused when it was withdrawn before.
    """
    release, part = _of_steward(session, actor, number)
    if typed.strip() != f"{number}.{at}":
        raise BadText(f"Type {number}.{at} to confirm.")
    one = next((one for one in releases.content_of(release)["themes"] if one["number"] == at), None)
    if one is None:
        raise Missing
    if "withdrawn" in one:
        raise Refused(GONE_BEFORE)
    found = _everywhere(session, release, at)
    for held, place in found:
        _take_theme(session, held, place, day)
    _forget(session, part.id, _themes_of(session, part.id, found, one))
    _settle(session, part)
    return tuple(f"{held.number}.{place}" for held, place in found)


def line(session: Session, actor: Actor, number: int, at: int, typed: str, day: str) -> None:
    """
    Withdraw line `at`, from 1, of "other things we heard" in a release, as a steward who typed "line 2" to confirm.

    The same line goes from every release of the part and from the codebook. That one was withdrawn stays to be read.
    """
    found, part = _of_steward(session, actor, number)
    lines = releases.content_of(found)["other"]
    if not 1 <= at <= len(lines):
        raise Missing
    if typed.strip().casefold() != f"line {at}":
        raise BadText(f"Type line {at} to confirm.")
    words = lines[at - 1]
    gone = _lines_of(session, part.id, {"other": [words]})
    for one in _of(session, part):
        said = releases.content_of(one)
        if words in said["other"]:
            left = [other for other in said["other"] if other != words]
            one.content = content.canonical({**said, "other": left, "other_withdrawn": day})
            session.add(one)
    _forget(session, part.id, gone)


def release(session: Session, actor: Actor, number: int, typed: str, day: str) -> None:
    """
    Withdraw a whole release, as a steward of its advisory who typed the title of the round to confirm.

    Its number, title and dates stay; what its tables told stays known to the gate, as limits without words.
    """
    found, part = _of_steward(session, actor, number)
    said = releases.content_of(found)
    if typed.strip() != said["title"].strip():
        raise BadText("Type the title of the round to confirm.")
    if "withdrawn" in said:
        raise Refused(GONE_BEFORE)
    carried = [(found, one["number"], one) for one in said["themes"] if "withdrawn" not in one]
    gone = {theme_id for _, at, one in carried for theme_id in _themes_of(session, part.id, [(found, at)], one)}
    session.add_all(
        Told(release_id=found.id, question=table["key"], limits=json.dumps(content.limits_of(table)))
        for table in said["questions"]
    )
    found.content = content.canonical(content.emptied(said, day))
    session.add(found)
    sweepings.sweep(session, release_id=found.id, theme=set(range(1, len(said["themes"]) + 1)))
    _forget(session, part.id, (gone | _lines_of(session, part.id, said)) - _standing_elsewhere(session, found, part))
    _settle(session, part)


def of_part(session: Session, actor: Actor, part_id: PartId) -> Sequence[dict[str, Any]]:
    """Give a steward what was released of her part, the latest first: what she may withdraw."""
    part = parts.part(session, part_id)
    stewards.require_steward(session, actor, part)
    return [releases.content_of(one) for one in _of(session, part)]


def _of_steward(session: Session, actor: Actor, number: int) -> tuple[Release, Part]:
    found = releases.by_number(session, number)
    part = parts.locked(session, found.part_id)
    stewards.require_steward(session, actor, part)
    # Read anew under the lock: another steward may have withdrawn it since.
    lock(session, select(Release).where(col(Release.id) == found.id)).first()
    return found, part


def _of(session: Session, part: Part) -> list[Release]:
    return [one for one in releases.released(session, part.round_id) if one.part_id == part.id]


def _everywhere(session: Session, release: Release, at: int) -> list[tuple[Release, int]]:
    """Give every release and number under which this theme stands; a release from before this was kept, alone."""
    kept = session.get(Carried, (release.id, at))
    if kept is None:
        return [(release, at)]
    rows = session.exec(
        select(Release, Carried.number)
        .join(Carried, col(Carried.release_id) == col(Release.id))
        .where(Carried.theme_id == kept.theme_id, Release.state == ReleaseState.RELEASED)
        .order_by(col(Release.number))
    )
    return list(rows)


def _take_theme(session: Session, held: Release, at: int, day: str) -> None:
    held.content = content.canonical(content.without(releases.content_of(held), at, day))
    session.add(held)
    sweepings.sweep(session, release_id=held.id, theme=at)


def _themes_of(
    session: Session, part_id: PartId, found: Sequence[tuple[Release, int]], said: dict[str, Any]
) -> set[ThemeId]:
    kept = {carried.theme_id for held, at in found if (carried := session.get(Carried, (held.id, at)))}
    same = select(Theme.id).where(Theme.part_id == part_id, Theme.title == said["title"], Theme.text == said["story"])
    return kept or {ThemeId(found) for found in session.exec(same)}


def _lines_of(session: Session, part_id: PartId, said: dict[str, Any]) -> set[ThemeId]:
    """Give the lines of "other things we heard" of a release, as they stand in the codebook."""
    lines = (Theme.part_id == part_id, Theme.kind == ThemeKind.OTHER, col(Theme.text).in_(said["other"]))
    return {ThemeId(found) for found in session.exec(select(Theme.id).where(*lines))}


def _standing_elsewhere(session: Session, taken: Release, part: Part) -> set[ThemeId]:
    kept = [one for one in _of(session, part) if "withdrawn" not in releases.content_of(one) and one.id != taken.id]
    carried = select(Carried.theme_id).where(col(Carried.release_id).in_([one.id for one in kept]))
    lines = [_lines_of(session, part.id, releases.content_of(one)) for one in kept]
    return {ThemeId(found) for found in session.exec(carried)}.union(*lines)


def _forget(session: Session, part_id: PartId, gone: set[ThemeId]) -> None:
    """Empty these themes in the codebook and in their history, and drop what waits for the steward with them in it."""
    check_words.withdraw(session, part_id, everything.written_of(session, gone))
    for theme_id in gone:
        for row in [
            *session.exec(select(Theme).where(Theme.id == theme_id)),
            *session.exec(select(ThemeVersion).where(ThemeVersion.theme_id == theme_id)),
        ]:
            row.title = row.text = row.views_differ = ""
            row.dropped = True
            session.add(row)
    for table in (Coding, Quote, HeldTheme):
        session.exec(delete(table).where(col(table.theme_id).in_(gone)))
    releases.drop_waiting(session, part_id)


def _settle(session: Session, part: Part) -> None:
    """Say how the part stands by the latest of its releases that was not withdrawn as a whole."""
    standing = [one.number for one in _of(session, part) if one.number and "withdrawn" not in releases.content_of(one)]
    if not standing:
        state = PartState.PURGED if part.erased_on else PartState.COUNTED
    elif decisions.undecided(session, max(standing)):
        state = PartState.RELEASED
    else:
        state = PartState.ANSWERED
    parts.set_state(session, part.id, state)
