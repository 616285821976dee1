"""How a sorting is made: answers are read here, put in order, and only ids, keywords and numbers are kept."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import insert as insert_into
from sqlmodel import Session, col, delete, select, update

from consult.errors import Missing
from consult.ids import SortingId
from consult.rounds import parts
from consult.wording.identifiers import find
from consult.words import reading
from consult.words.reader.bench_tables import Sorted, SortedGroup, Sorting, SortingState
from consult.words.reader.sorting_queue import Stopped, move_on
from consult.words.suggesting.wordlists import fold, tokens
from consult.words.suggestions import Group, Suggestions, suggest
from consult.words.tables import Answer

# So many answers that use a keyword are looked at, to see if it is a name there.
LOOKED_AT = 8


def texts(session: Session, sorting_id: SortingId) -> tuple[Sorting, list[bytes], list[str]]:
    """Give a sorting, and the ids and words of the answers it is about, in order of the ids."""
    sorting = session.get(Sorting, sorting_id)
    if sorting is None:
        raise Missing
    part = parts.part(session, sorting.part_id)
    rows = session.exec(
        select(Answer.id, Answer.words)
        .where(*reading.written(session, part), Answer.question == sorting.question)
        .order_by(col(Answer.id))
    ).all()
    return sorting, [row[0] for row in rows], [row[1] for row in rows]


def make(sorting: Sorting, words: Sequence[str], say: Callable[[float], None]) -> tuple[Suggestions, list[str]]:
    """Put the answers in order; gives the groups and the keywords of each that may be kept, one a line."""
    found = suggest(words, resolution=sorting.resolution, seed=sorting.seed, tell=say)
    return found, ["\n".join(harmless(group, words)) for group in found.groups]


def harmless(group: Group, words: Sequence[str]) -> list[str]:
    """Give the keywords of a group that point to nobody, on their own or where answers use them."""
    kept = []
    for keyword in group.keywords:
        said = set(keyword.split())
        using = [place for place in group.members if said.issubset(tokens(fold(words[place])))][:LOOKED_AT]
        if not find(keyword) and not any(_marked(words[place], said) for place in using):
            kept.append(keyword)
    return kept


def keep(
    session: Session, sorting_id: SortingId, answers: Sequence[bytes], found: Suggestions, keywords: Sequence[str]
) -> None:
    """Keep a sorting that is done. Stopped where a reader did not want it any more."""
    done = move_on(session, sorting_id, SortingState.WORKING, SortingState.DONE)
    if not done:
        raise Stopped
    session.connection().execute(
        update(Sorting)
        .where(col(Sorting.id) == sorting_id)
        .values(progress=100, path=found.path or "", loose=found.loose, trouble="")
    )
    for table in (SortedGroup, Sorted):
        session.exec(delete(table).where(col(table.sorting_id) == sorting_id))
    groups = [
        {"sorting_id": sorting_id, "number": number, "keywords": keywords[number], "sureness": group.sureness}
        for number, group in enumerate(found.groups)
    ]
    if groups:
        session.connection().execute(insert_into(SortedGroup), groups)
    rows = sorted(_rows(sorting_id, answers, found), key=lambda row: row["answer_id"])
    if rows:
        session.connection().execute(insert_into(Sorted), rows)


def _rows(sorting_id: SortingId, answers: Sequence[bytes], found: Suggestions) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for number, group in enumerate(found.groups):
        depth = {place: at for at, place in enumerate(group.outward)}
        rows += [{"answer_id": answers[place], "group": number, "depth": depth[place]} for place in group.members]
    rows += [{"answer_id": answers[place], "group": None, "depth": 0} for place in found.unplaced]
    return [{"sorting_id": sorting_id, "place": at, **row} for at, row in enumerate(rows)]


def _marked(text: str, said: set[str]) -> bool:
    return any(said & set(tokens(fold(text[mark.start : mark.end]))) for mark in find(text))
