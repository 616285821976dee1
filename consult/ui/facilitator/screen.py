"""The screen for paper: print it, then type in what came back, one step a page."""

from collections.abc import Callable

from consult.actors import Actor
from consult.errors import BadText
from consult.ui import say
from consult.ui.facilitator import checking, one_form, pile, printing
from consult.ui.facilitator.sitting import At, Sitting, here
from consult.ui.member import frame

STEPS: dict[At, Callable[[Actor, Sitting], None]] = {
    At.PARTS: printing.show,
    At.WORDS: pile.words,
    At.PILE: pile.show,
    At.FORM: one_form.show,
    At.CHECK: checking.show,
}
LINE = {
    "lost": "The line is lost. What you typed is still here. It comes back by itself.",
    "back": "The line was lost, and it is back. What you typed is still here.",
    "again": "The line was lost and this page started again. Your pile waits under its six words.",
    "wait": "One moment.",
}


def show(actor: Actor) -> None:
    """Show the step where this sitting stands."""
    sitting = here().sitting
    frame.arrive(f"paper.{sitting.at}.{sitting.refusals}", sitting.turn, LINE)
    if sitting.refusal:
        say.refusal(BadText(sitting.refusal))
    if sitting.done:
        say.done(sitting.done)
    STEPS[sitting.at](actor, sitting)
