"""What leaves the house is written fresh: no long run of anyone's words, and no claim to speak for everyone."""

import re
from collections.abc import Iterable, Sequence

from consult.errors import BadText, Refused
from consult.plain_text import normalise
from consult.wording.findings import Severity
from consult.wording.identifiers import find
from consult.wording.language import check

RUN = 6
HEADING = "What people in this round told us"
_WORD = re.compile(r"\w+(?:['\u2019]\w+)*")
_MASK = re.compile(r"\[[^\[\]\n]{1,40}\]")
_SPEAKS_FOR_ALL = re.compile(
    r"\b(survivors?|victims?|(?:(?:trafficked|exploited|sex[- ]trafficked)\s+)(?:people|women|girls|youth|persons?))"
    r"\s+(?:(?:all|also|always|mostly|really|often|just|do|do\s+not|don't)\s+)*"
    r"(say|says|said|want|wants|wanted|think|thinks|thought|feel|feels|felt|need|needs|believe|believes|ask|asks)\b",
    re.IGNORECASE,
)


Run = tuple[str, ...]


class CouldPoint(Refused):
    """Something that would leave could point to a person, and nobody said yet that it does not."""

    sentence = (
        "Something here could point to a person: a name, a number, a place. "
        "Take it out, or tick that it points to nobody."
    )


def runs(texts: Iterable[str]) -> frozenset[Run]:
    """Give every run of six words in these texts; letter case and signs between words make no difference."""
    return frozenset(run for text in texts for run in _runs(text))


def copied(text: str, known: frozenset[Run]) -> tuple[str, ...]:
    """Give the runs of six words or more in `text` that are known from answers, as `text` has them."""
    found = list(_WORD.finditer(text))
    hit = [start for start, run in enumerate(_runs(text)) if run in known]
    return tuple(text[found[start].start() : found[end + RUN - 1].end()] for start, end in _joined(hit))


def require_no_marks(text: str, points_to_nobody: bool) -> None:
    """Raise CouldPoint where something could point to a person, unless someone looked and says it does not."""
    if find(text) and not points_to_nobody:
        raise CouldPoint


def holds_mask(text: str) -> bool:
    """Say whether a sign stands here in the place of words that were masked: "[hidden]", "[name]" and so on."""
    return _MASK.search(text) is not None


def require_modest(title: str) -> None:
    """Raise BadText for a title that says what survivors say, want or think: one round speaks for itself."""
    if _SPEAKS_FOR_ALL.search(title):
        raise BadText("A title can not say what survivors say, want or think. It is what people in this round told us.")


def require_kind(text: str, name: str) -> None:
    """Raise BadText where staff's own words hurt, blame, label or promise too much; a quote is never checked."""
    stops = hurtful(text, name)
    if stops:
        raise BadText(f"{name}: {stops[0]}")


def hurtful(text: str, name: str) -> list[str]:
    """Give a sentence for each word of staff's text that may not leave the house."""
    found = [finding for finding in check(text, name) if finding.severity is Severity.BLOCK]
    return [f'"{one.found}" can not stay. {one.reason}' for one in found]


def field(text: str, name: str, most: int, *, may_be_empty: bool = False) -> str:
    """Give text without invisible signs; BadText names the field when it is empty or over `most` characters."""
    clean = normalise(text)
    if not clean and not may_be_empty:
        raise BadText(f"{name}: write something here.")
    if len(clean) > most:
        raise BadText(f"{name}: keep this to {most:,} characters. It has {len(clean):,}.")
    return clean


def line(text: str, name: str, most: int, *, may_be_empty: bool = False) -> str:
    """Give the same for a field of one line: line ends become spaces."""
    return field(" ".join(text.split()), name, most, may_be_empty=may_be_empty)


def _runs(text: str) -> Iterable[Run]:
    words = [word.group().casefold() for word in _WORD.finditer(text)]
    return (tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


def _joined(starts: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Join starts that overlap or touch into one run each."""
    first = last = None
    for start in starts:
        if first is None or last is None:
            first = last = start
        elif start <= last + RUN:
            last = start
        else:
            yield first, last
            first = last = start
    if first is not None and last is not None:
        yield first, last
