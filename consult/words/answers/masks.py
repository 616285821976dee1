"""Words that could point to a person are overwritten where they stand, so that nobody after can see them."""

import re
from collections.abc import Iterable, Iterator, Sequence

from sqlmodel import Session, select

from consult.actors import Actor
from consult.errors import BadText
from consult.ids import PartId
from consult.wording.identifiers import Finding, find, hide
from consult.words import codebook
from consult.words.answers import acts
from consult.words.leaving import releases
from consult.words.reader.bench_tables import SortedGroup, Sorting, SortingState
from consult.words.tables import Answer, Quote

HIDDEN = "[hidden]"
_NOT_THERE = "These words do not stand in the answer. Copy them exactly, one piece a line."
_NONE = "Choose what to mask."


def offered(text: str) -> list[Finding]:
    """Give what in an answer looks as if it pointed to a person, to choose from."""
    return find(text)


def masked(text: str, chosen: Iterable[int], copied: Sequence[str] = ()) -> str:
    """
    Give a text with the findings at these places (of `offered`) and these copied words masked.

    A finding becomes "[name]", "[town]" and so on; copied words "[hidden]", wherever they stand as whole words.
    BadText where nothing was chosen, or where copied words do not stand in the text.
    """
    found, wanted = offered(text), set(chosen)
    lines = [line for line in copied if line.strip()]
    if not wanted and not lines:
        raise BadText(_NONE)
    if any(not _pattern(line).search(text) for line in lines):
        raise BadText(_NOT_THERE)
    # The longest first: a part of it that is masked before would leave the rest in the open.
    kept = hide(text, [mark for place, mark in enumerate(found) if place in wanted])
    for line in sorted(lines, key=len, reverse=True):
        kept = _pattern(line).sub(HIDDEN, kept)
    return kept


def mask(
    session: Session, actor: Actor, answer_id: bytes, chosen: Iterable[int], copied: Sequence[str], k: int
) -> tuple[str, ...]:
    """
    Overwrite the chosen words of one opened answer for good; gives the titles of themes that say them too.

    Quotes of the answer that hold them go, and with them a proposal that waits: it was made of the words that are
    gone. Marks that were cleared in such a theme are asked about again. What was released before stays as it left.
    """
    _, part_id = acts.held(session, actor, answer_id, k)
    answer = session.get_one(Answer, answer_id, populate_existing=True)
    places = [place for place in set(chosen) if place < len(offered(answer.words))]
    hidden = _pieces(answer.words, places, copied)
    answer.words = masked(answer.words, places, copied)
    session.add(answer)
    acts.names_nobody(session, actor, answer_id, k)
    _forget_keywords(session, part_id, hidden)
    gone = _lost_quotes(session, answer)
    held = tuple(_themes_with(session, part_id, hidden))
    if gone or held:
        releases.drop_waiting(session, part_id)
    session.flush()
    return held


def _lost_quotes(session: Session, answer: Answer) -> int:
    whole = " ".join(answer.words.split())
    rows = session.exec(select(Quote).where(Quote.answer_id == answer.id)).all()
    gone = [quote for quote in rows if quote.text not in whole]
    for quote in gone:
        session.delete(quote)
    return len(gone)


def _forget_keywords(session: Session, part_id: PartId, pieces: Sequence[str]) -> None:
    """Take hidden words out of the keywords of sortings; one that is being made of the old words is stopped."""
    words = {word.casefold() for piece in pieces for word in re.findall(r"\w+", piece)}
    for sorting in session.exec(select(Sorting).where(Sorting.part_id == part_id)).all():
        if sorting.state in {SortingState.WAITING, SortingState.WORKING}:
            sorting.state = SortingState.CANCELLED
            session.add(sorting)
        for group in session.exec(select(SortedGroup).where(SortedGroup.sorting_id == sorting.id)).all():
            kept = [key for key in group.keywords.split("\n") if words.isdisjoint(re.findall(r"\w+", key.casefold()))]
            group.keywords = "\n".join(kept)
            session.add(group)


def _themes_with(session: Session, part_id: PartId, pieces: Sequence[str]) -> Iterator[str]:
    for theme in codebook.codebook(session, part_id):
        whole, _ = codebook.marks(theme)
        if any(_pattern(piece).search(whole) for piece in pieces):
            theme.cleared = False
            session.add(theme)
            yield theme.title or "a line of other things we heard"


def _pieces(text: str, chosen: Iterable[int], copied: Sequence[str]) -> list[str]:
    """Give the words that were hidden, to look for them elsewhere; kept nowhere."""
    found = offered(text)
    return [*(text[found[place].start : found[place].end] for place in chosen), *filter(str.strip, copied)]


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)", re.IGNORECASE)
