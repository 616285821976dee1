"""Attack 12: SIGKILL at every statement, commit and sync of Send, Stop, pay and counting; unsynced writes dropped."""

import shutil
from collections import Counter
from pathlib import Path

import pytest
from sqlmodel import select

from consult import counting, intake, sweeping
from consult.box import boxes
from consult.box.tables import BoxState, Envelope
from consult.house import House
from consult.intake import AlreadySent
from consult.money import desk, ledger
from consult.money.desk import CodeState
from consult.money.months import month_now
from consult.money.tables import Honorarium, HonorariumState
from consult.papers import Reply
from consult.people.tables import Seat
from consult.words import heap
from tests import factories
from tests.adversary import killing
from tests.adversary.conftest import Figure
from tests.factories import Opened

pytestmark = pytest.mark.usefixtures("cheap_hashes")
HEADER, PAGE, FRAME = 32, 4096, 24
SAID = {"q1": Reply(words="the lantern is lit"), "q2": Reply(words="keep the door open")}


@pytest.fixture
def part(house: House) -> Opened:
    """An open part of six seats; all connections closed, so that its folder can be copied."""
    part = factories.opened(house, seats=6)
    house.database.close()
    return part


def _folder(house: House) -> Path:
    house.database.close()
    return house.settings.folder


def _honoraria(house: House) -> Counter[HonorariumState]:
    with house.database.reading() as session:
        ledger.check(session)
        return Counter(session.exec(select(Honorarium.state)).all())


def _envelopes(house: House) -> int:
    with house.database.reading() as session:
        return len(session.exec(select(Envelope)).all())


@pytest.mark.parametrize("act", ["send", "stop"])
def test_a_killed_send_or_stop_happened_whole_or_not_at_all(part: Opened, tmp_path: Path, figure: Figure, act: str):
    """Fails when seat, envelope and honorarium are not written by one commit: one of them without the others."""
    code = part.codes[0]
    whole, points = Counter(), 0

    def leave(house: House, _tell: object) -> None:
        intake.send(house, code, SAID) if act == "send" else intake.stop(house, code)

    for name, house in killing.copies(_folder(part.house), tmp_path / "killed", leave, part.house.clock):
        sweeping.sweep(house)
        given, sealed = _honoraria(house)[HonorariumState.GIVEN], _envelopes(house)
        shown = intake.enter(house, code).pay
        assert given == sealed == (shown is not None), name
        _sends_after_all(house, code)
        assert _honoraria(house)[HonorariumState.GIVEN] == _envelopes(house) == 1, name
        whole[given] += 1
        points += 1

    figure("12", f"{act}: killed at {points} points, {whole[1]} after the commit; half done, lost or twice: 0")
    assert whole[0]
    assert whole[1]


def _sends_after_all(house: House, code: str) -> None:
    try:
        intake.send(house, code, SAID)
    except AlreadySent:
        assert intake.enter(house, code).pay


@pytest.mark.requirement("HON-04")
@pytest.mark.parametrize("counted", [False, True])
def test_a_killed_payment_is_paid_once_or_still_good(part: Opened, tmp_path: Path, figure: Figure, counted: bool):
    """Fails when a payment can be half written: paid without its line, or good again after it was paid."""
    pay = factories.send_all(part, [SAID] * 6)[0]
    if counted:
        factories.close(part)
        factories.count(part)
    month = month_now(part.house.clock)
    ends = Counter()

    def pay_out(house: House, _tell: object = None) -> desk.Standing:
        with house.database.writing() as session:
            return desk.pay(session, part.staff.desk, house.pepper, pay, "desk 1", month=month)

    for name, house in killing.copies(_folder(part.house), tmp_path / "killed", pay_out, part.house.clock):
        paid = _honoraria(house)[HonorariumState.PAID]
        again = pay_out(house).state
        assert again is (CodeState.JUST_PAID if paid else CodeState.PAID), name
        assert _honoraria(house)[HonorariumState.PAID] == 1, name
        ends[paid] += 1

    figure("12", f"pay: killed at {ends.total()} points, {ends[1]} after the commit; half done, lost or twice: 0")
    assert ends[0]
    assert ends[1]


