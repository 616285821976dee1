"""Exact words leave only where the member said yes, k or more said yes, and two people cleared this one quote."""

from collections.abc import Sequence

from sqlmodel import Session, col, func, select

from consult.actors import Actor, Role
from consult.errors import Missing, Refused
from consult.ids import PartId, QuoteId, ThemeId, new_id
from consult.rounds import parts, stewards
from consult.wording.identifiers import Finding, find
from consult.words import fresh, reading
from consult.words.tables import Answer, Batch, Coding, Opened, Quote, Theme

QUOTE_MOST = 300
TAG_FROM = 10


class NotQuotable(Refused):
    """The member did not say yes, or fewer than k said yes to this question: one answer for both."""

    sentence = "We can not use the exact words of this answer. Write it in fresh words."


class SamePerson(Refused):
    """The person who chose the words can not be the one who clears them."""

    sentence = "A second person clears a quote. You chose this one."


def may_quote(session: Session, actor: Actor, answer_id: bytes, k: int) -> bool:
    """Say whether the exact words of this one answer may be used. Asked one at a time: listed, it ties answers."""
    answer, _ = _opened(session, actor, answer_id, k)
    return _allowed(session, answer, k)


def choose(session: Session, actor: Actor, answer_id: bytes, theme_id: ThemeId, text: str, k: int) -> QuoteId:
    """
    Choose exact words of an answer for a theme it stands under; a second person clears them.

    NotQuotable without leave; Refused when the words are not the answer's own.
    """
    answer, part_id = _opened(session, actor, answer_id, k)
    if not _allowed(session, answer, k):
        raise NotQuotable
    if session.get(Coding, (answer_id, theme_id)) is None:
        raise Refused("Put the answer under this theme first.")
    words = fresh.line(text, "Quote", QUOTE_MOST)
    if words not in " ".join(answer.words.split()):
        raise Refused("A quote is exact words in one piece. Copy them from the answer.")
    quote = Quote(
        id=QuoteId(new_id()),
        part_id=part_id,
        theme_id=theme_id,
        answer_id=answer_id,
        text=words,
        asked_by=actor.account_id,
    )
    session.add(quote)
    session.flush()
    return quote.id


def clear(session: Session, actor: Actor, quote_id: QuoteId, k: int, *, points_to_nobody: bool) -> None:
    """
    Clear one quote, as the second person: the other reader, or a steward of the advisory who did not write the round.

    `points_to_nobody` is the tick of that person; without it a quote with marks in it stays where it is.
    """
    quote = _quote(session, quote_id)
    _second(session, actor, quote.part_id, k)
    if quote.asked_by == actor.account_id:
        raise SamePerson
    if marks(quote) and not points_to_nobody:
        raise Refused("Something here could point to a person. Look at each mark, or take the quote away.")
    require_usable(session, quote, k)
    quote.cleared_by = actor.account_id
    session.add(quote)
    session.flush()


def take_away(session: Session, actor: Actor, quote_id: QuoteId, k: int) -> None:
    """Take a quote away; either reader or a steward of the advisory may."""
    quote = _quote(session, quote_id)
    _second(session, actor, quote.part_id, k)
    session.delete(quote)
    session.flush()


def of_part(session: Session, actor: Actor, part_id: PartId, k: int) -> Sequence[tuple[Quote, str]]:
    """Give the quotes of a part with the title of their theme, those that wait first."""
    _second(session, actor, part_id, k)
    rows = session.exec(
        select(Quote, Theme.title).join(Theme, col(Theme.id) == col(Quote.theme_id)).where(Quote.part_id == part_id)
    ).all()
    return sorted(rows, key=lambda it: (it[0].cleared_by is not None, it[1].casefold(), it[0].text.casefold()))


def cleared(session: Session, part_id: PartId, k: int) -> dict[ThemeId, list[str]]:
    """Give the cleared words of a part by theme, each looked at once more; they stand in order of the alphabet."""
    found: dict[ThemeId, list[str]] = {}
    rows = session.exec(select(Quote).where(Quote.part_id == part_id, col(Quote.cleared_by).is_not(None)))
    for quote in rows:
        require_usable(session, quote, k)
        found.setdefault(quote.theme_id, []).append(quote.text)
    return {theme_id: sorted(set(words), key=str.casefold) for theme_id, words in found.items()}


def require_usable(session: Session, quote: Quote, k: int) -> None:
    """Raise NotQuotable where leave is not given (any more), SamePerson where one person did both."""
    answer = session.get(Answer, quote.answer_id)
    if answer is None or not _allowed(session, answer, k):
        raise NotQuotable
    if quote.cleared_by == quote.asked_by:
        raise SamePerson


def may_name_advisory(people: int) -> bool:
    """Say whether a release with quotes may name its advisory: ten people or more (ANON-11)."""
    return people >= TAG_FROM


def marks(quote: Quote) -> list[Finding]:
    """Give what in a quote could point to a person."""
    return find(quote.text)


def _allowed(session: Session, answer: Answer, k: int) -> bool:
    if not answer.quotable:
        return False
    alike = session.exec(
        select(func.count())
        .select_from(Answer)
        .where(
            Answer.round_id == answer.round_id,
            col(Answer.advisory_id).is_not_distinct_from(answer.advisory_id),
            Answer.question == answer.question,
            col(Answer.quotable).is_(True),
        )
    ).one()
    return alike >= k


def _opened(session: Session, actor: Actor, answer_id: bytes, k: int) -> tuple[Answer, PartId]:
    opened = session.get(Opened, answer_id)
    batch = session.get(Batch, opened.batch_id) if opened else None
    answer = session.get(Answer, answer_id)
    if batch is None or answer is None:
        raise Missing
    reading.as_reader(session, actor, batch.part_id, k)
    return answer, batch.part_id


def _quote(session: Session, quote_id: QuoteId) -> Quote:
    quote = session.get(Quote, quote_id)
    if quote is None:
        raise Missing
    return quote


def _second(session: Session, actor: Actor, part_id: PartId, k: int) -> None:
    part = parts.part(session, part_id)
    if actor.holds(Role.STEWARD, part.advisory_id):
        stewards.require_steward(session, actor, part)
        reading.readable(session, part_id, k)
        return
    actor.require(Role.READER)
    if not parts.reads(session, part.round_id, actor.account_id):
        raise reading.NotAReader
    reading.readable(session, part_id, k)
