"""Nothing is taken along without its purpose, on record: which release, which themes, which form, by whom, what for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlmodel import Session, col, select

from consult.actors import Actor, Role
from consult.clock import in_words
from consult.documents import blocks, docx, pdf
from consult.documents.blocks import Document
from consult.errors import BadText, Refused
from consult.ids import PartId, new_id
from consult.words import fresh
from consult.words.given import memo, rows
from consult.words.given.memo import Source
from consult.words.leaving import content, releases
from consult.words.replies import standings
from consult.words.replies.owner_tables import Exported
from consult.words.tables import Release

PURPOSE_MOST = 120
PURPOSES = (
    "a change in a program",
    "a change in policy",
    "a budget or a request for funding",
    "a report to the partnership",
    "training of staff",
    "planning of case conferences",
)
BRIEF_PAGES = 2


class What(StrEnum):
    """What is taken along."""

    MEMO = "memo"
    MEETING = "meeting pack"
    NEWSLETTER = "newsletter block"
    TABLE = "table"
    BRIEF = "evidence brief"


class Form(StrEnum):
    """The form of a file, by the end of its name."""

    TEXT = "txt"
    PDF = "pdf"
    WORD = "docx"
    CSV = "csv"


FORMS: dict[What, tuple[Form, ...]] = {
    What.MEMO: (Form.TEXT, Form.WORD, Form.PDF),
    What.MEETING: (Form.TEXT, Form.WORD, Form.PDF),
    What.NEWSLETTER: (Form.TEXT,),
    What.TABLE: (Form.CSV,),
    What.BRIEF: (Form.PDF,),
}
MEDIA = {
    Form.TEXT: "text/plain; charset=utf-8",
    Form.PDF: "application/pdf",
    Form.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.CSV: "text/csv; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Export:
    """A file on its way out. The name of the file says no more than the numbers of the releases."""

    name: str
    form: Form
    body: bytes


def purpose(picked: str, typed: str, *, points_to_nobody: bool) -> str:
    """Give the purpose as it is kept. BadText without one; fresh.CouldPoint where it could point to a person."""
    said = fresh.line(picked or typed, "What it is for", PURPOSE_MOST)
    if said not in PURPOSES:
        fresh.require_kind(said, "What it is for")
        fresh.require_no_marks(said, points_to_nobody)
    return said.rstrip(".")


def sources(session: Session, actor: Actor, chosen: Iterable[str], today: date, *, whole: bool) -> list[Source]:
    """Give the releases of these themes ("3.1"), as a designer; Refused where none is left to take."""
    actor.require(Role.DESIGNER)
    numbers: dict[int, set[int]] = {}
    for one in chosen:
        release, theme = one.split(".")
        numbers.setdefault(int(release), set()).add(int(theme))
    found = [_source(session, number, frozenset(themes), today, whole=whole) for number, themes in numbers.items()]
    found = [source for source in found if source.themes]
    if not found:
        raise Refused("Choose a theme first. One that was withdrawn can not be taken along.")
    return sorted(found, key=lambda source: source.number)


def written(what: What, form: Form, found: Sequence[Source], for_what: str, today: date, address: str) -> Export:
    """Write the file. Refused for a form that this thing does not have, and for a brief, which needs a yes first."""
    if form not in FORMS[what] or what is What.BRIEF:
        raise Refused("This can not be made in that form.")
    name = f"{what.replace(' ', '-')}-{'-'.join(str(source.number) for source in found)}.{form}"
    if what is What.TABLE:
        return Export(name, form, rows.table(found, for_what))
    if what is What.NEWSLETTER:
        return Export(name, form, _file(memo.newsletter(found, address), form))
    made = memo.memo if what is What.MEMO else memo.meeting_pack
    return Export(name, form, _file(made(found, for_what, in_words(today)), form))


def brief(source: Source, body: str, meets_on: date, for_what: str) -> Export:
    """Write an evidence brief of two pages at most: pdf.TooManyPages where it is longer."""
    document = memo.brief(source, body, in_words(meets_on), for_what)
    return Export(f"evidence-brief-{source.number}.pdf", Form.PDF, pdf.render(document, "Evidence brief", BRIEF_PAGES))


def note(session: Session, actor: Actor, found: Sequence[Source], what: What, for_what: str, today: date) -> None:
    """Keep what was taken along of each release, and what for. The caller writes the act into the log beside it."""
    actor.require(Role.DESIGNER)
    if not for_what:
        raise BadText("What it is for: write something here.")
    for source in found:
        session.add(
            Exported(
                id=new_id().bytes,
                release_id=releases.by_number(session, source.number).id,
                themes="\n".join(source.numbers),
                form=what,
                purpose=for_what,
                exported_on=today.isoformat(),
                account_id=actor.account_id,
            )
        )
    session.flush()


def act(source: Source, what: What, for_what: str) -> str:
    """Give the line of the log: a purpose that was typed is not in it, for the log holds our own words alone."""
    why = for_what if for_what in PURPOSES else "a purpose in their own words"
    return f"took a {what} of release {source.number} along, for {why}"


def of_parts(session: Session, part_ids: Iterable[PartId]) -> Sequence[tuple[Exported, int]]:
    """Give what was taken along of these parts' releases, each with the release's number."""
    found = session.exec(
        select(Exported, Release.number)
        .join(Release, col(Release.id) == col(Exported.release_id))
        .where(col(Release.part_id).in_(list(part_ids)))
        .order_by(col(Exported.exported_on).desc(), col(Release.number).desc(), col(Exported.id))
    )
    return [(row, number or 0) for row, number in found]


def _source(session: Session, number: int, themes: frozenset[int], today: date, *, whole: bool) -> Source:
    said = releases.read(session, number)
    stands = standings.of_release(session, releases.by_number(session, number), today)
    return Source(said, {one.theme: one for one in stands}, themes, whole)


def _file(document: Document, form: Form) -> bytes:
    if form is Form.PDF:
        return pdf.render(document, document[0].words)
    return docx.render(document) if form is Form.WORD else blocks.written(document).encode()


def all_of(session: Session, number: int) -> tuple[str, ...]:
    """Give the numbers of all themes of a release that were not withdrawn."""
    return tuple(f"{number}.{theme['number']}" for theme in content.standing(releases.read(session, number)))
