"""Nobody reads anything of fewer than five."""

from collections import Counter
from pathlib import Path

import pytest
from sqlmodel import select

from consult import intake
from consult.box import boxes
from consult.box.tables import Box, BoxState, Envelope
from consult.counting import TooFew
from consult.house import House
from consult.money.tables import Honorarium, HonorariumState
from consult.rounds import parts
from consult.rounds.tables import PartState
from consult.settings import Settings
from consult.words import heap
from tests import factories
from tests.factories import Opened

pytestmark = pytest.mark.usefixtures("cheap_hashes")


@pytest.mark.requirement("ANON-07")
def test_four_stay_shut_for_every_phrase(house: House):
    """Fails when a box of four opens for anyone, or a refused count changes a byte of what waits in it."""
    part = _closed(house, 4)
    sealed = _sealed(house)

    for phrase in part.phrases:
        with pytest.raises(TooFew):
            factories.count(part, phrase=phrase)

    assert _sealed(house) == sealed
    assert _rows(part) == []
    assert _state(part) == (BoxState.OPEN, PartState.OPEN)


@pytest.mark.requirement("ANON-07")
def test_five_open(house: House):
    """Fails when five people who answered are not heard."""
    part = _closed(house, 5)

    assert factories.count(part).answers == len(_rows(part)) > 0


@pytest.mark.requirement("ANON-07")
def test_the_threshold_never_goes_below_five(tmp_path: Path):
    """Fails when a setting can make four enough; six is allowed, and then five are too few."""
    with pytest.raises(ValueError, match="never below 5"):
        Settings(folder=tmp_path, k=4)

    assert Settings(folder=tmp_path, k=6).k == 6


@pytest.mark.requirement("ANON-07")
def test_five_envelopes_of_which_four_speak_are_purged_unread(house: House):
    """Fails when blanks make up the number: nothing is written, everything is destroyed, pay stands."""
    part = factories.opened(house, seats=8)
    factories.send_all(part, [factories.full_paper(part.script.questions, f"member {n}") for n in range(4)])
    for code in part.codes[4:7]:
        intake.stop(house, code)
    factories.close(part)

    counted = factories.count(part)

    assert counted.purged_unread
    assert counted.answers == 0
    assert _rows(part) == []
    assert _state(part) == (BoxState.PURGED, PartState.PURGED)
    assert _honoraria(house) == {HonorariumState.GIVEN: 7, HonorariumState.VOID: 1}


def _closed(house: House, members: int, seats: int = 12, **how) -> Opened:
    part = factories.opened(house, seats=seats, **how)
    factories.send_all(part, [factories.full_paper(part.script.questions, f"member {n}") for n in range(members)])
    factories.close(part)
    return part


def _rows(part: Opened) -> list[dict]:
    with part.house.database.reading() as session:
        return heap.of_round(session, part.round_id)


def _state(part: Opened) -> tuple[BoxState, PartState]:
    with part.house.database.reading() as session:
        return boxes.get(session, part.box_id).state, parts.part(session, part.part_id).state


def _sealed(house: House) -> list[tuple]:
    with house.database.reading() as session:
        rows = session.exec(select(Envelope.key, Envelope.words_key, Envelope.sealed)).all()
        return [tuple(row) for row in rows] + [(box.id, box.state) for box in session.exec(select(Box)).all()]


def _honoraria(house: House) -> dict[HonorariumState, int]:
    with house.database.reading() as session:
        return dict(Counter(session.exec(select(Honorarium.state)).all()))
