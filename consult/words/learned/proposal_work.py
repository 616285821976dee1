"""How proposals are made: answers are read here and learned from, and only ids and chances are kept."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert as insert_into
from sqlmodel import Session, col, delete, select

from consult.ids import PartId, ThemeId
from consult.rounds import parts
from consult.words import reading
from consult.words.answers import asides
from consult.words.learned import proposals
from consult.words.learned.learning import Lesson, learn
from consult.words.learned.learning_tables import Learning, Met, Proposal, ProposedTheme
from consult.words.suggesting.shipped import BrokenVectors
from consult.words.suggesting.vectors import BySharedWords
from consult.words.tables import Answer, Coding, Theme

# So many of the most useful ones are kept, and whatever is open; the rest is proposed for when its turn is near.
MOST_KEPT = 300


@dataclass(frozen=True, slots=True)
class Material:
    """What is learned from: ids, words and questions of all answers, and the themes of those that have a place."""

    answers: list[bytes]
    texts: list[str]
    questions: list[str]
    coded: dict[int, frozenset[ThemeId]]


def material(session: Session, part_id: PartId) -> Material:
    """Give a part's written answers in order of their ids, without those that are set aside."""
    part = parts.part(session, part_id)
    aside = asides.of_part(session, part_id)
    found = session.exec(
        select(Answer.id, Answer.words, Answer.question).where(*reading.written(session, part)).order_by(col(Answer.id))
    ).all()
    rows = [row for row in found if row[0] not in aside]
    under: dict[bytes, set[ThemeId]] = {answer: set() for answer in session.exec(proposals.having_place(part_id))}
    themes = select(Theme.id).where(Theme.part_id == part_id, col(Theme.dropped).is_(False))
    for coding in session.exec(select(Coding).where(col(Coding.theme_id).in_(themes))):
        under.setdefault(coding.answer_id, set()).add(coding.theme_id)
    coded = {place: frozenset(under[row[0]]) for place, row in enumerate(rows) if row[0] in under}
    return Material([row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows], coded)


def make(held: Material) -> Lesson[ThemeId]:
    """
    Learn, and propose for every answer that has no place. TooFewCoded.

    Where the shipped vectors are damaged it learns by shared words alone; the path that is kept says so.
    """
    try:
        return learn(held.texts, held.coded, questions=held.questions)
    except BrokenVectors:
        return learn(held.texts, held.coded, questions=held.questions, vectors=BySharedWords())


def keep(session: Session, part_id: PartId, held: Material, lesson: Lesson[ThemeId]) -> None:
    """
    Put new proposals in the place of those that no reader has met; what was met stays as it was.

    Nothing is kept where the answers were deleted while it was learned.
    """
    if parts.locked(session, part_id).erased_on is not None:
        return
    fresh = select(Proposal.answer_id).where(Proposal.part_id == part_id, Proposal.met == Met.NOT_YET)
    session.exec(delete(ProposedTheme).where(col(ProposedTheme.answer_id).in_(fresh)))
    session.exec(delete(Proposal).where(col(Proposal.part_id) == part_id, col(Proposal.met) == Met.NOT_YET))
    met = set(session.exec(select(Proposal.answer_id).where(Proposal.part_id == part_id)))
    there = reading.opened_of(session, part_id)
    rows: list[dict[str, Any]] = []
    themes: list[dict[str, Any]] = []
    for at, one in enumerate(lesson.proposals):
        answer_id = held.answers[one.place]
        if answer_id in met or (at >= MOST_KEPT and answer_id not in there):
            continue
        rows.append({"answer_id": answer_id, "part_id": part_id, "place": at, "met": Met.NOT_YET})
        themes += [
            {"answer_id": answer_id, "theme_id": theme, "chance": chance}
            for theme, chance in zip(one.themes, one.chances, strict=True)
        ]
    for table, several in ((Proposal, rows), (ProposedTheme, themes)):
        if several:
            session.connection().execute(insert_into(table), sorted(several, key=lambda row: row["answer_id"]))
    session.merge(
        Learning(part_id=part_id, coded=lesson.learned_from, agreement=lesson.agreement, path=str(lesson.path))
    )
    session.flush()
