"""What the checks found, said beside the words it is about."""

from collections.abc import Iterable

from consult.rounds.checks import Review
from consult.ui import say
from consult.wording import language, signs
from consult.wording.findings import Finding, Severity
from consult.wording.reading import read_grade

WEIGHTS = {
    Severity.BLOCK: "Needs a steward's reason",
    Severity.WARN: "Look again",
    Severity.THINK: "Think about it",
}


def under(text: str, where: str, names: Iterable[str] = (), *, with_grade: bool = False) -> None:
    """Show what the language check finds in a text as it was typed, saved or not."""
    if not text.strip():
        return
    show([*language.check(text, where), *signs.check(text, where)], with_place=False)
    if with_grade:
        reading = read_grade(text, names)
        words = "1 word" if reading.words == 1 else f"{reading.words} words"
        say.quiet(f"Reads at grade {reading.grade:g}. {words}, longest sentence {reading.longest_sentence}.")


def show(findings: Iterable[Finding], *, with_place: bool = True) -> None:
    """Show findings, the heavy ones first."""
    order = list(WEIGHTS)
    for found in sorted(findings, key=lambda one: order.index(one.severity)):
        say.note(sentence(found, with_place=with_place))


def sentence(found: Finding, *, with_place: bool = True) -> str:
    """Say one finding in a few short sentences."""
    weight = "Can not be approved" if found.lasting else WEIGHTS[found.severity]
    place = f"{found.where}: " if with_place else ""
    words = f'"{found.found}". ' if found.found else ""
    better = f" Better: {found.suggest}." if found.suggest else ""
    return f"{weight}. {place}{words}{found.reason}{better}".replace("..", ".")


def review(reviewed: Review) -> None:
    """Show all that stands between a part and its approval."""
    if reviewed.missing:
        say.subheading("Still missing")
        say.items(reviewed.missing)
    if reviewed.problems:
        say.subheading("Has to change")
        say.items(reviewed.problems)
    if reviewed.findings or reviewed.warnings:
        say.subheading("Words to look at")
        for warning in reviewed.warnings:
            say.note(f"Look again. {warning}")
        show(reviewed.findings)
    if not (reviewed.missing or reviewed.problems or reviewed.findings or reviewed.warnings):
        say.plain("Nothing stands in the way.")
