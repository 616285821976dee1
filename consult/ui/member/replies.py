"""What she typed or picked becomes a reply; what does not fit is refused with one sentence and stays on the page."""

from collections.abc import Iterable

from consult.errors import BadText
from consult.papers import Reply
from consult.plain_text import normalise
from consult.rounds.scripts import MAX_OTHER, MAX_WRITTEN, Kind, Question
from consult.ui.member.texts import language, text
from consult.wording.days_and_money import number


class DoesNotFitField(BadText):
    """Too many characters, or too many picks. The sentence counts them; it never shows them."""


def written(words: str | None, may_quote: bool | None) -> Reply:
    """Give the reply to an open question. Exact words may be used only when she said yes."""
    said = _within(words or "", MAX_WRITTEN)
    return Reply(words=said, quotable=may_quote is True and bool(said))


def picked(question: Question, picks: Iterable[int], other: str | None) -> Reply:
    """Give the reply to a question with options; words of her own pick "Something else" where that is free."""
    chosen = frozenset(picks)
    said = _within(other or "", MAX_OTHER)
    own = other_option(question)
    if said and own is not None and (question.kind is Kind.MULTI or not chosen):
        chosen |= {own}
    if len(chosen) > most_picks(question):
        raise DoesNotFitField(text("question.too_many", have=len(chosen), most=most_picks(question)))
    return Reply(picks=chosen, other=said)


def other_option(question: Question) -> int | None:
    """Give the index of "Something else", None where a question has no such option."""
    own = text("question.other_field")
    return question.options.index(own) if own in question.options else None


def most_picks(question: Question) -> int:
    """Give the most options she may pick."""
    return 1 if question.kind is Kind.CHOICE else question.max_picks or len(question.options)


def _counts(**counted: int) -> dict[str, str]:
    return {name: number(value, language()) for name, value in counted.items()}


def _within(words: str, most: int) -> str:
    said = normalise(words)
    if len(said) > most:
        over = len(said) - most
        raise DoesNotFitField(text("question.too_long", **_counts(have=len(said), most=most, over=over)))
    return said
