"""Every page and state a member can meet, one after the other: `each(...)` stops at each for whoever looks."""

from collections.abc import Callable, Iterator
from pathlib import Path

from consult import opening
from consult.rounds import questions
from tests import factories
from tests.journeys import serving
from tests.journeys.conftest import HEAVY, MONDAY, Round
from tests.journeys.phone import Phone

POINTING = "call 902-555-0188 or write to kim@example.org about the shelter"
# One of each kind, each with what makes it hardest to lay out.
ASKED = (
    questions.written("q1", "open", "What should the drop-in help people do?", hint="A few words are enough."),
    questions.written(
        "q2",
        "multi",
        "What could get in the way?",
        options=("The hours", "ID or forms", "Fear of police", "Something else", "Not sure"),
        max_picks=2,
    ),
    questions.written(
        "q3", "choice", "When should it be open?", options=("Morning", "Evening", "Something else", "Not sure")
    ),
    questions.written("q4", "open", "What rules would push people away?", note=HEAVY),
)
# "No, leave" goes away at once; the page behind it is for a browser that can not.
STAYS = "document.getElementById('leave').click = () => {}"
TAP = Callable[[str], Phone]


def open_wide_round(folder: Path, seats: int = 30) -> Round:
    """Make a house, open a round with each kind of question in it, in English and French, and serve it."""
    factories.cheapen_hashes()
    site = serving.prepare(folder, MONDAY)
    part = factories.opened(site.house, listed=ASKED, seats=seats, french=True)
    site.serve()
    return Round(site, part, list(part.codes))


def each(of: Round, phone: Phone, tap: TAP | None = None) -> Iterator[str]:
    """
    Walk through all states of a visit and give the name of each while the phone shows it.

    `tap` presses a button by its words; without one a finger does.
    """
    tap = tap or phone.tap
    yield from _said_no(of, phone, tap)
    yield from _before(of, phone, tap)
    yield from _questions(phone, tap)
    words = yield from _check(phone, tap)
    yield from _after(phone, tap, words)
    yield from _changed(phone, tap, words)
    yield from _refused(of, phone, tap)


def _said_no(of: Round, phone: Phone, tap: TAP) -> Iterator[str]:
    phone.enter(of.card())
    tap("Continue")
    tap("Continue")
    phone.page.evaluate(STAYS)
    tap("No, leave")
    yield "gone"


def _before(of: Round, phone: Phone, tap: TAP) -> Iterator[str]:
    phone.open()
    yield "code"
    tap("Someone is helping me type")
    yield "helped"
    tap("We both say yes. Go on")
    phone.try_code("ABCD")
    yield "code refused"
    phone.try_code(of.card())
    yield "know"
    tap("I kept my place")
    yield "kept"
    phone.field("Your six words").fill("one two three")
    tap("Continue")
    yield "kept refused"
    tap("Start from the beginning")
    yield "brief"
    tap("See all the questions first")
    yield "list"
    tap("Go back")
    tap("Continue")
    yield "facts"
    tap("Read all of it")
    yield "full"
    tap("Yes, start")
    yield "keep"
    tap("I have written them down")


def _questions(phone: Phone, tap: TAP) -> Iterator[str]:
    yield "open"
    phone.write("soup and a ride home, " * 75)
    tap("Continue")
    yield "open refused"
    phone.write(phone.said(POINTING))
    tap("Take a break")
    yield "break"
    tap("Go on")
    tap("Continue")
    yield "several"
    phone.pick("The hours", "ID or forms", "Fear of police")
    tap("Continue")
    yield "several refused"
    phone.pick("Fear of police")
    tap("Continue")
    yield "one"
    tap("Skip")
    yield "note"
    tap("Continue")
    yield "open after note"
    phone.skip_to_check()


def _check(phone: Phone, tap: TAP) -> Iterator[str]:
    yield "check marked"
    tap("Yes, use my six words")
    words = phone.shown_code()
    yield "check words"
    tap("Send my answers")
    return words


def _after(phone: Phone, tap: TAP, words: str) -> Iterator[str]:
    yield "pay"
    tap("I have it")
    yield "end"
    phone.open()
    tap("Take back or change what I sent")
    yield "find"
    phone.field("Your private words").fill("one two three")
    tap("Continue")
    yield "find refused"
    phone.field("Your private words").fill(words)
    tap("Continue")
    yield "found"
    tap("Take it back")
    yield "taken back"


def _changed(phone: Phone, tap: TAP, words: str) -> Iterator[str]:
    phone.open()
    tap("Take back or change what I sent")
    phone.field("Your private words").fill(words)
    tap("Continue")
    tap("Change it")
    yield "open again"
    phone.write("soup at noon")
    tap("Continue")
    phone.skip_to_check()
    yield "check again"
    tap("Send these in place of the old ones")
    yield "changed"


def _refused(of: Round, phone: Phone, tap: TAP) -> Iterator[str]:
    phone.start(of.card())
    tap("Stop and be paid")
    yield "pay stopped"
    phone.start(of.card())
    house, steward = of.site.house, of.part.staff.steward
    opening.pause(house, steward, of.part.part_id)
    tap("Continue")
    yield "paused"
    opening.resume(house, steward, of.part.part_id)
    tap("Try again")
