"""What a round has to say about itself before anyone is asked to agree to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from consult.wording.catalogue import read
from consult.wording.signs import one_line, paragraphs

# Facts that are columns of a round, with a field of their own.
COLUMNS = frozenset({"topic", "decider"})
# Facts worked out from columns and dates; nobody types them.
DERIVED = frozenset(
    {
        "advisory",
        "amount",
        "closes",
        "decide_by",
        "decisions_by",
        "delete_by",
        "latest",
        "max_readers",
        "minutes",
        "n",
        "response_by",
        "themes_by",
    }
)
MOST_THEMES = 8


@dataclass(frozen=True, slots=True)
class Field:
    """
    A fact that staff type: its name in the texts, what staff are asked, and how long it may be.

    `always` ones are needed by every round, the others by the templates that name them. `is_name` ones are
    not counted in reading grades; `long` ones may have several lines.
    """

    name: str
    label: str
    hint: str = ""
    most: int = 200
    always: bool = False
    is_name: bool = False
    long: bool = False


@cache
def fields() -> dict[str, Field]:
    """Give every fact that can be typed, by name, in the order staff are asked."""
    return {listed["name"]: Field(**listed) for listed in read("facts")}


def label(name: str) -> str:
    """Say in words what a fact is; one that nobody ships a label for is shown by its name."""
    known = fields().get(name)
    return known.label if known else name.replace("_", " ")


def asked_for(places: Iterable[str]) -> tuple[Field, ...]:
    """Give the fields of a round whose texts wait for these facts, in the order staff are asked."""
    waiting = frozenset(places)
    known = tuple(field for field in fields().values() if field.always or field.name in waiting)
    strange = sorted(waiting - DERIVED - fields().keys())
    return known + tuple(Field(name, label(name)) for name in strange)


def kept(typed: Mapping[str, str]) -> dict[str, str]:
    """Give typed facts as they are kept. BadText names the first that is too long."""
    return {name: _kept(name, text) for name, text in typed.items()}


def themes(facts: Mapping[str, str]) -> tuple[str, ...]:
    """Give the themes, typed one a line, without bullets and blank lines."""
    lines = (line.strip().lstrip("-*•").strip() for line in facts.get("themes", "").splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def _kept(name: str, text: str) -> str:
    field = fields().get(name) or Field(name, label(name))
    return paragraphs(text, field.label, field.most) if field.long else one_line(text, field.label, field.most)
