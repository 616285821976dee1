"""With private words she can take back or change what she sent, until the round closes; the words show it to no one."""

from consult.house import House
from consult.ui import say
from consult.ui.member import code, doors, taps, ways
from consult.ui.member.texts import text
from consult.ui.member.walk import Walk


def find(house: House, _walk: Walk) -> None:
    """Ask for private words."""
    say.heading(text("find.title"))
    say.quiet(text("find.hint"))
    code.ask(house, "find", doors.find)
    taps.button("find.card", ways.afresh)


def found(house: House, _walk: Walk) -> None:
    """Offer to take back or change what was sent; neither shows it."""
    say.heading(text("found.title"))
    say.plain(text("found.said"))
    say.plain(text("found.change_note"))
    taps.button("found.take_back", lambda walk: doors.take_back(house, walk), main=True)
    taps.button("found.change", lambda walk: ways.to_question(walk, 0), main=True)
    taps.button("found.leave", ways.afresh, main=True)
