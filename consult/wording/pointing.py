"""A note to staff: something in their own text could point to one person. It never stops a text."""

from collections.abc import Iterator

from consult.wording import identifiers
from consult.wording.findings import Finding, Severity

RULE = "could point to a person"


def check(text: str, where: str, allowed: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Give a thinking note for each mark; `allowed` are the names of programs and jobs of the round."""
    for mark in identifiers.find(text, allowed=allowed):
        yield Finding(
            where=where,
            rule=RULE,
            severity=Severity.THINK,
            found=text[mark.start : mark.end],
            reason=f"{mark.reason} Members and the public read this text. Does it have to be here?",
        )
