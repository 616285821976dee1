"""A card sheet goes from its door to the printer by one link that works once."""

from datetime import date

from consult import cards
from consult.house import present
from consult.ui import guard, say


def hand_over(codes: tuple[str, ...], amount_cents: int, closes_on: date) -> None:
    """Hold the sheet for this sign-in, ten minutes at most, and show the link that prints it once."""
    settings = present().settings
    sheet = cards.CardSheet(codes, settings.site_address, amount_cents, closes_on, settings.pay_places)
    cards.handover.hold(guard.token(), sheet)
    say.note("The cards open in a new tab, once. Print them there. Do not save them.")
    say.new_tab("Print the cards", "/cards")
