"""Her own words, with what could point to a person marked; she decides, and nothing is kept of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from consult.papers import Reply
from consult.rounds.scripts import Question
from consult.ui.member.walk import Walk
from consult.wording import identifiers
from consult.wording.identifiers import Finding


@dataclass(frozen=True, slots=True, repr=False)
class Mark:
    """One piece of a reply: the words, why they are marked, and what could stand in their place."""

    words: str
    reason: str
    hidden: str
    general: str


def findings(walk: Walk, question: Question, said: str) -> list[Finding]:
    """Find in one text what she did not already choose to keep."""
    script = walk.text
    allowed = (script.topic, script.title, script.advisory, script.decider)
    found = identifiers.find(said, language=script.language, allowed=allowed)
    return [one for one in found if (question.key, _piece(one, said).casefold()) not in walk.left_alone]


def marks(walk: Walk, question: Question) -> list[Mark]:
    """Give the marks of one reply, each wording once, in the order of the text."""
    found: dict[str, Mark] = {}
    reply = walk.reply(question)
    for said in _texts(reply):
        for one in findings(walk, question, said):
            found.setdefault(_piece(one, said).casefold(), _mark(one, said, walk.text.language))
    return list(found.values())


def are_any(walk: Walk) -> bool:
    """Say whether any reply has a mark."""
    return any(marks(walk, question) for question in walk.questions)


def put_in_place(reply: Reply, words: str, by: str) -> Reply:
    """Put other words in the place of the marked ones, wherever this reply has them."""
    swapped = (identifiers.put_in_place(said, words, by) for said in (reply.words, reply.other))
    return replace(reply, words=next(swapped), other=next(swapped))


def _texts(reply: Reply) -> Iterator[str]:
    yield from (said for said in (reply.words, reply.other) if said)


def _piece(finding: Finding, said: str) -> str:
    return said[finding.start : finding.end]


def _mark(finding: Finding, said: str, language: str) -> Mark:
    piece = _piece(finding, said)
    whole = Finding(0, len(piece), finding.kind, finding.reason)
    return Mark(
        words=piece,
        reason=finding.reason,
        hidden=identifiers.hide(piece, [whole], language=language),
        general=identifiers.general(finding, said, language),
    )
