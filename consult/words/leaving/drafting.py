"""What would leave now, made from the codebook and checked against all that has left before."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from consult.errors import Refused
from consult.ids import ThemeId
from consult.rounds import approvals
from consult.rounds.tables import Advisory, Part
from consult.words import codebook, heap, quotes, readiness, reading, tags
from consult.words.answers import asides
from consult.words.leaving import choices, content
from consult.words.leaving.content import Backed, Facts
from consult.words.leaving.release_tables import Carried, HeldTheme, Told
from consult.words.tables import Release, ReleaseState


class NotReady(Refused):
    """Something stands between the codebook and a release; `reasons` are sentences, one each."""

    def __init__(self, reasons: Sequence[str]) -> None:
        """Say all of it at once, so that nothing has to be found out by trying."""
        super().__init__(" ".join(reasons))
        self.reasons = tuple(reasons)


@dataclass(frozen=True, slots=True)
class Drafted:
    """What would leave: the whole content, and which theme of the codebook stands under which number, from 1."""

    content: dict[str, Any]
    themes: tuple[ThemeId, ...]

    @property
    def stored(self) -> str:
        """Give the one form in which it is stored."""
        return content.canonical(self.content)


def drafted(session: Session, part: Part, missing: str, k: int, by: Sequence[str]) -> Drafted:
    """
    Make the content of a release as it would leave now; themes that a steward holds are not in it.

    NotReady lists what is still to do; Refused where a number would be given away, earlier releases included.
    """
    advisory_id = reading.advisory(session, part)
    breakdown = choices.one_breakdown(by)
    reasons = readiness.reasons(session, part)
    if reasons:
        raise NotReady(reasons)
    people = heap.people(session, part.round_id, advisory_id)
    named = session.get(Advisory, part.advisory_id) if breakdown and advisory_id else None
    facts = Facts(
        part=str(part.id),
        of=_of(named, people, is_joint=advisory_id is None),
        by=tuple(by),
        missing=missing,
        people=people,
        k=k,
        earlier=tuple(_told_before(session, part)),
        sizes=tuple(_sizes_before(session, part)),
    )
    backed, held = _backed(session, part, k)
    answers = heap.answers(session, part.round_id, advisory_id)
    said = content.build(approvals.approved_script(session, part.id), backed, answers, facts)
    if content.exposed_themes(said, people, k):
        raise Refused("A theme would give away how few people spoke of it. Nothing was proposed.")
    if held:
        said["held"] = "1 theme is held back." if held == 1 else f"{held} themes are held back."
    if limit := asides.limit(asides.how_many(session, part.id), k):
        before = [one.get("set_aside", "") for one in facts.earlier if "themes" in one]
        said["set_aside"] = asides.told_again(limit, before)
    ids = tuple(one.theme.id for _, one in content.in_order(backed, facts))
    tags.put_into(said, ids, tags.of_themes(session, part.id))
    return Drafted(said, ids)


def _backed(session: Session, part: Part, k: int) -> tuple[list[Backed], int]:
    """Give the themes that may leave with what stands behind each, and how many a steward holds."""
    cleared = quotes.cleared(session, part.id, k)
    themes = codebook.codebook(session, part.id)
    held = set(session.exec(select(HeldTheme.theme_id).where(HeldTheme.part_id == part.id)))
    backed = [
        Backed(theme, codebook.behind(session, theme.id), tuple(cleared.get(theme.id, ())))
        for theme in themes
        if theme.id not in held
    ]
    return backed, len(themes) - len(backed)


def _told_before(session: Session, part: Part) -> Iterator[dict[str, Any]]:
    """Give what earlier releases of this part printed; a withdrawn one is still known to whoever read it."""
    rows = _earlier(session, part)
    for row in rows:
        yield json.loads(row.content)
    for told in session.exec(select(Told).where(col(Told.release_id).in_([row.id for row in rows]))):
        yield {"questions": [json.loads(told.limits)]}


def _sizes_before(session: Session, part: Part) -> Iterator[content.Sizes]:
    for row in _earlier(session, part):
        carried = session.exec(select(Carried).where(Carried.release_id == row.id))
        yield content.sizes(json.loads(row.content), {one.number: one.theme_id for one in carried})


def _earlier(session: Session, part: Part) -> Sequence[Release]:
    return session.exec(
        select(Release)
        .where(Release.part_id == part.id, Release.state == ReleaseState.RELEASED)
        .order_by(col(Release.number).desc())
    ).all()


def _of(advisory: Advisory | None, people: int, *, is_joint: bool) -> str:
    if is_joint:
        return content.SEVERAL_ADVISORIES
    return advisory.name if advisory and quotes.may_name_advisory(people) else content.ONE_ADVISORY
