"""Attack 10, Send: one card brought from fifty connections at once, by fifty processes and by fifty threads."""

import multiprocessing
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlmodel import select

from consult import intake
from consult.box.tables import Envelope
from consult.clock import SetClock
from consult.house import House
from consult.money.tables import Honorarium, HonorariumState
from consult.people.seats import InviteRefused
from tests import factories
from tests.adversary import racing
from tests.adversary.conftest import Figure
from tests.adversary.killing import assembled
from tests.factories import Opened

pytestmark = pytest.mark.usefixtures("cheap_hashes")
AT_ONCE = 50


@pytest.fixture
def part(house: House) -> Opened:
    """An open part of six seats, with every connection of this process closed."""
    part = factories.opened(house, seats=6)
    house.database.close()
    return part


@pytest.mark.requirement("HON-04")
def test_fifty_processes_with_one_card_leave_one_envelope(part: Opened, figure: Figure):
    """Fails when Send looks first and writes then: two processes would both see a fresh card."""
    fork = multiprocessing.get_context("fork")
    start, ended = fork.Barrier(AT_ONCE), fork.Queue()
    folder, code = part.house.settings.folder, part.codes[0]
    senders = [
        fork.Process(target=_bring, args=(folder, code, part.house.clock, number, start, ended))
        for number in range(AT_ONCE)
    ]

    for sender in senders:
        sender.start()
    said = Counter(ended.get(timeout=60) for _ in senders)
    for sender in senders:
        sender.join()

    figure("10", f"one card sent by {AT_ONCE} processes at once: {said['sent']} sent, {said['refused']} refused")
    assert said == {"sent": 1, "refused": AT_ONCE - 1}
    assert _left(part.house) == (1, 1)


@pytest.mark.requirement("HON-04")
def test_fifty_threads_with_one_card_leave_one_envelope(part: Opened, figure: Figure):
    """Fails when two threads of one process can spend one card: one sends, stops count as no second pay."""
    said = racing.with_one_card(part.house, part.codes[0], AT_ONCE)

    figure("10", f"one card sent by {AT_ONCE} threads at once: {said['sent']} sent, {said['refused']} refused")
    assert said == {"sent": 1, "refused": AT_ONCE - 1}
    assert _left(part.house) == (1, 1)


@pytest.mark.requirement("HON-04")
def test_stop_and_send_at_once_pay_once(part: Opened):
    """Fails when a Stop beside a Send gives two honoraria or two envelopes."""
    start = Barrier(20)

    def bring(number: int) -> str:
        start.wait()
        if number % 2:
            return racing.brought(part.house, part.codes[0], number)
        try:
            intake.stop(part.house, part.codes[0])
        except InviteRefused:
            return "refused"
        return "stopped"

    with ThreadPoolExecutor(20) as pool:
        said = Counter(pool.map(bring, range(20)))

    assert said["sent"] == 1
    assert _left(part.house) == (1, 1)


def _bring(folder: Path, code: str, clock: SetClock, number: int, start, ended) -> None:
    house = assembled(folder, clock)
    start.wait()
    ended.put(racing.brought(house, code, number))


def _left(house: House) -> tuple[int, int]:
    with house.database.reading() as session:
        envelopes = session.exec(select(Envelope)).all()
        given = session.exec(select(Honorarium).where(Honorarium.state == HonorariumState.GIVEN)).all()
        return len(envelopes), len(given)
