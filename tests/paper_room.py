"""Typed paper forms on the way to a pile, for tests: what they say, and who types them in."""

from consult import paper_entry
from consult.paper_piles import Pile
from consult.papers import Paper
from consult.tokens import PrivateWords
from tests import factories
from tests.factories import Opened


def forms(part: Opened, many: int, mark: str = "paper") -> list[Paper]:
    """Give so many whole forms, each with words of its own."""
    return [factories.full_paper(part.script.questions, f"{mark} {number}") for number in range(many)]


def typed(part: Opened, many: int = 5, cards: int | None = None) -> tuple[PrivateWords, Pile]:
    """Begin a pile, type so many forms into it, and put the first cards of the sheet to it."""
    house, who = part.house, part.staff.facilitator
    words, pile = paper_entry.begin(house, who, part.part_id), Pile()
    for form in forms(part, many):
        pile = paper_entry.add_form(house, who, part.part_id, words, form)
    for code in part.codes[: many if cards is None else cards]:
        pile = paper_entry.add_card(house, who, part.part_id, words, code)
    return words, pile