def test_a_killed_count_counts_each_paper_once(part: Opened, tmp_path: Path, figure: Figure):
    """Fails when a killed count loses or doubles a paper, can be undone, or is not finished by the next start."""
    papers = [factories.full_paper(part.script.questions, f"member {number}") for number in range(6)]
    factories.send_all(part, papers)
    factories.close(part)
    box_id, (phrase, _paper_phrase) = part.box_id, part.phrases
    ends = Counter()

    def count(house: House, tell: counting.Tell) -> None:
        counting.run(house, box_id, phrase, tell)

    for name, house in killing.copies(_folder(part.house), tmp_path / "killed", count, part.house.clock):
        sweeping.sweep(house)
        state = _state(house, box_id)
        ends[state] += 1
        if state is not BoxState.COUNTED:
            assert _rows(house, part) == Counter(), name
            counting.run(house, box_id, phrase, lambda _step: None)
        assert _rows(house, part) == _wanted(papers), name
        _nothing_left(house, name)

    figure("12", f"count: killed at {ends.total()} points: {_said(ends)}; each paper counted once, keys gone")
    assert set(ends) == {BoxState.OPEN, BoxState.COUNTING, BoxState.COUNTED}


def test_a_power_cut_drops_a_send_whole(part: Opened, tmp_path: Path, figure: Figure):
    """Fails when a commit of which the disk kept only a part is read as a whole one."""
    source = part.house.settings.folder
    idle = part.house.database.engine.connect()
    intake.send(part.house, part.codes[0], SAID)
    before = (source / "consult.sqlite3-wal").stat().st_size
    intake.send(part.house, part.codes[1], SAID)
    wal = (source / "consult.sqlite3-wal").read_bytes()
    frames = range((before - HEADER) // (PAGE + FRAME), (len(wal) - HEADER) // (PAGE + FRAME))

    for frame in frames:
        for kept in (wal[: _start(frame)], wal[: _start(frame)] + bytes(PAGE + FRAME) + wal[_start(frame + 1) :]):
            house = _with_log(source, tmp_path / f"cut-{frame}", kept, part)
            assert _envelopes(house) == _honoraria(house)[HonorariumState.GIVEN] == 1
            assert intake.send(house, part.codes[1], SAID)
            shutil.rmtree(tmp_path / f"cut-{frame}")

    figure("12", f"power cut: {2 * len(frames)} ways to lose part of a commit; read as no Send at all each time")
    idle.close()
    assert len(frames) > 3


def _start(frame: int) -> int:
    return HEADER + frame * (PAGE + FRAME)


def _with_log(source: Path, folder: Path, log: bytes, part: Opened) -> House:
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("*-shm"))
    (folder / "consult.sqlite3-wal").write_bytes(log)
    return killing.assembled(folder, part.house.clock)


def _state(house: House, box_id: object) -> BoxState:
    with house.database.reading() as session:
        return boxes.get(session, box_id).state


def _rows(house: House, part: Opened) -> Counter:
    with house.database.reading() as session:
        return Counter((row["question"], row["words"], row["option"]) for row in heap.of_round(session, part.round_id))


def _wanted(papers: list[dict[str, Reply]]) -> Counter:
    return Counter(
        (key, reply.words, pick) for paper in papers for key, reply in paper.items() for pick in reply.picks or [None]
    )


def _nothing_left(house: House, name: str) -> None:
    with house.database.reading() as session:
        assert session.exec(select(Envelope)).all() == session.exec(select(Seat)).all() == [], name
    assert house.keyring.boxes() == (), name
    assert len(list(house.settings.backup_folder.glob("count-*.jsonl"))) == 1, name
    assert _honoraria(house) == {HonorariumState.GIVEN: 6}, name


def _said(ends: Counter) -> str:
    return ", ".join(f"{number} left it {state}" for state, number in ends.items())
