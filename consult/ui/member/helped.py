"""Someone helps her type: what that person promises, who it may not be, and that she can say no."""

from consult.house import House
from consult.ui import say
from consult.ui.member import frame, taps, ways
from consult.ui.member.texts import text
from consult.ui.member.walk import Walk


def show(_house: House, _walk: Walk) -> None:
    """Show what a helper promises, before any card is in; yes and no both lead back to the code."""
    say.heading(text("helped.title"))
    say.plain(text("helped.choose"))
    say.plain(text("helped.card"))
    say.subheading(text("helped.promise"))
    say.items(
        [
            text("helped.types"),
            text("helped.steers"),
            text("helped.keeps"),
            text("helped.tells"),
            text("helped.pay"),
            text("helped.stops"),
        ]
    )
    say.note(text("helped.law"))
    say.subheading(text("helped.not_title"))
    say.items(
        [
            text("helped.not_police"),
            text("helped.not_children"),
            text("helped.not_funder"),
            text("helped.not_decides"),
            text("helped.not_watches"),
        ]
    )
    say.plain(text("helped.again"))
    taps.button("helped.yes", ways.return_from_aside, main=True)
    taps.button("helped.no", ways.return_from_aside, main=True)
    frame.prints()
