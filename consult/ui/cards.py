"""A card sheet goes from its door to the printer by one link that works once, in the languages its taker chose."""

from collections.abc import Mapping

import streamlit as st

from consult import cards
from consult.house import present
from consult.opening import Sheet
from consult.ui import guard, say
from consult.wording.catalogue_of_members import said


def choose(places: Mapping[str, str], key: str) -> dict[str, str]:
    """Ask in which of a part's languages its cards are printed: all of them on each card, unless said otherwise."""
    if len(places) == 1:
        return dict(places)
    names = {language: said("language.name", language) for language in places}
    every = f"{' and '.join(names.values())}, on each card"
    only = {f"{name} only": language for language, name in names.items()}
    picked = st.radio("The cards are in", [every, *only], key=f"cards-in-{key}")
    say.plain(
        "Cards in more than one language come 3 on a page, others 4. Whatever is printed, a card opens each language."
    )
    return {only[picked]: places[only[picked]]} if picked in only else dict(places)


def hand_over(made: Sheet, places: Mapping[str, str]) -> None:
    """Hold the sheet for this sign-in, ten minutes at most, and show the link that prints it once."""
    address = present().settings.site_address
    cards.handover.hold(
        guard.token(), cards.CardSheet(made.codes, address, made.amount_cents, made.closes_on, dict(places))
    )
    say.note("The cards open in a new tab, once. Print them there. Do not save them.")
    say.new_tab("Print the cards", "/cards")
