"""Tags stand on themes and on nothing else; they say whom a service fits, never what a person is."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from sqlmodel import Session, col, delete, select

from consult.actors import Actor
from consult.errors import BadText, Missing, Refused
from consult.ids import PartId, ThemeId
from consult.rounds import parts, stewards
from consult.words import reading
from consult.words.answers.act_tables import TagsAllowed, ThemeTag
from consult.words.tables import Theme, ThemeKind


class Family(StrEnum):
    """The three families of tags (THEME-02, THEME-03); each is off until a steward allows it for her part."""

    OWNER = "owner"
    STAGE = "stage"
    CHOICE = "choice"


class Owner(StrEnum):
    """Who could act on a theme: the sectors of the partnership (THEME-03)."""

    COMMUNITY_SERVICES = "Community Services"
    POLICE = "Police"
    PROSECUTION = "Prosecution"
    JUSTICE = "Justice and Victim Services"
    EDUCATION = "Education and Schools Plus"
    HEALTH = "Health"
    HOUSING = "Housing"
    COMMUNITY = "Community groups"
    TESS = "TESS"


class Stage(StrEnum):
    """Stages of change, in the words of the white paper made plain; each ends "services for people who ..."."""

    NOT_THINKING = "are not thinking of change"
    THINKING = "are thinking about it"
    READY = "are getting ready"
    MAKING = "are making a change"
    KEEPING = "are keeping a change going"
    BACK = "are coming back after a setback"


class Choice(StrEnum):
    """The spectrum of choice of the white paper, in words softened for services; each ends the same sentence."""

    NONE = "had no choice"
    PRESSED = "were pressured or threatened"
    MISLED = "were misled or in love with someone"
    NEEDED = "needed money or a place"
    FELT = "felt it was their choice"
    CHOSE = "had real options and chose"


TAGS: Mapping[Family, tuple[str, ...]] = {
    Family.OWNER: tuple(Owner),
    Family.STAGE: tuple(Stage),
    Family.CHOICE: tuple(Choice),
}
NAMES = {
    Family.OWNER: "Who could act on it",
    Family.STAGE: "Stages of change",
    Family.CHOICE: "Spectrum of choice",
}
HEADING = "Who could act, and whom these ideas fit"
FITS = "This idea fits services for people who"


def allow(session: Session, actor: Actor, part_id: PartId, family: Family, *, on: bool) -> None:
    """Switch one family on or off for a part, as its steward. Off, its tags are shown nowhere and leave in nothing."""
    stewards.require_steward(session, actor, parts.locked(session, part_id))
    held = session.get(TagsAllowed, (part_id, family))
    if on and held is None:
        session.add(TagsAllowed(part_id=part_id, family=family, steward_id=actor.account_id))
    if not on and held is not None:
        session.delete(held)
    session.flush()


def allowed(session: Session, part_id: PartId) -> tuple[Family, ...]:
    """Give the families that a steward allows for a part, in their order."""
    found = set(session.exec(select(TagsAllowed.family).where(TagsAllowed.part_id == part_id)))
    return tuple(family for family in Family if family in found)


def put(session: Session, actor: Actor, theme_id: ThemeId, family: Family, chosen: Collection[str], k: int) -> None:
    """Put these tags of one family on a theme and no others, as a reader. Refused while the family is off."""
    theme = session.get(Theme, theme_id)
    if theme is None or theme.dropped or theme.kind != ThemeKind.THEME:
        raise Missing
    reading.as_reader(session, actor, theme.part_id, k)
    if family not in allowed(session, theme.part_id):
        raise Refused("A steward of the advisory has not allowed these tags.")
    if not set(chosen) <= set(TAGS[family]):
        raise BadText("There is no such tag.")
    session.exec(delete(ThemeTag).where(col(ThemeTag.theme_id) == theme_id, col(ThemeTag.family) == family))
    session.add_all(ThemeTag(theme_id=theme_id, family=family, tag=tag) for tag in sorted(set(chosen)))
    session.flush()


def of_themes(session: Session, part_id: PartId) -> dict[ThemeId, dict[Family, tuple[str, ...]]]:
    """Give the tags of each theme of a part, of the families that are allowed now, in their order."""
    open_families = allowed(session, part_id)
    rows = session.exec(
        select(ThemeTag).join(Theme, col(Theme.id) == col(ThemeTag.theme_id)).where(Theme.part_id == part_id)
    ).all()
    return {
        theme_id: {
            family: tuple(tag for tag in TAGS[family] if tag in _tags(rows, theme_id, family))
            for family in open_families
            if _tags(rows, theme_id, family)
        }
        for theme_id in {row.theme_id for row in rows}
    }


def put_into(
    said: Mapping[str, Any], theme_ids: Sequence[ThemeId], tags: Mapping[ThemeId, Mapping[Family, Sequence[str]]]
) -> None:
    """Write the sentences of each theme's tags into what would leave; a theme without tags gains nothing."""
    for theme, theme_id in zip(said["themes"], theme_ids, strict=True):
        if sentences := leaving(tags.get(theme_id, {})):
            theme["tags"] = sentences


def leaving(tags: Mapping[Family, Sequence[str]]) -> list[str]:
    """Give the sentences of one theme's tags as a release keeps them; an empty list without tags."""
    return [_sentence(family, tags[family]) for family in Family if tags.get(family)]


def sections(content: Mapping[str, Any]) -> Iterable[tuple[str, list[str]]]:
    """Give each tagged theme of a release by its number, with its sentences: apart from quotes, never beside one."""
    for theme in content["themes"]:
        if theme.get("tags"):
            number = f"{content['number']}.{theme['number']}" if "number" in content else f"{theme['number']}."
            yield f"{number} {theme['title']}", list(theme["tags"])


def _tags(rows: Sequence[ThemeTag], theme_id: ThemeId, family: Family) -> set[str]:
    return {row.tag for row in rows if row.theme_id == theme_id and row.family == family}


def _sentence(family: Family, tags: Sequence[str]) -> str:
    if family is Family.OWNER:
        return f"{NAMES[family]}: {', '.join(tags)}."
    return f"{FITS} {', or '.join(tags)}."
