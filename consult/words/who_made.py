"""Who made a theme: suggested, written, merged, split, agreed to. For readers and stewards; none of it leaves."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from consult.actors import Actor, Role
from consult.errors import Missing, Refused
from consult.ids import AccountId, PartId, StepId, ThemeId
from consult.rounds import parts, stewards
from consult.words import codebook, reading
from consult.words.answers.act_tables import Agreement, ThemeOrigin
from consult.words.reader.bench_tables import Adopted, Sorting
from consult.words.tables import Theme, ThemeVersion

MERGED, SPLIT = "merged", "split"


class OnePerson(Refused):
    """A theme has the words and the yes of one person alone (THEME-04 asks for two)."""

    sentence = "You wrote one of these themes yourself, and nobody else agreed to it yet. A second person has to."


@dataclass(frozen=True, slots=True)
class Made:
    """
    Who made one theme as it stands now.

    `suggested` names the ways that proposed it (none where a reader began it), `wrote` every account that wrote a
    version, the first one first; `agreed` those who agree to these very words. `is_two`: writer and another one.
    """

    suggested: tuple[str, ...]
    wrote: tuple[AccountId, ...]
    writer: AccountId
    agreed: tuple[AccountId, ...]

    @property
    def is_two(self) -> bool:
        """Say whether someone else than the writer of these words agrees to them."""
        return any(one != self.writer for one in self.agreed)


@dataclass(frozen=True, slots=True)
class Change:
    """One version of a theme, who wrote it, and the themes it took in or was split from, in words."""

    version: ThemeVersion
    came: tuple[str, ...]


def agree(session: Session, actor: Actor, theme_id: ThemeId, version: int, k: int) -> None:
    """
    Agree to a theme in the words of this version, as the other reader or a steward of the advisory.

    Refused for whoever wrote these words, and where they were changed since.
    """
    theme = _seen_by(session, actor, theme_id, k)
    if theme.version != version:
        raise Refused("The words changed since you opened this page. Read them again.")
    if _writer(session, theme) == actor.account_id:
        raise Refused("You wrote these words. A second person agrees to them.")
    if session.get(Agreement, (theme_id, version, actor.account_id)) is None:
        session.add(Agreement(theme_id=theme_id, version=version, account_id=actor.account_id))
        session.flush()


def take_back(session: Session, actor: Actor, theme_id: ThemeId, k: int) -> None:
    """Take one's agreement to a theme back."""
    theme = _seen_by(session, actor, theme_id, k)
    held = session.get(Agreement, (theme_id, theme.version, actor.account_id))
    if held is not None:
        session.delete(held)
        session.flush()


def of(session: Session, actor: Actor, theme_id: ThemeId, k: int) -> Made:
    """Give who made a theme, to a reader of its round or a steward of its advisory."""
    return _made(session, _seen_by(session, actor, theme_id, k))


def of_part(session: Session, actor: Actor, part_id: PartId, k: int) -> Sequence[tuple[Theme, Made]]:
    """Give the themes of a part with who made them, those that only one person stands behind first."""
    _see(session, actor, part_id, k)
    found = [(theme, _made(session, theme)) for theme in codebook.codebook(session, part_id)]
    return sorted(found, key=lambda it: it[1].is_two)


def history(session: Session, actor: Actor, theme_id: ThemeId, k: int) -> tuple[Change, ...]:
    """Give how a theme stood after each change, who wrote it, and what it took in or came from; the first one first."""
    _seen_by(session, actor, theme_id, k, dropped=True)
    versions = session.exec(
        select(ThemeVersion).where(ThemeVersion.theme_id == theme_id).order_by(col(ThemeVersion.version))
    ).all()
    origins = session.exec(select(ThemeOrigin).where(ThemeOrigin.theme_id == theme_id)).all()
    return tuple(
        Change(one, tuple(_came(session, origin) for origin in origins if origin.version == one.version))
        for one in versions
    )


def note(session: Session, step_id: StepId, theme: Theme, kind: str, other_id: ThemeId) -> None:
    """Keep that a theme, in its present version, took another one in (MERGED) or was split from it (SPLIT)."""
    session.add(ThemeOrigin(theme_id=theme.id, other_id=other_id, step_id=step_id, version=theme.version, kind=kind))
    session.flush()


def sign(session: Session, actor: Actor, part_id: PartId) -> None:
    """
    Put a steward's signature under every theme she releases, as the second person behind its words.

    OnePerson where she wrote a theme herself, as a reader, and nobody else agreed to it.
    """
    for theme in codebook.codebook(session, part_id):
        if _writer(session, theme) != actor.account_id:
            if session.get(Agreement, (theme.id, theme.version, actor.account_id)) is None:
                session.add(Agreement(theme_id=theme.id, version=theme.version, account_id=actor.account_id))
        elif not _made(session, theme).is_two:
            raise OnePerson
    session.flush()


def _made(session: Session, theme: Theme) -> Made:
    wrote = session.exec(
        select(ThemeVersion.account_id).where(ThemeVersion.theme_id == theme.id).order_by(col(ThemeVersion.version))
    ).all()
    agreed = session.exec(
        select(Agreement.account_id).where(Agreement.theme_id == theme.id, Agreement.version == theme.version)
    ).all()
    paths = session.exec(
        select(Sorting.path)
        .join(Adopted, col(Adopted.sorting_id) == col(Sorting.id))
        .where(Adopted.theme_id == theme.id)
    ).all()
    return Made(
        suggested=tuple(sorted(set(paths))),
        wrote=tuple(dict.fromkeys(map(AccountId, wrote))),
        writer=_writer(session, theme),
        agreed=tuple(sorted(map(AccountId, agreed))),
    )


def _writer(session: Session, theme: Theme) -> AccountId:
    return session.get_one(ThemeVersion, (theme.id, theme.version)).account_id


def _came(session: Session, origin: ThemeOrigin) -> str:
    other = session.get(Theme, origin.other_id)
    name = f'"{other.title or other.text}"' if other else "a theme that is gone"
    return f"took in {name}" if origin.kind == MERGED else f"split from {name}"


def _seen_by(session: Session, actor: Actor, theme_id: ThemeId, k: int, *, dropped: bool = False) -> Theme:
    theme = session.get(Theme, theme_id)
    if theme is None or (theme.dropped and not dropped):
        raise Missing
    _see(session, actor, theme.part_id, k)
    return theme


def _see(session: Session, actor: Actor, part_id: PartId, k: int) -> None:
    part = parts.part(session, part_id)
    if actor.holds(Role.STEWARD, part.advisory_id):
        stewards.require_steward(session, actor, part)
    else:
        reading.require_reader(session, actor, part)
    reading.readable(session, part_id, k)
