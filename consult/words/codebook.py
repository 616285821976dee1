"""What readers made of the answers: themes in fresh words, where views differ, and other things we heard."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, delete, func, select

from consult.actors import Actor
from consult.errors import Missing, Refused
from consult.ids import PartId, ThemeId, new_id
from consult.rounds import parts
from consult.wording.identifiers import Finding, find
from consult.words import fresh, reading
from consult.words.answers import asides
from consult.words.pair import blind
from consult.words.reader import steps
from consult.words.reader.bench_tables import NOTHING, Step
from consult.words.reader.steps import ChangedMeanwhile, StepKind
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
    said = fit(kind, draft)
    return new(session, actor, steps.begin(session, actor, part_id, StepKind.ADD), kind, said).id


def new(session: Session, actor: Actor, step: Step, kind: ThemeKind, said: Draft) -> Theme:
    """Write a new theme as part of a step; its words fit already."""
    theme = Theme(
        id=ThemeId(new_id()),
        part_id=step.part_id,
        kind=kind,
        title=said.title,
        text=said.text,
        views_differ=said.views_differ,
    )
    keep(session, actor, theme)
    steps.wrote(session, step, theme, None)
    return theme


def change(session: Session, actor: Actor, theme_id: ThemeId, draft: Draft, k: int, *, seen: int | None = None) -> None:
    """
    Write a theme anew; how it stood before is kept, and marks cleared before are asked about again.

    `seen` is the version that was on the screen: ChangedMeanwhile where it is not the newest any more.
    """
    theme = own(session, actor, theme_id, k, seen=seen)
    said = fit(ThemeKind(theme.kind), draft)
    if said == Draft(theme.title, theme.text, theme.views_differ):
        return
    step = steps.begin(session, actor, theme.part_id, StepKind.WRITE)
    before = theme.version
    theme.title, theme.text, theme.views_differ = said.title, said.text, said.views_differ
    theme.cleared = False
    theme.masked = theme.masked and fresh.holds_mask(marks(theme)[0])
    theme.version += 1
    keep(session, actor, theme)
    steps.wrote(session, step, theme, before)


def drop(session: Session, actor: Actor, theme_id: ThemeId, k: int) -> None:
    """Take a theme out of the codebook. Refused while an answer stands under it: no voice is lost that way."""
    theme = own(session, actor, theme_id, k)
    if behind(session, theme_id):
        raise Refused("Answers stand under this. Move them first.")
    session.exec(delete(Quote).where(col(Quote.theme_id) == theme_id))
    take_out(session, actor, steps.begin(session, actor, theme.part_id, StepKind.DROP), theme)


def take_out(session: Session, actor: Actor, step: Step, theme: Theme) -> None:
    """Take a theme under which nothing stands out of the codebook, as part of a step."""
    theme.dropped = True
    theme.version += 1
    keep(session, actor, theme)
    steps.wrote(session, step, theme, theme.version - 1)


def clear_marks(session: Session, actor: Actor, theme_id: ThemeId, k: int) -> None:
    """Note that a reader looked at what was marked and that none of it points to a person."""
    theme = own(session, actor, theme_id, k)
    theme.cleared = True
    session.add(theme)
    session.flush()


def place(
    session: Session,
    actor: Actor,
    answer_id: bytes,
    theme_ids: Collection[ThemeId],
    k: int,
    *,
    blank: bool = False,
    seen: Collection[ThemeId] | None = None,
) -> None:
    """
    Put one opened answer under these themes and no others, or mark it as saying nothing.

    `seen` are the themes it stood under on the screen: where another reader put it somewhere else meanwhile, it stays
    there too. Refused for both at once, and where an answer would leave a theme that quotes it. Neither clears it.
    """
    opened, part_id = _opened(session, answer_id)
    reading.as_reader(session, actor, part_id, k)
    if blank and theme_ids:
        raise Refused("An answer that says nothing can not stand under a theme. Choose one of the two.")
    blind.require_open_to_see(session, answer_id)
    if theme_ids or not blank:  # one that is set aside has its place: to keep it so changes nothing
        asides.require_free(session, answer_id)
    now = frozenset(map(ThemeId, session.exec(select(Coding.theme_id).where(Coding.answer_id == answer_id))))
    wanted = set(theme_ids) | (now - (now if seen is None else set(seen)))
    if blank and wanted:
        raise ChangedMeanwhile
    if not {theme.id for theme in codebook(session, part_id)}.issuperset(theme_ids):
        raise Missing
    require_quoted_stay(session, select(Opened.answer_id).where(Opened.answer_id == answer_id), now - wanted)
    if wanted == now and blank == opened.blank:
        return
    one = steps.chosen([answer_id])
    step = steps.begin(session, actor, part_id, StepKind.PLACE)
    for theme_id in now - wanted:
        steps.take(session, step, theme_id, one)
    for theme_id in wanted - now:
        steps.put(session, step, theme_id, one)
    (steps.put if blank else steps.take)(session, step, NOTHING, one)


def require_quoted_stay(session: Session, answers: Any, leaving: Collection[ThemeId]) -> None:
    """Refuse where one of these answers (a SELECT of ids) would leave a theme that quotes it."""
    quoted = select(Quote.id).where(col(Quote.theme_id).in_(leaving), col(Quote.answer_id).in_(answers)).limit(1)
    if leaving and session.exec(quoted).first():
        raise Refused("Words of this answer are quoted under a theme. Take the quote away first.")


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
    counted = (
        select(func.count())
        .select_from(Answer)
        .join(Coding, col(Coding.answer_id) == col(Answer.id))
        .where(Coding.theme_id == theme_id)
        .group_by(col(Answer.question))
    )
    return max(session.exec(counted).all(), default=0)


def history(session: Session, actor: Actor, theme_id: ThemeId, k: int) -> Sequence[ThemeVersion]:
    """Give how a theme stood after each change, the first one first."""
    own(session, actor, theme_id, k, dropped=True)
    return session.exec(
        select(ThemeVersion).where(ThemeVersion.theme_id == theme_id).order_by(col(ThemeVersion.version))
    ).all()


def marks(theme: Theme) -> tuple[str, list[Finding]]:
    """Give the words of a theme in one piece, and what in them could point to a person."""
    whole = "\n".join(filter(None, (theme.title, theme.text, theme.views_differ)))
    return whole, find(whole)


def fit(kind: ThemeKind, draft: Draft) -> Draft:
    """Give the words of a theme as they can be kept; BadText names the field that can not."""
    if kind is ThemeKind.OTHER:
        return Draft(text=fresh.field(draft.text, "Other things we heard", OTHER_MOST))
    title = fresh.line(draft.title, "Title", TITLE_MOST)
    fresh.require_modest(title)
    text = fresh.field(draft.text, "What people told us", TEXT_MOST)
    views = fresh.field(draft.views_differ, "Views differ", VIEWS_MOST, may_be_empty=True)
    return Draft(title, text, views)


def keep(session: Session, actor: Actor, theme: Theme) -> None:
    """Write a theme as it is now, and one more line of its history."""
    session.add(theme)
    session.add(
        ThemeVersion(
            theme_id=theme.id,
            version=theme.version,
            title=theme.title,
            text=theme.text,
            views_differ=theme.views_differ,
            dropped=theme.dropped,
            masked=theme.masked,
            account_id=actor.account_id,
        )
    )
    session.flush()


def own(
    session: Session, actor: Actor, theme_id: ThemeId, k: int, *, dropped: bool = False, seen: int | None = None
) -> Theme:
    """Give a theme to a named reader of its part. Missing; ChangedMeanwhile where it is past the version `seen`."""
    theme = session.get(Theme, theme_id)
    if theme is None or (theme.dropped and not dropped and seen is None):
        raise Missing
    reading.as_reader(session, actor, theme.part_id, k)
    if seen is not None:
        parts.locked(session, theme.part_id)
        session.refresh(theme)
        if theme.version != seen or (theme.dropped and not dropped):
            raise ChangedMeanwhile
    return theme


def _opened(session: Session, answer_id: bytes) -> tuple[Opened, PartId]:
    opened = session.get(Opened, answer_id)
    batch = session.get(Batch, opened.batch_id) if opened else None
    if opened is None or batch is None:
        raise Missing
    return opened, batch.part_id
