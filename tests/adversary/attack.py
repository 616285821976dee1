"""The attacker: takes folders of bytes, tries every signal, and is scored by what only the test knows."""

from collections.abc import Callable, Sequence

from tests.adversary import bounds, folders, guessing, signals
from tests.adversary.bounds import Tallies
from tests.adversary.folders import Play
from tests.adversary.signals import Signals


def after_the_count(plays: Sequence[Play]) -> Tallies:
    """Find who gave which answer, and which answers are one person's, from everything that is left."""
    tallies: Tallies = {}
    for play in plays:
        said = folders.answers(play.today)
        people, answers = signals.of_people(play), signals.of_answers(play, said)
        guessing.who_said_what(people, answers, said, play.truth, tallies)
        guessing.side_by_side(answers, said, play.truth, tallies)
    return tallies


def before_the_close(plays: Sequence[Play]) -> Tallies:
    """Find who will turn out to have said what, and who stopped, from sealed bytes and from who came when."""
    tallies: Tallies = {}
    for play in plays:
        people = signals.of_people(play)
        said = play.truth.as_heap()
        guessing.who_said_what(people, signals.of_content(said), said, play.truth, tallies)
        guessing.who_was_silent(people, play.truth, tallies)
    return tallies


def by_what_they_hold(plays: Sequence[Play], hold: Callable[[Play], Signals]) -> Tallies:
    """Find who said what from things an adversary holds of each person, beside all that is left of the answers."""
    tallies: Tallies = {}
    for play in plays:
        said = folders.answers(play.today)
        guessing.who_said_what(hold(play), signals.of_answers(play, said), said, play.truth, tallies)
    return tallies


def confirmed(first: Tallies, again: Tallies) -> dict[str, str]:
    """
    Give the signals that beat luck in two sets of plays that share nothing, with their figures.

    Each alone passes its 99.9 % bound once in 1,000 by luck; with hundreds of signals one often does. The
    same one in both sets happens once in a million.
    """
    twice = bounds.beyond(first).keys() & bounds.beyond(again).keys()
    return {name: f"{again[name].share:.0%} of people, {again[name].sigmas:+.1f} sigma" for name in sorted(twice)}
