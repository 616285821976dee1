"""What stands between a text and its approval: rules no one can waive, and words a steward has to answer for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from consult.dollars import AMOUNTS_CENTS
from consult.rounds import community, dates, facts, questions, translations, youth
from consult.rounds.chances import FEW_SEATS
from consult.rounds.rendering import asked, brief, dollars, listed, missing
from consult.rounds.scripts import CLOSING_QUESTIONS
from consult.rounds.tables import Advisory, Part, Round
from consult.wording import language, lint, pointing, signs, titles
from consult.wording.catalogue import promises
from consult.wording.catalogue_of_members import said
from consult.wording.findings import Finding, Severity
from consult.wording.reading import HIGHEST_GRADE, read_grade
from consult.wording.reading_french import LEAST_EASE, ease

MOST_MINUTES = 25
LONGEST_BRIEF_WORDS = 300
FEWEST_SEATS = 5
MOST_SEATS = 500
MINUTES_AN_HOUR = 60
_FRENCH = "fr"


@dataclass(frozen=True, slots=True)
class Review:
    """
    Everything found in one part.

    `missing` and `problems` keep it from approval; a finding that blocks waits for the steward's reason;
    warnings are to be thought about.
    """

    missing: tuple[str, ...]
    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def blocks(self) -> tuple[Finding, ...]:
        """Give the findings that need a reason, or, where they are lasting, other words."""
        return tuple(found for found in self.findings if found.severity is Severity.BLOCK)

    @property
    def hard(self) -> tuple[str, ...]:
        """Give a sentence for everything no reason can lift."""
        lasting = (f"{found.where}: {found.reason} This can not be approved." for found in self.blocks if found.lasting)
        lacking = (f"Still missing: {name}." for name in self.missing)
        return (*lacking, *self.problems, *lasting)


def review(round_: Round, part: Part, advisory: Advisory, today: date, owed: tuple[str, ...] = ()) -> Review:
    """Check all of one part as it stands today; `owed` are sentences on answers that the decider still owes."""
    calendar = dates.Calendar.of(round_)
    late = bool(part.agreement.strip()) and calendar is not None and calendar.decisions_by < today
    of_dates = (
        dates.problems(calendar, today, round_.longest_copy_days, is_agreed_late=late) if calendar is not None else ()
    )
    return Review(
        missing=missing(round_, part, advisory),
        problems=(
            *of_dates,
            *_of_size(round_, part),
            *_of_brief(round_, part, advisory),
            *_of_french(round_, part, advisory),
            *_of_pay(round_),
            *_of_youth(round_, part, advisory),
            *community.problems(part, advisory),
            *owed,
        ),
        warnings=dates.warnings(calendar) if calendar is not None else (),
        findings=tuple(findings(round_, part, advisory)),
    )


def findings(round_: Round, part: Part, advisory: Advisory) -> Iterator[Finding]:
    """Read every text that staff wrote; catalogue sentences are checked by the tests."""
    yield from titles.check(round_.title, "Title")
    for where, text in _texts(round_, part):
        yield from language.check(text, where)
        yield from signs.check(text, where)
    for where, text in _typed_elsewhere(round_, part):
        yield from signs.check(text, where)
    names = names_in(round_)
    for where, text in _own_words(round_, part):
        yield from pointing.check(text, where, names)
    for number, question in enumerate(asked(round_, part, advisory)[:-CLOSING_QUESTIONS], 1):
        yield from lint.check(
            question.text,
            f"Question {number}",
            kind=question.kind,
            hint=question.hint,
            options=question.options,
            note=question.note,
            names=names,
        )


def names_in(round_: Round) -> tuple[str, ...]:
    """Give the facts that are names (of a program, a place, a job): they are not counted in grades."""
    known = {**round_.facts, "decider": round_.decider}
    return tuple(known[name] for name, field in facts.fields().items() if field.is_name and known.get(name))


def _texts(round_: Round, part: Part) -> Iterator[tuple[str, str]]:
    yield from (("Title", round_.title), ("Brief", round_.brief))
    yield from ((facts.label("topic"), round_.topic), (facts.label("decider"), round_.decider))
    yield from ((facts.label(name), text) for name, text in round_.facts.items())
    yield from (("Opening for this advisory", part.intro), ("What good may come", part.benefit))
    yield from (("What the stewards agreed to", part.agreement),)
    for number, one in enumerate(listed(round_, part), 1):
        yield f"Question {number}", "\n".join((one["text"], one["help"], one.get("note", ""), *one["options"]))


def _own_words(round_: Round, part: Part) -> Iterator[tuple[str, str]]:
    """Give the texts in which a name or a number is a slip; facts such as a contact are meant to hold one."""
    meant = {facts.label(name) for name in round_.facts} | {facts.label("decider")}
    yield from ((where, text) for where, text in _texts(round_, part) if where not in meant)


def _typed_elsewhere(round_: Round, part: Part) -> Iterator[tuple[str, str]]:
    for spoken in round_.languages:
        for row in (round_, part):
            for english, text in row.other_words.get(spoken, {}).values():
                yield f"{said('language.name', spoken)} for: {english[:40]}", text


def _of_size(round_: Round, part: Part) -> Iterator[str]:
    count = len(listed(round_, part))
    if count > questions.MOST_QUESTIONS:
        yield f"There are {count} questions. {questions.MOST_QUESTIONS} at most, and the closing pair."
    if round_.minutes > MOST_MINUTES:
        yield f"It takes {round_.minutes} minutes. {MOST_MINUTES} at most."
    if len(facts.themes(round_.facts)) > facts.MOST_THEMES:
        yield f"There are {len(facts.themes(round_.facts))} themes. {facts.MOST_THEMES} at most."
    if round_.level and round_.level not in promises():
        yield "To inform is not a round. Choose what members can change."
    if 0 < part.seats < FEWEST_SEATS:
        yield f"A part has {FEWEST_SEATS} seats at least: with fewer, saying anything would say who."
    if part.seats + part.spares > MOST_SEATS:
        yield f"A part has {MOST_SEATS} seats at most, spares included."


def _of_brief(round_: Round, part: Part, advisory: Advisory) -> Iterator[str]:
    reading = read_grade(brief(round_, part, advisory), names_in(round_))
    if reading.words > LONGEST_BRIEF_WORDS:
        yield f"The brief has {reading.words} words. {LONGEST_BRIEF_WORDS} at most."
    if reading.grade > HIGHEST_GRADE:
        yield f"The brief reads at grade {reading.grade:g}, not {HIGHEST_GRADE:g} or lower. Use shorter words."


def _of_french(round_: Round, part: Part, advisory: Advisory) -> Iterator[str]:
    if _FRENCH not in round_.languages or missing(round_, part, advisory):
        return
    reading = ease(brief(*translations.spoken(round_, part, advisory, _FRENCH)))
    if reading < LEAST_EASE:
        yield f"The brief in French has a reading ease of {reading:g}, not {LEAST_EASE:g} or more. Use shorter words."


def _of_pay(round_: Round) -> Iterator[str]:
    cents = round_.amount_cents
    if cents is None:
        return
    if cents not in AMOUNTS_CENTS:
        yield f"Every round pays: the amount is one of {', '.join(dollars(amount) for amount in AMOUNTS_CENTS)}."
    elif cents * MINUTES_AN_HOUR < round_.floor_cents_hour * round_.minutes:
        yield f"{dollars(cents)} for {round_.minutes} minutes is less than a living wage."


def _of_youth(round_: Round, part: Part, advisory: Advisory) -> Iterator[str]:
    texts = (brief(round_, part, advisory), *(one.text for one in asked(round_, part, advisory)[:-CLOSING_QUESTIONS]))
    yield from youth.problems(round_, len(listed(round_, part)), texts, names_in(round_))


def needs_small_box_tick(part: Part) -> bool:
    """Say whether the steward has to agree to a box of its own with so few seats."""
    return 0 < part.seats < FEW_SEATS
