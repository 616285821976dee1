"""What readers made of the answers: themes in fresh words, where views differ, and other things we heard."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, delete, select

from consult.actors import Actor
from consult.errors import Missing, Refused
from consult.ids import PartId, ThemeId, new_id
from consult.wording.identifiers import Finding, find
from consult.words import fresh, reading
from consult.words.tables import Answer, Batch, Coding, Opened, Quote, Theme, ThemeKind, ThemeVersion

TITLE_MOST = 80
TEXT_MOST = 1200
VIEWS_MOST = 600
OTHER_MOST = 300


@dataclass(frozen=True, slots=True)
class Draft:
    """The words of a theme, or of one line of "other things we heard" (its `text` alone)."""

    title: str = ""
    text: str = ""
    views_differ: str = ""


def add(session: Session, actor: Actor, part_id: PartId, kind: ThemeKind, draft: Draft, k: int) -> ThemeId:
    """Add a theme, or a line of "other things we heard". BadText where a field can not be kept."""
    reading.as_reader(session, actor, part_id, k)
    said = _fit(kind, draft)
    theme = Theme(
        id=ThemeId(new_id()),
        part_id=part_id,
        kind=kind,
        title=said.title,
        text=said.text,
        views_differ=said.views_differ,
    )
    session.add(theme)
    _keep(session, actor, theme)
    return theme.id


def change(session: Session, actor: Actor, theme_id: ThemeId, draft: Draft, k: int) -> None:
    """Write a theme anew; how it stood before is kept, and marks cleared before are asked about again."""
    theme = _own(session, actor, theme_id, k)
    said = _fit(ThemeKind(theme.kind), draft)
    if said == Draft(theme.title, theme.text, theme.views_differ):
        return
    theme.title, theme.text, theme.views_differ = said.title, said.text, said.views_differ
    theme.cleared = False
    theme.version += 1
    _keep(session, actor, theme)


def drop(session: Session, actor: Actor, theme_id: ThemeId, k: int) -> None:
    """Take a theme out of the codebook. Refused while an answer stands under it: no voice is lost that way."""
    theme = _own(session, actor, theme_id, k)
    if behind(session, theme_id):
        raise Refused("Answers stand under this. Move them first.")
    session.exec(delete(Quote).where(col(Quote.theme_id) == theme_id))
    theme.dropped = True
    theme.version += 1
    _keep(session, actor, theme)


def clear_marks(session: Session, actor: Actor, theme_id: ThemeId, k: int) -> None:
    """Note that a reader looked at what was marked and that none of it points to a person."""
    theme = _own(session, actor, theme_id, k)
    theme.cleared = True
    session.add(theme)
    session.flush()


def place(
    session: Session, actor: Actor, answer_id: bytes, theme_ids: Collection[ThemeId], k: int, *, blank: bool = False
) -> None:
    """
    Put one opened answer under these themes and no others, or mark it as saying nothing.

    Refused for both at once, and where an answer would leave a theme that quotes it. Neither clears it.
    """
    opened, part_id = _opened(session, answer_id)
    reading.as_reader(session, actor, part_id, k)
    if blank and theme_ids:
        raise Refused("An answer that says nothing can not stand under a theme. Choose one of the two.")
    known = {theme.id for theme in codebook(session, part_id)}
    if not known.issuperset(theme_ids):
        raise Missing
    quoted = set(session.exec(select(Quote.theme_id).where(Quote.answer_id == answer_id)))
    if not quoted.issubset(theme_ids):
        raise Refused("Words of this answer are quoted under a theme. Take the quote away first.")
    session.exec(delete(Coding).where(col(Coding.answer_id) == answer_id))
    session.add_all(Coding(answer_id=answer_id, theme_id=theme_id) for theme_id in sorted(set(theme_ids)))
    opened.blank = blank
    session.add(opened)
    session.flush()


def codebook(session: Session, part_id: PartId, kind: ThemeKind | None = None) -> Sequence[Theme]:
    """Give the themes of a part by title, then the lines of "other things we heard" by text."""
    rows = session.exec(select(Theme).where(Theme.part_id == part_id, col(Theme.dropped).is_(False))).all()
    chosen = [theme for theme in rows if kind is None or theme.kind == kind]
    return sorted(chosen, key=lambda it: (it.kind == ThemeKind.OTHER, it.title.casefold(), it.text.casefold()))


def behind(session: Session, theme_id: ThemeId) -> int:
    """
    Give how many people are surely behind a theme: the most answers to one question that stand under it.

    Answers to two questions may be one person's, and nothing can tell; so questions are not added up.
    """
    rows = session.exec(
        select(Answer.question).join(Coding, col(Coding.answer_id) == col(Answer.id)).where(Coding.theme_id == theme_id)
    ).all()
    return max((rows.count(question) for question in set(rows)), default=0)


def history(session: Session, actor: Actor, theme_id: ThemeId, k: int) -> Sequence[ThemeVersion]:
    """Give how a theme stood after each change, the first one first."""
    _own(session, actor, theme_id, k, dropped=True)
    return session.exec(
        select(ThemeVersion).where(ThemeVersion.theme_id == theme_id).order_by(col(ThemeVersion.version))
    ).all()


def marks(theme: Theme) -> tuple[str, list[Finding]]:
    """Give the words of a theme in one piece, and what in them could point to a person."""
    whole = "\n".join(filter(None, (theme.title, theme.text, theme.views_differ)))
    return whole, find(whole)


def _fit(kind: ThemeKind, draft: Draft) -> Draft:
    if kind is ThemeKind.OTHER:
        return Draft(text=fresh.field(draft.text, "Other things we heard", OTHER_MOST))
    title = fresh.line(draft.title, "Title", TITLE_MOST)
    fresh.require_modest(title)
    text = fresh.field(draft.text, "What people told us", TEXT_MOST)
    views = fresh.field(draft.views_differ, "Views differ", VIEWS_MOST, may_be_empty=True)
    return Draft(title, text, views)


def _keep(session: Session, actor: Actor, theme: Theme) -> None:
    session.add(theme)
    session.add(
        ThemeVersion(
            theme_id=theme.id,
            version=theme.version,
            title=theme.title,
            text=theme.text,
            views_differ=theme.views_differ,
            dropped=theme.dropped,
            account_id=actor.account_id,
        )
    )
    session.flush()


def _own(session: Session, actor: Actor, theme_id: ThemeId, k: int, *, dropped: bool = False) -> Theme:
    theme = session.get(Theme, theme_id)
    if theme is None or (theme.dropped and not dropped):
        raise Missing
    reading.as_reader(session, actor, theme.part_id, k)
    return theme


def _opened(session: Session, answer_id: bytes) -> tuple[Opened, PartId]:
    opened = session.get(Opened, answer_id)
    batch = session.get(Batch, opened.batch_id) if opened else None
    if opened is None or batch is None:
        raise Missing
    return opened, batch.part_id
