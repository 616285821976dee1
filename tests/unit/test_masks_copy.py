"""The copy of a count reads as its answers do after a mask, wherever the mask was killed; it is always whole."""

import json
import os
from pathlib import Path
from threading import Thread

import pytest
from sqlmodel import select

from consult import masking
from consult.clock import SetClock
from consult.house import House
from consult.ids import new_id
from consult.people import acts as log
from consult.rounds import parts
from consult.rounds.tables import Part
from consult.sweeping import write_copy
from consult.ui import safety
from consult.words import heap
from consult.words.answers import masks
from consult.words.tables import Answer
from tests.adversary import killing
from tests.words_room import K, Room, ready, seed

NAME, OTHER = "Janet Kowalski", "Omar Haddad"
# Line ends that are none in a file of one row a line.
SAID = (
    f"My worker {NAME} never calls back.\u2028She said so\x85twice.",
    f"Ask {OTHER} at the door.",
    *(f"Open later, reason {n}: it is dark and far." for n in range(10)),
)


@pytest.fixture
def room(house: House) -> Room:
    """A counted part, read, with the copy of its count as the count wrote it."""
    made = seed(house, words=SAID)
    with house.database.writing() as session:
        ready(session, made)
        part = session.get(Part, made.part_id)
        part.box_id = new_id()
        session.add(part)
        rows = heap.of_round(session, made.round_id)
    house.settings.backup_folder.mkdir(parents=True, exist_ok=True)
    write_copy(_file(house, made), rows)
    return made


def _file(house: House, room: Room) -> Path:
    with house.database.reading() as session:
        return house.settings.backup_folder / f"count-{parts.part(session, room.part_id).box_id.hex}.jsonl"


def _mask(house: House, room: Room, words: str = NAME) -> None:
    """Mask in the table alone, with its line in the log: what a process does before it is killed."""
    with house.database.writing() as session:
        log.record(session, house.clock, None, masking.MASKED, room.round_id, room.advisory_id)
        answer_id = next(one.id for one in session.exec(select(Answer)) if words in one.words)
        masks.mask(session, room.reader, answer_id, [], [words], K)


def _ids(file: Path) -> list[str]:
    return [json.loads(line)["id"] for line in file.read_text(encoding="utf-8").split("\n") if line]


def _kept(house: House) -> str:
    """Give every file of the backup folder, as one text."""
    return "".join(one.read_text(encoding="utf-8") for one in sorted(house.settings.backup_folder.rglob("*.*")))


def test_a_mask_killed_at_any_point_leaves_a_whole_copy_and_the_next_start_finishes_it(
    house: House, room: Room, clock: SetClock, tmp_path: Path
):
    """
    Killed before and after every statement and sync: all answers stand in the copy, and after `mend` none has the name.

    Fails when the old copy is destroyed before the new one has its name, or nothing compares copy and table.
    """
    _mask(house, room)
    ids, source = _ids(_file(house, room)), house.settings.folder
    house.database.close()

    points = 0
    for name, left in killing.copies(
        source, tmp_path / "k", lambda it, _: masking.mask_the_copy(it, room.part_id), clock
    ):
        file = _file(left, room)
        assert _ids(file) == ids, name
        masking.mend(left)
        points += 1

        assert _ids(file) == ids, name
        assert NAME not in _kept(left), name
        assert [one.name for one in left.settings.backup_folder.iterdir()] == [file.name], name
        left.database.close()
    assert points > 10


def test_the_hourly_tidy_finishes_a_mask_that_was_busy(house: House, room: Room):
    """Masked in the table, the copy never written: within the hour it is. Fails when `tidy` has no such work."""
    _mask(house, room)
    before = _kept(house)
    safety.tidy(house)

    assert NAME in before
    assert NAME not in _kept(house)


def test_a_copy_of_a_round_without_a_mask_is_left_alone(house: House, room: Room):
    """Where the log knows of no mask, a difference is none of a mask's: nothing is written."""
    with house.database.writing() as session:
        answer = session.exec(select(Answer).where(Answer.question == "q3")).first()
        answer.words = "Something else."
        session.add(answer)
    before = _kept(house)
    masking.mend(house)

    assert _kept(house) == before


def test_two_masks_at_once_both_stand_in_the_copy(house: House, room: Room, monkeypatch: pytest.MonkeyPatch):
    """A second reader masks while the first one's copy is written: the one with older rows does not write last."""
    second = Thread(target=lambda: (_mask(house, room, OTHER), masking.mask_the_copy(house, room.part_id)))

    def slowly(file: Path, rows: list) -> None:
        if second.ident is None:
            second.start()
            second.join(1)
        write_copy(file, rows)

    _mask(house, room)
    monkeypatch.setattr(masking, "write_copy", slowly)
    masking.mask_the_copy(house, room.part_id)
    second.join(20)

    assert not second.is_alive()
    assert NAME not in _kept(house)
    assert OTHER not in _kept(house)


def test_a_copy_left_under_the_name_of_a_new_one_is_found(house: House, room: Room):
    """Where an older version destroyed the old copy and was killed before the new one had its name, it gets it."""
    _mask(house, room)
    file = _file(house, room)
    ids = _ids(file)
    file.rename(file.with_suffix(".fresh"))
    masking.mend(house)

    assert _ids(file) == ids
    assert NAME not in _kept(house)


def test_a_copy_written_anew_is_no_younger(house: House, room: Room):
    """Copies are gone by a promised day: a mask does not move it."""
    file = _file(house, room)
    os.utime(file, (1_000_000, 1_000_000))
    _mask(house, room)
    masking.mask_the_copy(house, room.part_id)

    assert NAME not in _kept(house)
    assert file.stat().st_mtime == 1_000_000


def test_a_disk_that_knows_one_name_a_file_is_no_way_out(house: House, room: Room, monkeypatch: pytest.MonkeyPatch):
    """Without links the copy is written anew all the same, and nothing lies beside it."""
    _mask(house, room)
    monkeypatch.setattr(os, "link", _refused)
    masking.mask_the_copy(house, room.part_id)

    assert NAME not in _kept(house)
    assert list(house.settings.backup_folder.iterdir()) == [_file(house, room)]


def test_a_full_disk_is_said_in_a_sentence_and_the_copy_stays_whole(
    house: House, room: Room, monkeypatch: pytest.MonkeyPatch
):
    """What the disk refuses comes as an error of ours, so that the hourly work goes on; the next one finishes it."""
    _mask(house, room)
    before = _kept(house)
    with monkeypatch.context() as broken:
        broken.setattr(masking, "write_copy", _refused)
        with pytest.raises(masking.Stuck):
            masking.mask_the_copy(house, room.part_id)
        safety.tidy(house)
    assert _kept(house) == before
    safety.tidy(house)

    assert NAME not in _kept(house)


def _refused(*_: object) -> None:
    raise OSError
