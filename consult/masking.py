"""DOOR: what was masked is masked in the copy of the count too; nothing of it stays where a restore would find it."""

import json
import os
from pathlib import Path

from consult.house import House
from consult.ids import PartId
from consult.rounds import parts
from consult.sweeping import write_copy
from consult.words import heap


def mask_the_copy(house: House, part_id: PartId) -> None:
    """
    Write the copy of a part's count anew, as its answers read now; the old file is overwritten first.

    Does nothing where no copy is there (any more). Folds the database's log, so that no old page waits in it.
    """
    house.database.checkpoint()
    with house.database.reading() as session:
        part = parts.part(session, part_id)
        if part.box_id is None:
            return
        file = house.settings.backup_folder / f"count-{part.box_id.hex}.jsonl"
        if not file.exists():
            return
        rows = {row["id"]: row for row in heap.of_round(session, part.round_id)}
    ids = [json.loads(line)["id"] for line in file.read_text(encoding="utf-8").splitlines()]
    _overwrite(file)
    write_copy(file, [rows[one] for one in ids if one in rows])


def _overwrite(file: Path) -> None:
    with file.open("r+b") as out:
        out.write(bytes(file.stat().st_size))
        out.flush()
        os.fsync(out.fileno())
