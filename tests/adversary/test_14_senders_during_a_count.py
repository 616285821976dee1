"""Attack 14: eight senders while the box is being counted; and a count that is killed, then "extended"."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from consult import counting, endings, intake
from consult.clock import SetClock
from consult.errors import ConsultError, Refused
from consult.house import House
from consult.papers import Reply
from tests import factories
from tests.adversary import racing
from tests.adversary.conftest import Figure
from tests.adversary.killing import assembled
from tests.factories import Opened

pytestmark = pytest.mark.usefixtures("cheap_hashes")
SEATS = 160
ROUNDS = 3


@pytest.mark.parametrize("number", range(ROUNDS))
def test_acknowledged_is_counted_and_refused_is_not(house: House, figure: Figure, number: int):
    """Fails when the count does not shut the box under the lock that Send reads its state under."""
    part = factories.opened(house, seats=SEATS)
    early = _just_before_the_close(part)
    part.house.clock.put(part.script.closes_on + timedelta(days=1))

    acknowledged, refused = racing.during_a_count(part, early, 20 + 10 * number)

    counted = racing.counted_words(part)
    figure(
        "14",
        f"8 senders during a count: {len(acknowledged)} acknowledged, {len(counted)} counted, {len(refused)} refused",
    )
    assert sorted(counted) == sorted(acknowledged)
    assert len(acknowledged) + len(refused) == SEATS
    assert len(refused) >= racing.SENDERS * racing.HELD_BACK


def test_a_count_that_was_killed_takes_no_late_member(house: House, figure: Figure):
    """Fails when a killed count can be undone: the one late envelope would be the one new answer."""
    part = factories.opened(house, seats=12)
    factories.send_all(part, [{"q1": Reply(words=f"member {number}")} for number in range(8)])
    early = _just_before_the_close(part)
    factories.close(part)
    tried = 0

    for wanted in ("shut", "opened"):
        with pytest.raises(KeyboardInterrupt):
            factories.count(part, _killed_at(wanted))
        with pytest.raises(Refused):
            endings.extend(house, part.staff.steward, part.part_id, part.script.closes_on + timedelta(days=7))
        for code in part.codes[8:]:
            for act in (intake.enter, lambda house, code: intake.send(house, code, {}), intake.stop):
                with pytest.raises(ConsultError):
                    act(early, code)
                tried += 1
    factories.count(part)

    counted = racing.counted_words(part)
    figure("14", f"a count killed and then extended: {tried} late tries, 0 taken; {len(counted)} of 8 counted")
    assert sorted(counted) == [f"member {number}" for number in range(8)]


def test_take_back_and_change_during_a_count_are_whole(house: House):
    """Fails when words that were taken back with an answer "done" still come out of the box."""
    part = factories.opened(house, seats=12)
    words = [
        f"{_word(at)} {_word(at + 1)} {_word(at + 2)} {_word(at + 3)} {_word(at + 4)} {_word(at + 5)}"
        for at in range(12)
    ]
    for number, code in enumerate(part.codes):
        intake.send(house, code, {"q1": Reply(words=f"member {number}")}, words[number])
    early = _just_before_the_close(part)
    factories.close(part)
    gone: set[str] = set()

    def take_back() -> None:
        for number in range(6):
            try:
                intake.take_back(early, words[number])
            except ConsultError:
                return
            gone.add(f"member {number}")
            time.sleep(0.01)

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(take_back)
        time.sleep(0.03)
        factories.count(part)
        running.result()

    assert set(racing.counted_words(part)) == {f"member {number}" for number in range(12)} - gone


def _word(at: int) -> str:
    from consult.tokens import word_list

    return word_list("en")[at]


def _killed_at(wanted: str) -> counting.Tell:
    def tell(step: str) -> None:
        if step == wanted:
            raise KeyboardInterrupt

    return tell


def _just_before_the_close(part: Opened) -> House:
    """Give the same house in a process whose clock is a little late: it still lets members in."""
    clock = SetClock(part.house.clock.at)
    clock.put(part.script.closes_on, 23, 58)
    return assembled(part.house.settings.folder, clock)
