"""What the checks of staff text find. They read what staff write and never what a member writes."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much weight a finding has: a block waits for a steward's written reason."""

    BLOCK = "block"
    WARN = "warn"
    THINK = "think"


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One thing to look at again.

    `where` names the text ("Question 2"), `rule` the rule by a word of its own, `found` the words it is about.
    `lasting` findings can not be approved with any reason: they would break what consent promises.
    """

    where: str
    rule: str
    severity: Severity
    found: str
    reason: str
    suggest: str = ""
    lasting: bool = False

    @property
    def key(self) -> str:
        """Name this finding for a steward's reason; the same words at the same place have the same key."""
        return f"{self.where}: {self.rule}: {self.found.casefold()}"
