"""What a count or a purge leaves behind is destroyed: at its end, or by the next start if it was killed."""

import json
import os
from pathlib import Path
from typing import Any

from sqlmodel import Session

from consult.box import boxes
from consult.box.tables import Box, BoxState
from consult.errors import Missing, Refused
from consult.house import House
from consult.ids import BoxId
from consult.keyring import sync_folder
from consult.rounds import parts
from consult.words import heap

ENDED = frozenset({BoxState.COUNTED, BoxState.PURGED})


def settle_box(house: House, box_id: BoxId) -> None:
    """
    From a new connection: check the rows, fold the log, write the copy and read it back; only then destroy keys.

    Needs no phrase; doing it twice changes nothing.
    """
    with house.database.reading() as session:
        box = boxes.get(session, box_id)
        if box.state not in ENDED or boxes.how_many(session, box_id):
            raise Refused("This box is not at its end. Its keys stay.")
        rows = _new_rows(session, box) if box.state is BoxState.COUNTED else []
    if not house.database.folded():
        raise Refused("The database is busy. The count is done; the next start finishes the clean-up.")
    if box.state is BoxState.COUNTED:
        write_copy(house.settings.backup_folder / f"count-{box_id.hex}.jsonl", rows)
        write_people(house, box)
    house.keyring.destroy(box_id)


def sweep(house: House) -> None:
    """
    Finish what a killed count or purge left: run at every start.

    The keys of a box that this database does not know are left alone: it may be the wrong database.
    """
    for box_id in house.keyring.boxes():
        with house.database.reading() as session:
            try:
                has_ended = boxes.get(session, box_id).state in ENDED
            except Missing:
                continue
        if has_ended:
            settle_box(house, box_id)


def write_copy(file: Path, rows: list[dict[str, Any]]) -> None:
    """Write the heap, in order of its random ids, and read it back before anyone relies on it."""
    text = "".join(json.dumps(row, sort_keys=True, ensure_ascii=False) + "\n" for row in rows)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    sync_folder(file.parent)
    if file.read_text(encoding="utf-8") != text:
        raise Refused("The copy of the count could not be read back. The keys stay.")


def write_people(house: House, box: Box) -> None:
    """Write beside the copy how many people spoke: a restore that brings the rows in needs it, as the gate does."""
    with house.database.reading() as session:
        held = parts.all_in_box(session, box.id)
        people = heap.people(session, box.round_id, held[0].advisory_id if len(held) == 1 else None)
    write_copy(house.settings.backup_folder / f"count-{box.id.hex}.people", [{"people": people}])


def _new_rows(session: Session, box: Box) -> list[dict[str, Any]]:
    """Give what this box added to the heap of its round (a joint box bears no advisory)."""
    held = parts.all_in_box(session, box.id)
    advisory = held[0].advisory_id.hex if len(held) == 1 else None
    return [row for row in heap.of_round(session, box.round_id) if row["advisory_id"] == advisory]
