"""Questions as staff write them, and as members meet them: facts filled in, the closing pair always last."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from consult.errors import BadText
from consult.rounds.facts import themes
from consult.rounds.scripts import Kind, Question
from consult.wording import lint
from consult.wording.catalogue import closing_pair
from consult.wording.filling import fill
from consult.wording.signs import one_line

MOST_QUESTIONS = 8
MOST_KEPT = 30
# A paper keeps a bit an option, 32 at most; more than this nobody reads on a phone.
MOST_OPTIONS = 20
LONGEST = {"text": 300, "help": 200, "note": 200, "option": 120}
PER_THEME = "choice_per_theme"
FROM_THEMES = "multi_from_themes"
THEMES = "{themes}"
Written = dict[str, Any]


def written(
    key: str,
    kind: str,
    text: str,
    hint: str = "",
    options: Iterable[str] = (),
    max_picks: int | None = None,
    note: str = "",
) -> Written:
    """
    Give one question as it is kept in a round. BadText names what can not be kept.

    `kind` is one of the five of the templates. Options are asked for, once each, where one is picked.
    """
    if kind not in lint.KINDS:
        raise BadText("A question is answered in words, by one choice or by several.")
    listed = [one_line(option, "An option", LONGEST["option"]) for option in options]
    listed = list(dict.fromkeys(option for option in listed if option)) if kind != "open" else []
    if kind != "open" and len(listed) < 2:  # noqa: PLR2004
        raise BadText("A question with choices needs two options or more.")
    if len(listed) > MOST_OPTIONS:
        raise BadText(f"A question has {MOST_OPTIONS} options at most.")
    picks = max_picks if kind in {"multi", FROM_THEMES} else None
    if picks is not None and not 1 <= picks <= len(listed) + (MOST_OPTIONS if THEMES in listed else 0):
        raise BadText("How many may be picked is a number from 1 to the number of options.")
    return {
        "key": key,
        "type": kind,
        "text": one_line(text, "The question", LONGEST["text"]),
        "help": one_line(hint, "The hint", LONGEST["help"]),
        "options": listed,
        "max_picks": picks,
        "note": one_line(note, "The note", LONGEST["note"]),
    }


def from_template(questions: Sequence[Mapping[str, Any]], prefix: str = "") -> list[Written]:
    """Give a template's questions as a round keeps them, under keys of their own."""
    return [
        written(
            f"{prefix}{asked['id']}",
            asked["type"],
            asked["text"],
            asked["help"],
            asked["options"],
            asked.get("max_picks"),
        )
        for asked in questions
    ]


def expanded(listed: Sequence[Written], facts: Mapping[str, str], language: str = "en") -> tuple[Question, ...]:
    """Give the questions in the order members meet them: one a theme where asked, the closing pair last."""
    asked = [question for one in listed for question in _expanded(one, facts)]
    closing = [question for one in from_template(closing_pair(language)) for question in _expanded(one, facts)]
    return (*asked, *closing)


def next_key(listed: Iterable[Written], prefix: str = "q") -> str:
    """Give a key that no question of the round has."""
    taken = {one["key"] for one in listed}
    return next(key for key in (f"{prefix}{n}" for n in range(1, 1000)) if key not in taken)


def texts(listed: Iterable[Written]) -> Iterator[str]:
    """Give every text of the questions, for the facts they wait for."""
    for one in listed:
        yield from (one["text"], one["help"], one.get("note", ""), *one["options"])
        if one["type"] in {PER_THEME, FROM_THEMES}:
            yield THEMES


def _expanded(one: Written, facts: Mapping[str, str]) -> Iterator[Question]:
    text, hint, note = (fill(one.get(name, ""), facts) for name in ("text", "help", "note"))
    options = tuple(_options(one, facts))
    if one["type"] == PER_THEME:
        for number, theme in enumerate(themes(facts), 1):
            before = note if number == 1 else ""
            yield Question(f"{one['key']}-{number}", Kind.CHOICE, f'{text} "{theme}"', hint, options, note=before)
        return
    kind = Kind.MULTI if one["type"] == FROM_THEMES else Kind(one["type"])
    yield Question(one["key"], kind, text, hint, options, one.get("max_picks"), note)


def _options(one: Written, facts: Mapping[str, str]) -> Iterator[str]:
    for option in one["options"]:
        if option == THEMES:
            yield from themes(facts)
        else:
            yield fill(option, facts)
