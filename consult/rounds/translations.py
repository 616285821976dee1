"""What staff wrote, in each other language of a round: theirs, or ours where the text is ours, no machine's."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from consult.errors import BadText
from consult.rounds import facts, questions
from consult.rounds.tables import Advisory, Part, Round
from consult.wording.catalogue_of_members import ENGLISH, in_language, languages
from consult.wording.filling import places
from consult.wording.signs import paragraphs

LONGEST = 4000
# By key: the English that was translated, then the translation. Where the English has changed, it is asked for again.
Words = Mapping[str, Sequence[str]]
_Row = TypeVar("_Row", Round, Part, Advisory)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One text of staff that members read: its key, what it is in words for staff, and its English."""

    key: str
    label: str
    english: str
    long: bool = False


def wanted(round_: Round, language: str) -> tuple[Wanted, ...]:
    """Give the texts of the common part that no shipped translation covers, in the order they are written."""
    return tuple(one for one in _of_round(round_) if _asks(one, language))


def wanted_of_part(part: Part, advisory: Advisory, language: str) -> tuple[Wanted, ...]:
    """Give the texts of one advisory's part that no shipped translation covers."""
    return tuple(one for one in _of_part(part, advisory) if _asks(one, language))


def given(one: Wanted, language: str, words: Words) -> str:
    """Give a text in a language, empty where it is missing or was written for another English."""
    if not any(sign.isalpha() for sign in one.english) or one.english == questions.THEMES:
        return one.english
    if shipped := in_language(one.english, language):
        return shipped
    kept = words.get(one.key)
    fits = kept is not None and kept[0] == one.english and _has_as_many_themes(one, kept[1])
    return kept[1] if kept is not None and fits else ""


def missing(round_: Round, part: Part, advisory: Advisory, language: str) -> tuple[str, ...]:
    """Name in words what has no words in this language yet, and each place in those words that no fact fills."""
    used = _used(round_, part)
    of_round = [
        one for one in wanted(round_, language) if one.key in used and not given(one, language, _kept(round_, language))
    ]
    of_part = [
        one for one in wanted_of_part(part, advisory, language) if not given(one, language, _kept(part, language))
    ]
    if lacking := (*of_round, *of_part):
        return tuple(one.label for one in lacking)
    there, its_part, _ = spoken(round_, part, advisory, language)
    texts = (there.title, there.brief, its_part.intro, its_part.benefit, its_part.agreement)
    asked = questions.texts((*there.questions, *its_part.add_on))
    strange = places((*texts, *asked)) - facts.DERIVED - facts.COLUMNS - there.facts.keys()
    return tuple(f"a fact for {{{name}}}" for name in sorted(strange))


def spoken(round_: Round, part: Part, advisory: Advisory, language: str) -> tuple[Round, Part, Advisory]:
    """Give round, part and advisory as they would be, had staff written in this language. No row is changed."""
    common = {one.key: given(one, language, _kept(round_, language)) for one in _of_round(round_)}
    own = {one.key: given(one, language, _kept(part, language)) for one in _of_part(part, advisory)}
    there = _copy(
        round_,
        {
            **{name: common.get(name, "") for name in ("title", "topic", "decider", "brief")},
            "language": language,
            "facts": {name: common.get(f"facts.{name}", text) for name, text in round_.facts.items()},
            "questions": [_asked(one, common) for one in round_.questions],
        },
    )
    texts = {name: own.get(name, "") for name in ("intro", "benefit", "agreement")}
    its_part = _copy(part, {**texts, "add_on": [_asked(one, own) for one in part.add_on]})
    return there, its_part, _copy(advisory, {"name": own["advisory"]})


def kept(row: Round | Part, wants: Sequence[Wanted], language: str, typed: Mapping[str, str]) -> dict[str, Any]:
    """Give `other_words` with what was typed for these texts put in; what is there for others stays."""
    words = dict(_kept(row, language))
    for one in wants:
        text = paragraphs(typed.get(one.key, ""), f"{one.label} in the other language", LONGEST)
        if text:
            words[one.key] = [one.english, text]
        else:
            words.pop(one.key, None)
    return {**row.other_words, language: words}


def known(listed: Sequence[str]) -> list[str]:
    """Give the languages a round may offer beside English. BadText for one that does not ship."""
    if not set(listed) <= set(languages()) - {ENGLISH}:
        raise BadText("There is no catalogue in this language yet.")
    return sorted(set(listed))


def _used(round_: Round, part: Part) -> frozenset[str]:
    """Give the keys of the common texts that this part shows: a fact that no text names is not asked for."""
    texts = (round_.title, round_.brief, part.intro, part.benefit, part.agreement)
    named = places((*texts, *questions.texts((*round_.questions, *part.add_on))))
    named |= {name for name, field in facts.fields().items() if field.always}
    idle = round_.facts.keys() - named
    return frozenset(one.key for one in _of_round(round_)) - {f"facts.{name}" for name in idle}


def _of_round(round_: Round) -> Iterator[Wanted]:
    yield Wanted("title", "the title", round_.title)
    for name in ("topic", "decider"):
        yield Wanted(name, facts.label(name), getattr(round_, name))
    for name, text in round_.facts.items():
        field = facts.fields().get(name)
        yield Wanted(f"facts.{name}", facts.label(name), text, long=bool(field and field.long))
    yield Wanted("brief", "the brief", round_.brief, long=True)
    for number, one in enumerate(round_.questions, 1):
        yield from _of_question(one, f"question {number}")


def _of_part(part: Part, advisory: Advisory) -> Iterator[Wanted]:
    yield Wanted("advisory", "the name of the advisory", advisory.name)
    yield Wanted("intro", "the opening for this advisory", part.intro, long=True)
    yield Wanted("benefit", "what good may come", part.benefit, long=True)
    yield Wanted("agreement", "what the stewards agreed to", part.agreement, long=True)
    for number, one in enumerate(part.add_on, 1):
        yield from _of_question(one, f"its own question {number}")


def _of_question(one: questions.Written, label: str) -> Iterator[Wanted]:
    yield Wanted(f"{one['key']}.text", label, one["text"])
    yield Wanted(f"{one['key']}.help", f"the hint of {label}", one["help"])
    yield Wanted(f"{one['key']}.note", f"the note before {label}", one.get("note", ""))
    for at, option in enumerate(one["options"]):
        yield Wanted(f"{one['key']}.{at}", f"option {at + 1} of {label}", option)


def _asks(one: Wanted, language: str) -> bool:
    has_words = any(sign.isalpha() for sign in one.english) and one.english != questions.THEMES
    return has_words and in_language(one.english, language) is None


def _asked(one: questions.Written, there: Mapping[str, str]) -> questions.Written:
    def _in_words(part: str, english: str) -> str:
        return there.get(f"{one['key']}.{part}") or english

    return {
        **one,
        **{part: _in_words(part, one.get(part, "")) for part in ("text", "help", "note")},
        "options": [_in_words(str(at), option) for at, option in enumerate(one["options"])],
    }


def _has_as_many_themes(one: Wanted, text: str) -> bool:
    """Answers are counted by their place in the list, so a list of themes has one length in every language."""
    if one.key != "facts.themes":
        return True
    return len(facts.themes({"themes": one.english})) == len(facts.themes({"themes": text}))


def _kept(row: Round | Part, language: str) -> Words:
    words: Words = row.other_words.get(language, {})
    return words


def _copy(row: _Row, changed: Mapping[str, Any]) -> _Row:
    return type(row)(**{**{name: getattr(row, name) for name in type(row).model_fields}, **changed})
