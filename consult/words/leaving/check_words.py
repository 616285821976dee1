"""The rounds in which members read draft themes keep no words of a theme that does not stand any more."""

import json
from collections.abc import Collection
from typing import Any

from sqlmodel import Session, col, select

from consult.ids import PartId
from consult.rounds import emptied
from consult.rounds.tables import Part, PartState, Round
from consult.words.leaving import content
from consult.words.leaving.release_tables import MemberCheck
from consult.words.tables import Release, Theme, ThemeKind, ThemeVersion


def take_out(session: Session, part_id: PartId) -> bool:
    """
    Leave in the ended checks of a part only themes that its codebook still has, history included; say if any changed.

    To be done when themes were emptied: withdrawn, or on the day of deletion, which leaves what was released. A check
    whose box can still be counted keeps its text, or the box would not open.
    """
    return emptied.what_does_not_stand(session, part_id, _standing(session, part_id))


def waiting(session: Session) -> tuple[PartId, ...]:
    """Give the parts that were checked by members and of which a theme was emptied or the answers deleted since."""
    checked = select(Round.checks_part).where(col(Round.checks_part).is_not(None))
    emptied_themes = select(Theme.part_id).where(Theme.kind == ThemeKind.THEME, Theme.title == "")
    asked = select(Part.id).where(
        col(Part.id).in_(checked),
        col(Part.erased_on).is_not(None) | col(Part.id).in_(emptied_themes) | (Part.state == PartState.PURGED),
    )
    return tuple(PartId(found) for found in session.exec(asked))


def withdraw(session: Session, part_id: PartId, gone: Collection[tuple[str, str]]) -> None:
    """Take withdrawn themes, (title, text) each, out of the checks, of what the checks released, and of the draft."""
    emptied.themes(session, part_id, gone)
    titles = {emptied.as_asked(title) for title, _ in gone}
    rounds = select(Round.id).where(col(Round.checks_part) == part_id)
    for release in session.exec(select(Release).where(col(Release.round_id).in_(rounds))).all():
        said = json.loads(release.content)
        said["questions"] = [_without(table, titles) for table in said["questions"]]
        release.content = content.canonical(said)
        session.add(release)
    check = session.get(MemberCheck, part_id)
    if check is not None and check.draft:
        left = [one for one in json.loads(check.draft) if (one["title"], one["text"]) not in gone]
        check.draft = json.dumps(left, ensure_ascii=False) if left else ""
        session.add(check)
    session.flush()


def _standing(session: Session, part_id: PartId) -> set[tuple[str, str]]:
    now = select(Theme.title, Theme.text).where(Theme.part_id == part_id)
    mine = select(Theme.id).where(Theme.part_id == part_id)
    before = select(ThemeVersion.title, ThemeVersion.text).where(col(ThemeVersion.theme_id).in_(mine))
    return {(title, text) for title, text in (*session.exec(now), *session.exec(before)) if title}


def _without(table: dict[str, Any], titles: Collection[str]) -> dict[str, Any]:
    """Give a printed table in which the title of a theme stands no more: in its question, its options, its sentence."""
    said = {name: table[name] for name in ("text", "sentence")}
    for title in titles:
        said = {name: text.replace(f'"{title}"', emptied.GONE) for name, text in said.items()}
    rows = [{**row, "option": emptied.GONE} if row["option"] in titles else row for row in table["rows"]]
    return {**table, **said, "rows": rows}
