"""Her place is kept only when she asks, under six words that only she has."""

from consult.house import House
from consult.ui import say
from consult.ui.member import code, doors, frame, shared, taps, ways
from consult.ui.member.texts import text
from consult.ui.member.walk import Step, Walk


def offer(house: House, walk: Walk) -> None:
    """Offer six words before question 1, or from the break page; yes and no are equal."""
    say.heading(text("keep.title"))
    say.plain(walk.text.sentences["keep_place"])
    say.subheading(text("keep.words"))
    say.pairs(walk.offered or "")
    say.quiet(text("keep.how"))
    taps.button("keep.yes", lambda walk: doors.keep(house, ways.take_offer(walk)), main=True)
    taps.button("keep.no", ways.decline_offer, main=True)


def come_back(house: House, _walk: Walk) -> None:
    """Ask for the six words of a kept place."""
    say.heading(text("kept.title"))
    say.quiet(text("kept.hint"))
    code.ask(house, "kept", doors.come_back)
    taps.button("kept.fresh", lambda walk: ways.to(walk, Step.BRIEF))


def rest(house: House, walk: Walk) -> None:
    """Take a break, as long as she needs."""
    say.heading(text("break.title"))
    say.plain(walk.text.sentences["break"])
    shared.note()
    if walk.keeps_place:
        say.note(text("break.is_kept"))
    taps.button("break.go_on", ways.return_from_aside, main=True)
    with frame.side_by_side("break"):
        if not walk.changes:
            if not walk.keeps_place:
                taps.button("break.keep", doors.offer_place)
            taps.button("break.stop", lambda walk: doors.stop(house, walk))
