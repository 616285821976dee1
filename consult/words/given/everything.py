"""All that one advisory holds of a round, to take along in an open format, and to destroy."""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlmodel import Session, col, delete, select

from consult.errors import Missing
from consult.ids import ThemeId
from consult.rounds import approvals, emptied
from consult.rounds.scripts import Question
from consult.rounds.tables import Part
from consult.words import heap, reading, sweepings
from consult.words.leaving import content, releases
from consult.words.tables import Answer, Coding, Decision, Quote, Release, ReleaseState, Theme, ThemeVersion


def files_of(session: Session, part: Part, k: int) -> dict[str, str]:
    """
    Give what there is of a part, as JSON by the name of a file: what was asked, the heap, themes, releases, decisions.

    The heap has no order: answers to one question stand by the alphabet, choices as numbers, no answer beside
    another of the same person. Fewer than k people: no heap, as for everyone.
    """
    files: dict[str, Any] = {}
    try:
        script = approvals.approved_script(session, part.id)
    except Missing:
        return {}
    files["asked.json"] = json.loads(script.to_json())
    if part.state in reading.READABLE and part.erased_on is None and _people(session, part) >= k:
        files["answers.json"] = _heap(session, part, script.questions)
        files["themes.json"] = _themes(session, part)
    for one in _released(session, part):
        files[f"release-{one.number}.json"] = releases.content_of(one)
        files[f"decisions-{one.number}.json"] = _decisions(session, one)
    return {name: json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) for name, said in files.items()}


def destroy(session: Session, part: Part, day: str) -> None:
    """
    Destroy what readers made of a part and what was released; the raw answers go before (`raw.erase`).

    Of each release a number, a title and dates stay, and that it was withdrawn. What was asked stays as approved.
    """
    for one in _released(session, part):
        said = releases.content_of(one)
        sweepings.sweep(session, release_id=one.id, theme=set(range(1, len(said["themes"]) + 1)))
        if "withdrawn" not in said:
            one.content = content.canonical(content.emptied(said, day))
            session.add(one)
        for name in ("words_carried", "words_told"):
            table = next(found for found in sweepings.tables_with("release_id") if found.name == name)
            session.connection().execute(table.delete().where(table.columns.release_id == one.id))
    ids = {ThemeId(found) for found in session.exec(select(Theme.id).where(Theme.part_id == part.id))}
    for table in sweepings.tables_with("theme_id"):
        session.connection().execute(table.delete().where(table.columns.theme_id.in_(ids)))
    session.exec(delete(Theme).where(col(Theme.part_id) == part.id))
    for name in ("words_held_theme", "words_member_check"):
        table = next(found for found in sweepings.tables_with("part_id") if found.name == name)
        session.connection().execute(table.delete().where(table.columns.part_id == part.id))
    session.flush()


def written_of(session: Session, theme_ids: Collection[ThemeId]) -> set[tuple[str, str]]:
    """Give each title and text that these themes ever had."""
    now = session.exec(select(Theme.title, Theme.text).where(col(Theme.id).in_(theme_ids))).all()
    asked = select(ThemeVersion.title, ThemeVersion.text).where(col(ThemeVersion.theme_id).in_(theme_ids))
    return {(title, text) for title, text in (*now, *session.exec(asked)) if title}


def out_of_checks(session: Session, part: Part) -> None:
    """Take the themes of a part out of the rounds that took drafts of them back to members."""
    ids = {ThemeId(found) for found in session.exec(select(Theme.id).where(Theme.part_id == part.id))}
    emptied.themes(session, part.id, written_of(session, ids))


def _released(session: Session, part: Part) -> Sequence[Release]:
    return session.exec(
        select(Release)
        .where(Release.part_id == part.id, Release.state == ReleaseState.RELEASED)
        .order_by(col(Release.number))
    ).all()


def _people(session: Session, part: Part) -> int:
    try:
        return heap.people(session, part.round_id, reading.advisory(session, part))
    except Missing:
        return 0


def _heap(session: Session, part: Part, questions: Iterable[Question]) -> list[dict[str, Any]]:
    rows = heap.answers(session, part.round_id, reading.advisory(session, part))
    return [_one_question(question, [row for row in rows if row.question == question.key]) for question in questions]


def _one_question(question: Question, rows: Sequence[Answer]) -> dict[str, Any]:
    picks = [row.option for row in rows if row.kind == heap.OPTION]
    said: dict[str, Any] = {"question": question.text}
    for kind in heap.TO_READ:
        words = _by_alphabet(row.words for row in rows if row.kind == kind)
        if words:
            said["written" if kind == heap.WORDS else "something else"] = words
    if question.options:
        said["chosen"] = {option: picks.count(place) for place, option in enumerate(question.options)}
    return said


def _themes(session: Session, part: Part) -> list[dict[str, Any]]:
    found = session.exec(select(Theme).where(Theme.part_id == part.id, col(Theme.dropped).is_(False))).all()
    return [
        {
            "title": theme.title,
            "text": theme.text,
            "views differ": theme.views_differ,
            "exact words": _by_alphabet(
                session.exec(select(Quote.text).where(Quote.theme_id == theme.id, col(Quote.cleared_by).is_not(None)))
            ),
            "answers": _by_alphabet(
                session.exec(
                    select(Answer.words)
                    .join(Coding, col(Coding.answer_id) == col(Answer.id))
                    .where(Coding.theme_id == theme.id)
                )
            ),
        }
        for theme in sorted(found, key=lambda it: (it.title.casefold(), it.text.casefold()))
    ]


def _decisions(session: Session, release: Release) -> list[dict[str, Any]]:
    rows = session.exec(
        select(Decision).where(Decision.release_id == release.id).order_by(col(Decision.theme), col(Decision.version))
    )
    return [
        {
            "theme": f"{release.number}.{row.theme}",
            "decision": row.verdict,
            "why": row.reason,
            "who": row.owner,
            "by when": row.by_when,
        }
        for row in rows
    ]


def _by_alphabet(texts: Iterable[str]) -> list[str]:
    return sorted(texts, key=lambda text: (text.casefold(), text))
