"""Words that could point to a person are overwritten wherever they stand, so that nobody after can see them."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, select

from consult.actors import Actor
from consult.errors import BadText
from consult.ids import PartId
from consult.wording.identifiers import Finding, find, hide
from consult.words import codebook
from consult.words.answers import acts
from consult.words.leaving import member_checks, releases
from consult.words.leaving.release_tables import MemberCheck
from consult.words.reader.bench_tables import SortedGroup, Sorting, SortingState
from consult.words.tables import Answer, Quote, Release, ReleaseState, Theme, ThemeVersion

HIDDEN = "[hidden]"
_NOT_THERE = "These words do not stand in the answer. Copy them exactly, one piece a line."
_NONE = "Choose what to mask."
_A_LINE = "a line of other things we heard"


@dataclass(frozen=True, slots=True)
class Reached:
    """
    What a mask reached beside its answer.

    `themes` are the titles of themes that said the words and have to be written anew; `in_check`: a member check of
    this part was begun with the words in it, and what members were given there stays until a steward acts.
    """

    themes: tuple[str, ...]
    in_check: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that were hidden, to look for them elsewhere, and the sign in their place; kept nowhere."""

    words: str
    sign: str

    def stands_in(self, text: str) -> bool:
        return _pattern(self.words).search(text) is not None


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
) -> Reached:
    """
    Overwrite the chosen words of one opened answer for good, and wherever else readers wrote them; gives what it met.

    Quotes of the answer that hold them go, and with them a proposal that waits: it was made of the words that are
    gone. Themes, those taken out and every earlier version of them are masked too: no undo brings the words back, and
    nothing leaves until such a theme is written anew. A draft for a member check that holds them goes back to its
    readers. What was released before stays as it left.
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
    held = _mask_themes(session, actor, part_id, hidden)
    in_check = _mask_check(session, part_id, hidden)
    if gone or held or _is_proposed(session, part_id, hidden):
        releases.drop_waiting(session, part_id)
    session.flush()
    return Reached(held, in_check)


def _lost_quotes(session: Session, answer: Answer) -> int:
    whole = " ".join(answer.words.split())
    rows = session.exec(select(Quote).where(Quote.answer_id == answer.id)).all()
    gone = [quote for quote in rows if quote.text not in whole]
    for quote in gone:
        session.delete(quote)
    return len(gone)


def _forget_keywords(session: Session, part_id: PartId, pieces: Sequence[_Piece]) -> None:
    """Take hidden words out of the keywords of sortings; one that is being made of the old words is stopped."""
    words = {word.casefold() for piece in pieces for word in re.findall(r"\w+", piece.words)}
    for sorting in session.exec(select(Sorting).where(Sorting.part_id == part_id)).all():
        if sorting.state in {SortingState.WAITING, SortingState.WORKING}:
            sorting.state = SortingState.CANCELLED
            session.add(sorting)
        for group in session.exec(select(SortedGroup).where(SortedGroup.sorting_id == sorting.id)).all():
            kept = [key for key in group.keywords.split("\n") if words.isdisjoint(re.findall(r"\w+", key.casefold()))]
            group.keywords = "\n".join(kept)
            session.add(group)


def _mask_themes(session: Session, actor: Actor, part_id: PartId, pieces: Sequence[_Piece]) -> tuple[str, ...]:
    """Mask every theme of the part and all its history; gives the titles, as they read now, of those that stand."""
    named = []
    for theme in session.exec(select(Theme).where(Theme.part_id == part_id)).all():
        for version in session.exec(select(ThemeVersion).where(ThemeVersion.theme_id == theme.id)).all():
            if _cover(version, pieces):
                session.add(version)
        if not _cover(theme, pieces):
            continue
        theme.cleared = False
        if theme.dropped:
            session.add(theme)
            continue
        # A form that was opened before has the words in it still; a new version is one that it does not know.
        theme.version += 1
        codebook.keep(session, actor, theme)
        named.append(theme.title or _A_LINE)
    return tuple(sorted(named, key=str.casefold))


def _cover(row: Theme | ThemeVersion, pieces: Sequence[_Piece]) -> bool:
    before = row.title, row.text, row.views_differ
    row.title, row.text, row.views_differ = (_covered(one, pieces) for one in before)
    is_changed = before != (row.title, row.text, row.views_differ)
    row.masked = row.masked or is_changed
    return is_changed


def _covered(text: str, pieces: Sequence[_Piece]) -> str:
    for piece in sorted(pieces, key=lambda one: len(one.words), reverse=True):
        text = _pattern(piece.words).sub(piece.sign, text)
    return text


def _is_proposed(session: Session, part_id: PartId, pieces: Sequence[_Piece]) -> bool:
    """Say whether a proposal that waits holds the words, of a theme as it was when it was proposed."""
    waiting = (Release.part_id == part_id, Release.state != ReleaseState.RELEASED)
    return any(_says(json.loads(kept), pieces) for kept in session.exec(select(Release.content).where(*waiting)))


def _mask_check(session: Session, part_id: PartId, pieces: Sequence[_Piece]) -> bool:
    """Send a draft that holds the words back to its readers; say whether a check that was begun holds them."""
    check = session.get(MemberCheck, part_id, populate_existing=True)
    if check is None:
        return False
    is_in_draft = _says([(one.title, one.text) for one in member_checks.themes_of(check)], pieces)
    if is_in_draft:
        check.draft, check.reader_id, check.agreed_by = "", None, None
    begun = member_checks.rounds_of(session, part_id)
    in_check = bool(begun) and (is_in_draft or any(_says(one.model_dump(), pieces) for one in begun))
    check.masked = check.masked or in_check
    session.add(check)
    return in_check


def _says(value: Any, pieces: Sequence[_Piece]) -> bool:
    return any(piece.stands_in(text) for text in _texts(value) for piece in pieces)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def _pieces(text: str, chosen: Iterable[int], copied: Sequence[str]) -> list[_Piece]:
    found = offered(text)
    return [
        *(_found(text[found[place].start : found[place].end], found[place]) for place in chosen),
        *(_Piece(line, HIDDEN) for line in copied if line.strip()),
    ]


def _found(words: str, mark: Finding) -> _Piece:
    return _Piece(words, hide(words, [Finding(0, len(words), mark.kind, mark.reason)]))


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)", re.IGNORECASE)
