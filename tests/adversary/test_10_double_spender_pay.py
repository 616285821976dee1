"""Attack 10, pay: one code brought from fifty connections at once, by threads and by processes."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlmodel import select

from consult.house import House
from consult.money import ledger
from consult.money.desk import CodeState, Standing
from consult.money.tables import Honorarium, HonorariumState
from tests.money_room import AMOUNT, MoneyRoom

AT_ONCE = 50
PROCESSES = 10

# A desk of its own process: waits for the starting file, then brings the code five times at once.
DESK_PROCESS = """
import sys, time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from consult.clock import SetClock
from consult.house import assemble
from consult.settings import Settings
from tests.conftest import NOON
from tests.money_room import MoneyRoom

folder, code, name = sys.argv[1:]
room = MoneyRoom.__new__(MoneyRoom)
room.house = assemble(Settings(folder=Path(folder)), SetClock(NOON))
Path(folder, f"ready-{name}").touch()
while not Path(folder, "start").exists():
    time.sleep(0.001)
with ThreadPoolExecutor(5) as desks:
    for answer in desks.map(lambda n: room.pay(code, f"desk {name} {n}"), range(5)):
        print(answer.state.value, answer.amount_cents)
"""


@pytest.fixture
def room(house: House) -> MoneyRoom:
    """A money room with one fund."""
    return MoneyRoom(house)


def paid_rows(house: House) -> int:
    with house.database.reading() as session:
        ledger.check(session)
        return len(session.exec(select(Honorarium.key).where(Honorarium.state == HonorariumState.PAID)).all())


@pytest.mark.requirement("HON-04")
@pytest.mark.parametrize("counted", [False, True], ids=["while open", "after the count"])
def test_of_fifty_desks_at_once_exactly_one_pays(room: MoneyRoom, house: House, *, counted: bool) -> None:
    """Fails when `pay` looks first and writes then: the conditional UPDATE is what lets only one through."""
    box_id, round_id, codes = room.opened(12)
    room.give(*codes[:6])
    if counted:
        room.close(box_id, round_id)
    together = Barrier(AT_ONCE)

    def bring(number: int) -> Standing:
        together.wait()
        return room.pay(codes[0], f"desk {number}")

    with ThreadPoolExecutor(AT_ONCE) as desks:
        answers = list(desks.map(bring, range(AT_ONCE)))

    assert answers.count(Standing(AMOUNT, CodeState.PAID)) == 1
    assert answers.count(Standing(0, CodeState.NOT_GOOD)) == AT_ONCE - 1
    assert paid_rows(house) == 1


@pytest.mark.requirement("HON-04")
def test_one_desk_that_taps_fifty_times_pays_once_and_is_told_so(room: MoneyRoom, house: House) -> None:
    """Fails when a repeat of the same desk pays again, or is told that the code is bad."""
    _, _, codes = room.opened(12)
    room.give(codes[0])
    together = Barrier(AT_ONCE)

    def tap(_number: int) -> CodeState:
        together.wait()
        return room.pay(codes[0], "one desk").state

    with ThreadPoolExecutor(AT_ONCE) as taps:
        answers = list(taps.map(tap, range(AT_ONCE)))

    assert answers.count(CodeState.PAID) == 1
    assert answers.count(CodeState.JUST_PAID) == AT_ONCE - 1
    assert paid_rows(house) == 1


@pytest.mark.requirement("HON-04")
def test_of_fifty_connections_of_ten_processes_exactly_one_pays(room: MoneyRoom, house: House) -> None:
    """Fails when what holds is a lock inside one process and not the statement in the database."""
    _, _, codes = room.opened(12)
    room.give(codes[0])
    folder = house.settings.folder
    running = [
        subprocess.Popen(
            [sys.executable, "-c", DESK_PROCESS, str(folder), codes[0], str(number)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).resolve().parents[2],
        )
        for number in range(PROCESSES)
    ]
    _wait_for_all(folder)

    (folder / "start").touch()
    answers = [line for process in running for line in process.communicate(timeout=60)[0].splitlines()]

    assert answers.count(f"paid {AMOUNT}") == 1
    assert answers.count("not good 0") == AT_ONCE - 1
    assert paid_rows(house) == 1


@pytest.mark.requirement("HON-04")
def test_fifty_codes_brought_at_once_are_all_paid(room: MoneyRoom, house: House) -> None:
    """Nobody is sent away because somebody else was paid at that moment."""
    _, _, codes = room.opened(60)
    room.give(*codes)
    together = Barrier(AT_ONCE)

    def bring(number: int) -> CodeState:
        together.wait()
        return room.pay(codes[number], f"desk {number}").state

    with ThreadPoolExecutor(AT_ONCE) as desks:
        answers = list(desks.map(bring, range(AT_ONCE)))

    assert set(answers) == {CodeState.PAID}
    assert paid_rows(house) == AT_ONCE


def test_a_naive_desk_that_looks_then_leaps_is_caught(room: MoneyRoom, house: House) -> None:
    """The attack can win: against two steps in two transactions it is paid more than once."""
    _, _, codes = room.opened(12)
    room.give(codes[0])
    together = Barrier(AT_ONCE)

    def bring(_number: int) -> bool:
        together.wait()
        good = room.look_up(codes[0]).state is CodeState.GOOD
        if good:
            with house.database.writing() as session:
                row = session.get_one(Honorarium, room.key(codes[0]))
                row.state = HonorariumState.PAID
                session.add(row)
        return good

    with ThreadPoolExecutor(AT_ONCE) as desks:
        answers = list(desks.map(bring, range(AT_ONCE)))

    assert answers.count(True) > 1


def _wait_for_all(folder: Path) -> None:
    until = time.monotonic() + 60
    while len(list(folder.glob("ready-*"))) < PROCESSES:
        assert time.monotonic() < until, "the desks did not start"
        time.sleep(0.01)
