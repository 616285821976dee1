"""Attack 7: a coordinator who kept every card, and reads every public page."""

from contextlib import suppress

import pytest

from consult import intake
from consult.errors import ConsultError
from consult.house import House
from consult.papers import Reply
from consult.people.seats import InviteRefused, Standing
from tests import factories
from tests.adversary import attack, judging
from tests.adversary.conftest import Figure, Plays
from tests.adversary.folders import Play
from tests.adversary.signals import Signals, as_number

MEMBERS = 12


@pytest.mark.usefixtures("cheap_hashes")
def test_cards_say_who_took_part_and_never_what_was_said(house: House, figure: Figure):
    """Fails when a card alone brings back an answer, a draft or an envelope, before the count or after it."""
    part = factories.opened(house, seats=20)
    for number, code in enumerate(part.codes[:MEMBERS]):
        intake.send(house, code, {"q1": Reply(words=f"member {number}")})

    used = [code for code in part.codes if intake.enter(house, code).standing is Standing.SENT]
    answers = [code for code in part.codes if _reads_something(house, code)]
    factories.close(part)
    factories.count(part)
    after = [code for code in part.codes if _comes_in(house, code)]

    figure(
        "7",
        f"cards while open: participation of {len(part.codes)} of {len(part.codes)} people found, "
        f"answers found: {len(answers)}",
    )
    figure("7", f"cards after the count: participation found: {len(after)}, answers found: 0")
    assert used == list(part.codes[:MEMBERS])
    assert answers == after == []


def test_cards_beside_the_heap_find_nobody(plays: Plays, figure: Figure):
    """Fails when an answer's id, place or number follows the codes, as values or in the order of the sheet."""
    caught, line = judging.holds(
        lambda rounds: attack.by_what_they_hold(rounds, _cards), lambda again: plays("right", MEMBERS, 12, again)
    )

    figure("7", f"12 members, every card beside the heap: {line}")
    assert caught == {}


def _cards(play: Play) -> Signals:
    codes = play.notes["cards"]
    return {"order of the sheet": [float(at) for at in range(len(codes))], "code": [as_number(code) for code in codes]}


def _reads_something(house: House, code: str) -> bool:
    """Try everything a card could open; what a visit shows is the text that all members see."""
    visit = intake.enter(house, code)
    shown = repr((visit.admission, visit.standing, visit.pay, visit.is_paused))
    for act in (lambda: intake.resume(house, code, code), lambda: intake.find(house, code)):
        with suppress(ConsultError):
            shown += repr(act())
    return "member " in shown


def _comes_in(house: House, code: str) -> bool:
    try:
        intake.enter(house, code)
    except InviteRefused:
        return False
    return True
