"""A summary says what should change, not what is wrong with a community: wording that does is marked (CULT-05)."""

import re
from collections.abc import Iterator

from consult.wording.findings import Finding, Severity

RULE = "deficit wording"
_PEOPLE = r"(?:people|persons?|women|girls|youth|kids|members|survivors|famil(?:y|ies)|communit(?:y|ies)|groups?|they)"
# CARE, principle E1 ("data should not stigmatise or portray in terms of deficit", gida-global.org/care).
_RULES: tuple[tuple[str, str, str], ...] = (
    (
        (
            rf"\b{_PEOPLE}\s+(?:\w+\s+){{0,2}}(?:lacks?|lacking|fails?|failed|struggles?|struggled|can\s*not cope|"
            r"do(?:es)? not (?:know how|understand|care|engage|value|want to work|trust))\b"
        ),
        "This says what people lack. Say what was not there for them, and who could give it.",
        "had no way to; was not offered; the service did not",
    ),
    (
        (
            r"\b(?:poor|low|weak|limited|bad)\s+(?:self[- ]esteem|judge?ment|choices|life skills|coping|parenting|"
            r"motivation|work ethic|literacy|boundaries|insight)\b"
        ),
        "This judges a person. Say what would help, and where it is missing.",
        "time to think; help with reading; a worker who stays",
    ),
    (
        (
            r"\b(?:at[- ]risk|high[- ]risk|hard[- ]to[- ]reach|hard[- ]to[- ]serve|vulnerable|needy|dependent|"
            r"dysfunctional|disadvantaged|underprivileged|damaged|hopeless|helpless|uneducated|unmotivated)\b"
        ),
        "This names people by a lack. Say what happens to them, or what a service should do.",
        "people whom services do not reach; people who are put at risk by",
    ),
    (
        (
            r"\b(?:cycle of (?:poverty|violence|abuse)|culture of (?:poverty|dependency|silence)|broken (?:community|"
            r"communities|home|homes|families|people)|problem (?:community|communities|area|areas|families))\b"
        ),
        "This makes a community the problem. Say what was done to it, or what it asks for.",
        "what the community asks for; what was taken from it",
    ),
    (
        r"\b(?:the|their|our|community(?:'s)?) (?:deficits?|dysfunction|failings?|shortcomings?|pathology)\b",
        "This speaks of people as a lack. Say what they are able to do, and what should change.",
        "what stands in the way",
    ),
)
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), reason, suggest) for pattern, reason, suggest in _RULES)


def check(text: str, where: str) -> Iterator[Finding]:
    """Give each piece of a summary that speaks of people as a lack, with what to say instead. It stops nothing."""
    for pattern, reason, suggest in _PATTERNS:
        for match in pattern.finditer(text):
            yield Finding(where, RULE, Severity.WARN, match[0], reason, suggest)
