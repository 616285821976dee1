"""Wording in a theme that speaks of people as a lack is pointed out, with what to say instead."""

from consult.ui import say
from consult.wording import deficits
from consult.words import codebook
from consult.words.tables import Theme


def show(theme: Theme) -> None:
    """Show each piece with its reason and a suggestion; nothing where there is none."""
    whole, _ = codebook.marks(theme)
    marked = list(deficits.check(whole, theme.title))
    if marked:
        say.quiet("Wording to look at again. It stops nothing:")
    for found in marked:
        say.reason(found.found, f"{found.reason} For example: {found.suggest}.")
