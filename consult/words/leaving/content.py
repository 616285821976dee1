"""What a release says, made once from the codebook and the gate, and stored as it will be read for ever."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consult.clock import in_words
from consult.ids import ThemeId
from consult.rounds.scripts import Kind, Question, Script
from consult.words import fresh
from consult.words.leaving import choices, gate, tallies
from consult.words.leaving.choices import Chosen
from consult.words.leaving.gate import Printed
from consult.words.leaving.tallies import Amount, Withheld, Word, Worded
from consult.words.tables import Answer, Theme, ThemeKind

NOT_FOR = "Not for decisions about any one person."
ONE_ADVISORY = "one advisory"
SEVERAL_ADVISORIES = "several advisories together"
# Even a word beside an earlier number tells how many moved ("some", 8 to 13, after 12: at most 4). This one does not.
NOT_SAID_AGAIN = Worded(Word.A_FEW, 1, None)
SIZES_STAND = (
    "Themes changed after an earlier release. How many people spoke of each is not said again, so that nobody can "
    "work out a small number."
)
_STAYS = ("number", "released", "heading", "title", "limits", "opened", "closed", "decider", "decisions_by")


@dataclass(frozen=True, slots=True)
class Backed:
    """A theme, how many people are surely behind it, and its cleared quotes."""

    theme: Theme
    people: int
    quotes: tuple[str, ...]


Sizes = frozenset[tuple[ThemeId | None, int | None, int | None]]
"""What a release tells of its themes' sizes: which theme, at least so many, at most so many; None is not known."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands around the themes: whose numbers, who may be missing, and what was printed before."""

    part: str
    of: str
    by: tuple[str, ...]
    missing: str
    people: int
    k: int
    earlier: tuple[dict[str, Any], ...] = ()
    sizes: tuple[Sizes, ...] = ()


def build(script: Script, backed: Sequence[Backed], answers: Sequence[Answer], facts: Facts) -> dict[str, Any]:
    """
    Give the whole content of a release as plain values, every amount already through the gate.

    Themes stand by their word, then by title: an order by number would tell more than the words do.
    """
    words = tallies.scale(facts.people, facts.k)
    ordered = in_order(backed, facts)
    return {
        "heading": fresh.HEADING,
        "title": script.title,
        "topic": script.topic,
        "of": facts.of,
        "by": list(facts.by),
        "people": tallies.people_range(facts.people).text,
        "opened": in_words(script.opens_on),
        "closed": in_words(script.closes_on),
        "decider": script.decider,
        "decisions_by": in_words(script.decisions_by),
        "missing": facts.missing,
        "limits": NOT_FOR,
        "sentence": _sentence(ordered, len(words), facts),
        "words": tallies.meanings(amount for amount, _ in ordered),
        "themes": [_theme(place, amount, one) for place, (amount, one) in enumerate(ordered, start=1)],
        "other": sorted((o.theme.text for o in backed if o.theme.kind == ThemeKind.OTHER), key=str.casefold),
        "questions": [
            choices.table(facts.part, chosen, facts.people, facts.k, told_before(chosen.key, facts)).frozen()
            for chosen in chosen_in(script.questions, answers)
        ],
    }


def in_order(backed: Sequence[Backed], facts: Facts) -> list[tuple[Amount, Backed]]:
    """
    Give the themes as they are numbered, from 1, each with what is printed of its size.

    Where any theme is new, gone or of another size than in an earlier release, no size is said of any: the
    difference of two releases would be the number of the few who stand in between.
    """
    sized = _as_if_first(backed, facts)
    if is_changed(backed, facts):
        sized = [(NOT_SAID_AGAIN, one) for _, one in sized]
    return sorted(sized, key=lambda it: (-_rank(it[0]), it[1].theme.title.casefold()))


def is_changed(backed: Sequence[Backed], facts: Facts) -> bool:
    """Say whether themes or sizes are others than any earlier release of this part told, withdrawn ones included."""
    now = frozenset((one.theme.id, *amount.limits) for amount, one in _as_if_first(backed, facts))
    return any(before != now for before in facts.sizes)


