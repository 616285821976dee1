"""From what staff wrote to what members see: every fact in its place, or no text at all."""

from datetime import date
from typing import Any

from consult.clock import in_words
from consult.dollars import in_dollars
from consult.errors import Refused
from consult.rounds import facts as typed
from consult.rounds import questions
from consult.rounds.dates import NAMES
from consult.rounds.scripts import Script
from consult.rounds.tables import Advisory, AdvisoryKind, Part, Round
from consult.wording.catalogue import promises, read
from consult.wording.catalogue_of_members import screens
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
    return (*(words for given, words in columns if not given), *asked)


def places_of(round_: Round, part: Part | None = None) -> frozenset[str]:
    """Give the facts that what staff wrote in this round (and part) waits for."""
    own = (part.intro, part.benefit, part.agreement) if part else ()
    listed = (*round_.questions, *(part.add_on if part else ()))
    return places((round_.brief, round_.title, *own, *questions.texts(listed)))


def render(round_: Round, part: Part, advisory: Advisory) -> Script:
    """Give the script of a part. MissingFacts lists what is not there yet."""
    lacking = missing(round_, part, advisory)
    if lacking:
        raise MissingFacts(lacking)
    known = _facts(round_, part, advisory)
    catalogue = read("member_text")
    return Script(
        language=round_.language,
        title=fill(round_.title, known),
        topic=round_.topic,
        advisory=advisory.name,
        level=round_.level,
        promise=promises()[round_.level],
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
        key_facts=fill(catalogue["key_facts"], known),
        consent=_consent(round_, part, advisory),
        sentences={said["key"]: fill(said["text"], known) for said in catalogue["ui"]},
        help_lines=help_lines(),
        seats=part.seats + part.spares,
        consent_version=catalogue["version"],
        screens={key: fill(said, known) for key, said in screens(round_.language).items()},
    )


def brief(round_: Round, part: Part, advisory: Advisory) -> str:
    """Give what members of this advisory read before they answer: her own opening, then the common brief."""
    known = _facts(round_, part, advisory)
    listed = {**known, "themes": "\n".join(f"- {theme}" for theme in typed.themes(round_.facts))}
    return "\n\n".join(fill(text, listed) for text in (part.intro, round_.brief) if text.strip())


def asked(round_: Round, part: Part, advisory: Advisory) -> tuple[Any, ...]:
    """Give the questions as members of this advisory meet them, the closing pair last."""
    return questions.expanded(listed(round_, part), _facts(round_, part, advisory, count=False))


def listed(round_: Round, part: Part) -> list[questions.Written]:
    """Give the questions of a part as they are written: the common ones it asks, then its own."""
    common = [one for one in round_.questions if one["key"] not in part.left_out]
    return [*common, *part.add_on]


def _consent(round_: Round, part: Part, advisory: Advisory) -> tuple[tuple[str, str, str], ...]:
    known = _facts(round_, part, advisory)
    catalogue = read("member_text")
    said = [
        (one["id"], one["title"].split(" (shown")[0], _said(one, part, known))
        for one in catalogue["consent"]
        if one["id"] != _FOR_CULTURAL or advisory.kind is AdvisoryKind.CULTURAL
    ]
    if part.agreement:
        after = next(at for at, one in enumerate(said, 1) if one[0] == _WHAT_CAN_CHANGE)
        said.insert(after, ("agreement", catalogue["agreement_title"], fill(part.agreement, known)))
    return tuple(said)


def _said(one: dict[str, str], part: Part, known: dict[str, str]) -> str:
    text = fill(one["text"], known)
    return f"{text} {fill(part.benefit, known)}" if one["id"] == _BENEFIT and part.benefit else text


def _places(round_: Round, part: Part) -> frozenset[str]:
    catalogue = read("member_text")
    shipped = (*(one["text"] for one in (*catalogue["consent"], *catalogue["ui"])), catalogue["key_facts"])
    return places_of(round_, part) | places(shipped)


def _facts(round_: Round, part: Part, advisory: Advisory, *, count: bool = True) -> dict[str, str]:
    known = {
        **round_.facts,
        "topic": round_.topic,
        "decider": round_.decider,
        "advisory": advisory.name,
        "amount": dollars(round_.amount_cents or 0),
        "minutes": str(round_.minutes),
        "max_readers": str(MOST_READERS),
        "closes": _day(round_.closes_on, minute=True),
        "latest": _day(round_.latest_close),
        "themes_by": _day(round_.themes_by),
        "decisions_by": _day(round_.decisions_by),
        "decide_by": _day(round_.decisions_by),
        "response_by": _day(round_.decisions_by),
        "delete_by": _day(round_.delete_by),
    }
    if count:
        known["n"] = str(len(asked(round_, part, advisory)))
    return known


def dollars(cents: int) -> str:
    """Write an amount as members read it: "$25", or "$27.50"."""
    return in_dollars(cents).removesuffix(".00")


def _day(day: date | None, *, minute: bool = False) -> str:
    return in_words(day, minute=minute) if day else ""


def _given(value: Any) -> Any:
    if value is None:  # pragma: no cover - `missing` was asked before
        raise MissingFacts(("a date or an amount",))
    return value
