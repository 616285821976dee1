"""The process in which a box is opened."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from consult import count_child
from consult.box import boxes
from consult.box.tables import BoxState
from consult.counting import TooFew
from consult.envelopes import DoesNotOpen
from consult.errors import NotAllowed
from consult.house import House
from consult.people import acts
from consult.tokens import new_words
from consult.words import heap
from tests import factories
from tests.factories import Opened

pytestmark = pytest.mark.usefixtures("cheap_hashes")


def _closed(house: House, members: int) -> Opened:
    part = factories.opened(house, seats=12)
    factories.send_all(part, [factories.full_paper(part.script.questions, f"member {n}") for n in range(members)])
    factories.close(part)
    return part


def _rows(part: Opened) -> list[dict]:
    with part.house.database.reading() as session:
        return heap.of_round(session, part.round_id)


def test_the_child_counts_and_the_phrase_is_in_no_place_others_can_read(house: House):
    """Fails when the phrase reaches an argument, the environment, a file or the log of acts."""
    part = _closed(house, 6)
    seen: dict[str, bytes] = {}

    def tell(step: str) -> None:
        seen[step] = b"".join(
            Path(f"/proc/{child}/{name}").read_bytes() for child in _children() for name in ("cmdline", "environ")
        )

    counted = count_child.count(house, part.staff.steward, part.part_id, part.phrases[0], tell)

    said = part.phrases[0].encode()
    files = [file.read_bytes() for file in house.settings.folder.rglob("*") if file.is_file()]
    assert counted.answers == len(_rows(part))
    assert set(seen) == {"unwrapped", "shut", "opened", "committed", "settled"}
    assert b"consult.count_child" in seen["unwrapped"]
    first_two = b" ".join(said.split()[:2])
    assert not any(first_two in held for held in [*seen.values(), *files])


@pytest.mark.parametrize("who", ["author", "reader", "designer", "desk", "admin"])
def test_only_a_steward_of_the_advisory_starts_a_count(house: House, who: str):
    """Fails when someone who learned a phrase can use it without being a steward."""
    part = _closed(house, 6)

    with pytest.raises(NotAllowed):
        count_child.count(house, getattr(part.staff, who), part.part_id, part.phrases[0], lambda _step: None)


def test_the_child_brings_a_refusal_back_as_itself(house: House):
    """Fails when a wrong phrase or too few answers come back as anything but their own sentence."""
    part = _closed(house, 4)

    with pytest.raises(TooFew):
        count_child.count(house, part.staff.steward, part.part_id, part.phrases[0], lambda _step: None)
    with pytest.raises(DoesNotOpen):
        count_child.count(house, part.staff.steward, part.part_id, new_words(), lambda _step: None)


def _children() -> list[int]:
    mine = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text()
    return [int(child) for child in mine.split()]


def test_the_way_of_a_count_is_told_in_order(house: House):
    """Fails when a step is told before it is done, or out of order."""
    part = _closed(house, 6)
    steps: list[str] = []

    factories.count(part, steps.append)

    assert steps == ["unwrapped", "shut", "opened", "committed", "settled"]


class _Gone(Exception):
    """The steward closed the page."""


@pytest.mark.requirement("OPS-05")
@pytest.mark.parametrize("step", ["shut", "opened", "committed"])
def test_who_opened_a_box_is_in_the_log_though_nobody_followed_to_the_end(house: House, step: str):
    """Fails when the line is written after the count instead of in the commit that shuts the box."""
    part = _closed(house, 6)

    def leaves(at: str) -> None:
        if at == step:
            raise _Gone

    with pytest.raises(_Gone):
        count_child.count(house, part.staff.steward, part.part_id, part.phrases[0], leaves)
    _wait_for(lambda: _state(part) is BoxState.COUNTED)

    with house.database.reading() as session:
        lines = acts.for_advisory(session, house.clock, part.staff.steward, part.advisory_id, (part.round_id,))
    assert [line.act for line in lines].count("opened the box") == 1
    assert _rows(part)


def _state(part: Opened) -> BoxState:
    with part.house.database.reading() as session:
        return boxes.get(session, part.box_id).state


def _wait_for(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < end, "the count did not go on"
        time.sleep(0.05)