def chosen_in(questions: Iterable[Question], answers: Sequence[Answer]) -> list[Chosen]:
    """Give the counts of each choice question. Rows are answers, not people: nothing puts two of them together."""
    found = []
    for question in questions:
        if question.kind is not Kind.OPEN:
            picks = [answer.option for answer in answers if answer.question == question.key]
            counts = tuple(picks.count(place) for place in range(len(question.options)))
            found.append(
                Chosen(question.key, question.text, question.kind, question.options, counts, question.max_picks)
            )
    return found


def told_before(key: str, facts: Facts) -> list[Printed]:
    """Give what earlier releases of this part printed about one question."""
    return [
        said
        for earlier in facts.earlier
        for table in earlier["questions"]
        if table["key"] == key
        for said in choices.printed(facts.part, table)
    ]


def sizes(content: Mapping[str, Any], carried: Mapping[int, ThemeId]) -> Sizes:
    """Give what a stored release told of its themes' sizes; of a withdrawn theme that is not known any more."""
    return frozenset((carried.get(one["number"]), one.get("low"), one.get("high")) for one in content["themes"])


def standing(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give the themes of a release that were not withdrawn."""
    return [theme for theme in content["themes"] if "withdrawn" not in theme]


def without(content: dict[str, Any], number: int, day: str) -> dict[str, Any]:
    """Give a release whose theme of this number was withdrawn: `{"number": 2, "withdrawn": day}` is all that stays."""
    gone = next(theme for theme in content["themes"] if theme["number"] == number)
    left = [{"number": number, "withdrawn": day} if theme is gone else theme for theme in content["themes"]]
    names_it = gone["title"] in content["sentence"]
    return {**content, "themes": left, "sentence": "" if names_it else content["sentence"]}


def emptied(content: dict[str, Any], day: str) -> dict[str, Any]:
    """
    Give a release that was withdrawn as a whole: its number, title and dates, and `"withdrawn": day`.

    Each of its themes stays as a number that was withdrawn, so that whoever cites one finds that out.
    """
    left = [{"number": theme["number"], "withdrawn": theme.get("withdrawn", day)} for theme in content["themes"]]
    nothing: dict[str, Any] = {"of": ONE_ADVISORY, "by": [], "people": "", "missing": "", "sentence": "", "topic": ""}
    kept = {name: content[name] for name in _STAYS if name in content}
    return {**kept, **nothing, "words": [], "other": [], "questions": [], "themes": left, "withdrawn": day}


def limits_of(table: dict[str, Any]) -> dict[str, Any]:
    """Give what a printed table told of its numbers, without a word of it: what the gate has to remember."""
    limits = [{"low": row["low"], "high": row["high"]} for row in table["rows"]]
    total = table["total"]
    told = {"low": total["low"], "high": total["high"]} if total else None
    return {
        "key": table["key"],
        "excludes": table["excludes"],
        "max_picks": table.get("max_picks"),
        "rows": limits,
        "total": told,
    }


def canonical(content: dict[str, Any]) -> str:
    """Write the one form in which content is stored: keys sorted, no spaces."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def exposed_themes(content: dict[str, Any], people: int, k: int) -> list[gate.Exposed]:
    """Give the themes whose printed amount gives a small number away, or says that everyone spoke of it."""
    told = [Printed((("theme", theme["number"]),), theme["low"], theme["high"]) for theme in content["themes"]]
    return gate.exposed(told, people, k)


def _as_if_first(backed: Sequence[Backed], facts: Facts) -> list[tuple[Amount, Backed]]:
    themes = [one for one in backed if one.theme.kind == ThemeKind.THEME]
    return [(choices.number_or_word(one.people, facts.people, facts.k), one) for one in themes]


def _rank(amount: Amount) -> int:
    return 0 if isinstance(amount, Withheld) else amount.limits[0]


def _theme(place: int, amount: Amount, one: Backed) -> dict[str, Any]:
    return {
        "number": place,
        "title": one.theme.title,
        "said_by": tallies.sized(amount),
        "story": one.theme.text,
        "views_differ": one.theme.views_differ,
        "quotes": list(one.quotes),
        **tallies.frozen(amount),
    }


def _sentence(ordered: Sequence[tuple[Amount, Backed]], words: int, facts: Facts) -> str:
    if words == 1:
        return "So few people took part that no theme can be said to be larger than another."
    if is_changed([one for _, one in ordered], facts):
        return SIZES_STAND
    return tallies.sentence([(one.theme.title, amount) for amount, one in ordered], ("spoke of", "spoken of"))
