"""What came of earlier rounds is one tap away, with or without a card, whether or not a round is open."""

from consult.ui import say
from consult.ui.member.texts import language, text
from consult.wording.catalogue_of_members import ENGLISH

ADDRESS = "/outcomes"


def link() -> None:
    """Show the link to the public page of outcomes: always the same one, to the page in her language."""
    spoken = language()
    say.link(text("outcomes.link"), ADDRESS if spoken == ENGLISH else f"{ADDRESS}?language={spoken}")
