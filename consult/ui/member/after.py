"""The pay code stays on the screen until she has it; then nothing of hers is left here."""

from consult.house import House
from consult.tokens import grouped
from consult.ui import say
from consult.ui.member import doors, money, outcomes, taps, ways
from consult.ui.member.texts import text
from consult.ui.member.walk import Ending, Walk

_LAST = {
    Ending.HAS_IT: ("end.title", "end.tear"),
    Ending.DECLINED: ("end.title", "end.declined"),
    Ending.STOPPED: ("end.title", "end.stopped"),
    Ending.TAKEN: ("end.taken_title", "end.taken"),
    Ending.CHANGED: ("end.changed_title", "end.changed"),
}


def pay(house: House, walk: Walk) -> None:
    """Show the pay code, where it can be used, and what happens next."""
    sent = walk.ending is Ending.SENT
    say.heading(text(_pay_title(walk)))
    if walk.pay:
        say.pairs(grouped(walk.pay))
    say.plain(walk.text.sentences["honorarium"] if walk.pay else text("pay.shown"))
    money.notes(walk.text)
    if not sent:
        say.plain(text("pay.stopped"))
    if walk.takes_back:
        say.note(text("pay.words"))
    if walk.pay:
        taps.button("pay.has_it", lambda walk: doors.have_it(house, walk), main=True)
        taps.button("pay.no_code", lambda walk: doors.decline_pay(house, walk), main=True)
        say.quiet(text("pay.no_code_note"))
    else:
        taps.button("pay.done", lambda walk: ways.ended(walk, Ending.HAS_IT if sent else Ending.STOPPED), main=True)
    if not sent:
        say.plain(text("pay.answer_note"))
        taps.button("pay.answer", ways.after_all)
    if sent:
        say.plain(walk.text.sentences["after"])
    _next()


def _pay_title(walk: Walk) -> str:
    if walk.ending is Ending.SENT:
        return "pay.title_sent" if walk.pay else "pay.title_sent_no_code"
    return "pay.title_stopped" if walk.pay else "pay.title_stopped_no_code"


def end(_house: House, walk: Walk) -> None:
    """Show the last page."""
    title, said = _LAST[walk.ending or Ending.HAS_IT]
    say.heading(text(title))
    say.plain(text(said))
    _next()
    outcomes.link()


def _next() -> None:
    say.subheading(text("next.title"))
    say.items(
        [
            text("next.reading"),
            text("next.themes"),
            text("next.decisions"),
            text("next.delete"),
        ]
    )


def paused(house: House, walk: Walk) -> None:
    """Say kindly that the round is paused, and show the way to the pay code."""
    say.heading(text("paused.title"))
    say.plain(walk.text.sentences["paused"])
    say.plain(text("paused.said"))
    taps.button("paused.again", lambda walk: walk, main=True)
    taps.button("paused.stop", lambda walk: doors.stop(house, walk), main=True)


def shut(_house: House, walk: Walk) -> None:
    """Say that card or words work no more, and what to do about the pay."""
    say.heading(text("shut.title_words" if walk.changes else "shut.title"))
    say.plain(text("shut.said_words" if walk.changes else "shut.said"))
    if not walk.changes:
        say.plain(text("shut.pay"))
    taps.button("shut.card", ways.afresh, main=True)
