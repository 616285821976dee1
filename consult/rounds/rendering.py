"""From what staff wrote to what members see: every fact in its place, or no text at all."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from consult.dollars import in_dollars
from consult.errors import Refused
from consult.rounds import facts as typed
from consult.rounds import questions, translations, youth
from consult.rounds.dates import NAMES
from consult.rounds.scripts import Script
from consult.rounds.tables import Advisory, AdvisoryKind, Part, Round
from consult.wording import days_and_money
from consult.wording.catalogue import promises, read
from consult.wording.catalogue_of_members import said, screens, sentences_of
from consult.wording.filling import fill, places
from consult.wording.supports import help_lines

MOST_READERS = 2
_FOR_CULTURAL = "C21"
_BENEFIT = "C14"
_WHAT_CAN_CHANGE = "C03"


class MissingFacts(Refused):
    """The texts wait for facts that nobody has given; `names` are in words for staff."""

    def __init__(self, names: tuple[str, ...]) -> None:
        """List what is missing."""
        super().__init__(f"Still missing: {'; '.join(names)}.")
        self.names = names


def missing(round_: Round, part: Part, advisory: Advisory) -> tuple[str, ...]:
    """Name in words each fact that the texts of this part still wait for, in the order staff are asked."""
    known = _facts(round_, part, advisory)
    waiting = _places(round_, part)
    columns = (
        (round_.title, "a title"),
        (round_.level in promises(), "how much people can change (the level)"),
        (round_.brief, "the brief"),
        (round_.questions, "a question"),
        (round_.minutes > 0, "how many minutes it takes"),
        (round_.amount_cents is not None, "the amount"),
        (part.seats > 0, "how many seats this advisory has"),
        *((getattr(round_, name), words) for name, words in NAMES.items()),
    )
    asked = (field.label for field in typed.asked_for(waiting) if not known.get(field.name, "").strip())
    lacking = (*(words for given, words in columns if not given), *asked)
    return lacking or tuple(
        f"in {said('language.name', language)}: {words}"
        for language in round_.languages
        for words in translations.missing(round_, part, advisory, language)
    )


def places_of(round_: Round, part: Part | None = None) -> frozenset[str]:
    """Give the facts that what staff wrote in this round (and part) waits for."""
    own = (part.intro, part.benefit, part.agreement) if part else ()
    listed = (*round_.questions, *(part.add_on if part else ()))
    plan = youth.PLAN if youth.is_for_youth(round_) else frozenset()
    return places((round_.brief, round_.title, *own, *questions.texts(listed))) | plan


def render(round_: Round, part: Part, advisory: Advisory) -> Script:
    """Give the script of a part; it names the hash of each other language. MissingFacts lists what is not there yet."""
    lacking = missing(round_, part, advisory)
    if lacking:
        raise MissingFacts(lacking)
    others = in_other_languages(round_, part, advisory)
    hashes = {language: script.digest().hex() for language, script in others.items()}
    return replace(_script(round_, part, advisory), others=hashes)


def in_other_languages(round_: Round, part: Part, advisory: Advisory) -> dict[str, Script]:
    """Give the script in each language the round offers beside English, once `missing` has found nothing."""
    return {language: _script(*translations.spoken(round_, part, advisory, language)) for language in round_.languages}


def _script(round_: Round, part: Part, advisory: Advisory) -> Script:
    known = _facts(round_, part, advisory)
    spoken = round_.language
    return Script(
        language=round_.language,
        title=fill(round_.title, known),
        topic=round_.topic,
        advisory=advisory.name,
        level=round_.level,
        promise=promises(spoken)[round_.level],
        brief=brief(round_, part, advisory),
        minutes=round_.minutes,
        amount_cents=_given(round_.amount_cents),
        opens_on=_given(round_.opens_on),
        closes_on=_given(round_.closes_on),
        latest_close=_given(round_.latest_close),
        themes_by=_given(round_.themes_by),
        decisions_by=_given(round_.decisions_by),
        delete_by=_given(round_.delete_by),
        decider=round_.decider,
        questions=asked(round_, part, advisory),
        key_facts=fill(said("consent.key_facts", spoken), known),
        consent=_consent(round_, part, advisory),
        sentences=_filled(sentences_of("ui", spoken), known),
        help_lines=help_lines(language=spoken),
        seats=part.seats + part.spares,
        consent_version=read("member_text")["version"],
        screens=_filled(screens(spoken), known),
    )


def brief(round_: Round, part: Part, advisory: Advisory) -> str:
    """Give what members of this advisory read before they answer: her own opening, then the common brief."""
    known = _facts(round_, part, advisory)
    listed = {**known, "themes": "\n".join(f"- {theme}" for theme in typed.themes(round_.facts))}
    return "\n\n".join(fill(text, listed) for text in (part.intro, round_.brief) if text.strip())


def asked(round_: Round, part: Part, advisory: Advisory) -> tuple[Any, ...]:
    """Give the questions as members of this advisory meet them, the closing pair last."""
    return questions.expanded(listed(round_, part), _facts(round_, part, advisory, count=False), round_.language)


def listed(round_: Round, part: Part) -> list[questions.Written]:
    """Give the questions of a part as they are written: the common ones it asks, then its own."""
    common = [one for one in round_.questions if one["key"] not in part.left_out]
    return [*common, *part.add_on]


def _consent(round_: Round, part: Part, advisory: Advisory) -> tuple[tuple[str, str, str], ...]:
    known, spoken = _facts(round_, part, advisory), round_.language
    listed = [
        (ident, said(f"consent.{ident}.title", spoken), _said(ident, spoken, part, known))
        for ident in _elements()
        if ident != _FOR_CULTURAL or advisory.kind is AdvisoryKind.CULTURAL
    ]
    if part.agreement:
        after = next(at for at, one in enumerate(listed, 1) if one[0] == _WHAT_CAN_CHANGE)
        listed.insert(after, ("agreement", said("consent.agreement_title", spoken), fill(part.agreement, known)))
    return tuple(listed)


def _elements() -> tuple[str, ...]:
    """Give the ids of the elements of consent, in the order they are shown."""
    return tuple(one["id"] for one in read("member_text")["consent"])


def _filled(listed: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    return {key: fill(text, known) for key, text in listed.items()}


def _said(ident: str, spoken: str, part: Part, known: dict[str, str]) -> str:
    text = fill(said(f"consent.{ident}.text", spoken), known)
    return f"{text} {fill(part.benefit, known)}" if ident == _BENEFIT and part.benefit else text


def _places(round_: Round, part: Part) -> frozenset[str]:
    spoken = round_.language
    shipped = (*sentences_of("consent", spoken).values(), *sentences_of("ui", spoken).values())
    return places_of(round_, part) | places(shipped)


def _facts(round_: Round, part: Part, advisory: Advisory, *, count: bool = True) -> dict[str, str]:
    known = {
        **round_.facts,
        "topic": round_.topic,
        "decider": round_.decider,
        "advisory": advisory.name,
        "amount": days_and_money.dollars(round_.amount_cents or 0, round_.language),
        "minutes": str(round_.minutes),
        "max_readers": str(MOST_READERS),
        "closes": _day(round_, "closes_on", minute=True),
        "latest": _day(round_, "latest_close"),
        "themes_by": _day(round_, "themes_by"),
        "decisions_by": _day(round_, "decisions_by"),
        "decide_by": _day(round_, "decisions_by"),
        "response_by": _day(round_, "decisions_by"),
        "delete_by": _day(round_, "delete_by"),
    }
    if count:
        known["n"] = str(len(asked(round_, part, advisory)))
    return known


def dollars(cents: int) -> str:
    """Write an amount as members read it: "$25", or "$27.50"."""
    return in_dollars(cents).removesuffix(".00")


def _day(round_: Round, name: str, *, minute: bool = False) -> str:
    day: date | None = getattr(round_, name)
    return days_and_money.in_words(day, round_.language, minute=minute) if day else ""


def _given(value: Any) -> Any:
    if value is None:  # pragma: no cover - `missing` was asked before
        raise MissingFacts(("a date or an amount",))
    return value
