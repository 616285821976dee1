"""Every theme that was ever released, to be found again by its words; what was withdrawn is not found."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from consult.actors import Actor, Role
from consult.ids import RoundId
from consult.words.leaving import content, releases
from consult.words.replies import standings
from consult.words.replies.standings import Standing, Stands


@dataclass(frozen=True, slots=True)
class Shelved:
    """A released theme as the library shows it; `round` is the title of its round, `released` the day it left."""

    stands: Stands
    round_id: RoundId
    round: str
    released: str
    story: str
    said_by: str
    quotes: tuple[str, ...]

    @property
    def owners(self) -> tuple[str, ...]:
        """Give the roles that own its answer, or whoever owes one."""
        answered = self.stands.decided if self.stands.is_answered else None
        return tuple(answered.owner.splitlines()) if answered else (self.stands.owes.rstrip("."),)


def shelves(session: Session, actor: Actor, today: date) -> tuple[Shelved, ...]:
    """Give every released theme, the latest release first, to a designer."""
    actor.require(Role.DESIGNER)
    found = []
    for release in releases.released(session):
        said = releases.content_of(release)
        themes = {theme["number"]: theme for theme in content.standing(said)}
        for one in standings.of_release(session, release, today):
            theme = themes[one.theme]
            quotes = tuple(theme["quotes"])
            found.append(
                Shelved(
                    one, release.round_id, said["title"], said["released"], theme["story"], theme["said_by"], quotes
                )
            )
    return tuple(found)


def search(
    shelved: Iterable[Shelved], words: str = "", round_: str = "", owner: str = "", standing: Standing | None = None
) -> Sequence[Shelved]:
    """
    Give the themes that hold every one of these words in title, story or quotes, and that fit the filters.

    Letter case and accents make no difference. Nothing of a search is kept.
    """
    asked = _folded(words).split()
    return [
        one
        for one in shelved
        if all(word in _folded(" ".join((one.stands.title, one.story, *one.quotes))) for word in asked)
        and round_ in {"", one.round}
        and (not owner or owner in one.owners)
        and standing in {None, one.stands.standing}
    ]


def _folded(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in spread if not unicodedata.combining(sign))
