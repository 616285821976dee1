"""A round for a cultural advisory says who of the community was asked, and whether its own review body has to look."""

from collections.abc import Iterator

from consult.errors import BadText
from consult.rounds.tables import Advisory, AdvisoryKind, Part
from consult.wording.signs import one_line, paragraphs

MOST_NOTE = 600
MOST_REFERENCE = 80
NO, YES = "no", "yes"
# Research on collective Mi'kmaw knowledge, or touching treaty or Indigenous rights, is reviewed there (CULT-03).
QUESTION = (
    "Does this touch shared Mi'kmaw knowledge, or treaty or Indigenous rights, so that Mi'kmaw Ethics Watch reviews it?"
)


def note(text: str) -> str:
    """Give an engagement note as it is kept. BadText when it is too long."""
    return paragraphs(text, "Who was asked, and how", MOST_NOTE)


def answer(text: str) -> str:
    """Give the answer on Mi'kmaw Ethics Watch as it is kept: "", "no", "yes" or "yes: reference"."""
    said, _, reference = text.partition(":")
    if said not in {"", NO, YES}:
        raise BadText("Choose yes or no.")
    kept = one_line(reference, "The reference number", MOST_REFERENCE)
    return f"{said}: {kept}" if said == YES and kept else said


def problems(part: Part, advisory: Advisory) -> Iterator[str]:
    """Give a sentence for what a cultural advisory's part lacks (CULT-03, CULT-04, CULT-05); none for another."""
    if advisory.kind is AdvisoryKind.CULTURAL:
        if not part.engagement.strip():
            yield "Write who of this community was asked about this round, and how."
        if not part.benefit.strip():
            yield "Write what good may come of this for the community. Its members read it."
    if not advisory.asks_ethics_watch:
        return
    if not part.ethics_watch:
        yield "Say whether Mi'kmaw Ethics Watch has to review this."
    elif part.ethics_watch == YES:
        yield "Mi'kmaw Ethics Watch has to review this. Write the reference number of its review."


def in_words(part: Part, advisory: Advisory) -> list[str]:
    """Give what a steward reads of it before she approves."""
    said = [f"Who was asked, and how: {part.engagement}"] if part.engagement else []
    if advisory.asks_ethics_watch and part.ethics_watch:
        said.append(f"Mi'kmaw Ethics Watch: {part.ethics_watch}.")
    return said
