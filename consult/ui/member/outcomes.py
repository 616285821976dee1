"""What came of earlier rounds is one tap away, with or without a card, whether or not a round is open."""

from consult.ui import say
from consult.ui.member.texts import text

ADDRESS = "/outcomes"


def link() -> None:
    """Show the link to the public page of outcomes: always the same one."""
    say.link(text("outcomes.link"), ADDRESS)
