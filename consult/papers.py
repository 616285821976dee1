"""What one member says, as plain values, and the one compact form in which it is sealed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consult.box.tables import Box
from consult.envelopes import envelope_info, pad, rounded_up, seal, unpad
from consult.errors import BadText, ConsultError
from consult.plain_text import normalise
from consult.rounds.scripts import MAX_OTHER, MAX_WRITTEN, Kind, Question

BYTES_A_CHARACTER = 4
MOST_OPTIONS = 32
_MASK_BYTES = MOST_OPTIONS // 8
_FLAG = 1
_LENGTH_BYTES = 2
_LENGTH_OF_ALL = 4


class TooLong(BadText):
    """One reply has more characters than its field holds; `question` is its key."""

    def __init__(self, question: str, number: int, most: int) -> None:
        """Name the question by its number; never show what was typed."""
        super().__init__(f"Your words for question {number} are too long. Please keep them to {most:,} characters.")
        self.question = question


class DoesNotFit(ConsultError):
    """An opened paper that the approved questions can not have made; it is left out of the count."""

    sentence = "This paper does not fit its questions."


@dataclass(frozen=True, slots=True)
class Reply:
    """What was said to one question. Blank is a reply too."""

    words: str = ""
    picks: frozenset[int] = frozenset()
    other: str = ""
    quotable: bool = False

    @property
    def is_blank(self) -> bool:
        """Say whether nothing was said."""
        return not (self.words or self.picks or self.other)


Paper = Mapping[str, Reply]
BLANK: Paper = {}


def fit(questions: Sequence[Question], paper: Paper) -> dict[str, Reply]:
    """Give the paper normalised, with only what its questions ask. TooLong names the first that is."""
    fitted: dict[str, Reply] = {}
    for number, question in enumerate(questions, 1):
        reply = _fitted(question, paper.get(question.key, Reply()))
        most = MAX_WRITTEN if question.kind is Kind.OPEN else MAX_OTHER
        if len(reply.words) > MAX_WRITTEN or len(reply.other) > MAX_OTHER:
            raise TooLong(question.key, number, most)
        if not reply.is_blank:
            fitted[question.key] = reply
    return fitted


def envelope_size(questions: Sequence[Question]) -> int:
    """Give the bytes every padded paper of these questions has: the most they can hold, rounded up to 4 KiB."""
    most = sum(_most_bytes(question) for question in questions)
    return rounded_up(_LENGTH_OF_ALL + most)


def to_bytes(questions: Sequence[Question], paper: Paper, size: int) -> bytes:
    """Write a fitted paper in its compact form, padded to `size` bytes: UTF-8, no escapes."""
    parts = [_reply_to_bytes(question, paper.get(question.key, Reply())) for question in questions]
    return pad(b"".join(parts), size)


def sealed_for(box: Box, secret: bytes, key: bytes, questions: Sequence[Question], paper: Paper) -> bytes:
    """Seal a paper to a box, fitted to its questions, padded to the box's one size and bound to its place."""
    padded = to_bytes(questions, fit(questions, paper), box.envelope_bytes)
    return seal(box.public_key, padded, envelope_info(box.id, box.text_hash, key, secret))


def from_bytes(questions: Sequence[Question], padded: bytes) -> dict[str, Reply]:
    """Read a paper back. DoesNotFit when these questions can not have made it."""
    rest = memoryview(unpad(padded))
    paper: dict[str, Reply] = {}
    try:
        for question in questions:
            reply, rest = _reply_from_bytes(question, rest)
            if not reply.is_blank:
                paper[question.key] = reply
        if len(rest) or fit(questions, paper) != paper:
            raise DoesNotFit
    except (IndexError, UnicodeDecodeError, BadText):
        raise DoesNotFit from None
    return paper


def _fitted(question: Question, reply: Reply) -> Reply:
    if question.kind is Kind.OPEN:
        words = normalise(reply.words)
        return Reply(words=words, quotable=reply.quotable and bool(words))
    picks = frozenset(pick for pick in reply.picks if 0 <= pick < len(question.options))
    most = 1 if question.kind is Kind.CHOICE else question.max_picks or len(question.options)
    if len(picks) > most:
        raise BadText(f"Please pick up to {most}." if most > 1 else "Please pick one.")
    return Reply(picks=picks, other=normalise(reply.other))


def _most_bytes(question: Question) -> int:
    if question.kind is Kind.OPEN:
        return _FLAG + _LENGTH_BYTES + MAX_WRITTEN * BYTES_A_CHARACTER
    return _MASK_BYTES + _LENGTH_BYTES + MAX_OTHER * BYTES_A_CHARACTER


def _reply_to_bytes(question: Question, reply: Reply) -> bytes:
    if question.kind is Kind.OPEN:
        return bytes([reply.quotable]) + _text_to_bytes(reply.words)
    mask = sum(1 << pick for pick in reply.picks)
    return mask.to_bytes(_MASK_BYTES, "big") + _text_to_bytes(reply.other)


def _reply_from_bytes(question: Question, rest: memoryview) -> tuple[Reply, memoryview]:
    if question.kind is Kind.OPEN:
        words, after = _text_from_bytes(rest[_FLAG:])
        return Reply(words=words, quotable=bool(rest[0])), after
    mask = int.from_bytes(rest[:_MASK_BYTES], "big")
    other, after = _text_from_bytes(rest[_MASK_BYTES:])
    return Reply(picks=frozenset(at for at in range(MOST_OPTIONS) if mask >> at & 1), other=other), after


def _text_to_bytes(text: str) -> bytes:
    encoded = text.encode()
    return len(encoded).to_bytes(_LENGTH_BYTES, "big") + encoded


def _text_from_bytes(rest: memoryview) -> tuple[str, memoryview]:
    length = int.from_bytes(rest[:_LENGTH_BYTES], "big")
    end = _LENGTH_BYTES + length
    if len(rest) < end:
        raise DoesNotFit
    return bytes(rest[_LENGTH_BYTES:end]).decode(), rest[end:]
