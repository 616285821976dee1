"""DOOR: what was masked is masked in the copy of the count too; nothing of it stays where a restore would find it."""

import json

from consult.house import House
from consult.ids import PartId
from consult.keyring import shred, sync_folder
from consult.rounds import parts
from consult.sweeping import write_copy
from consult.words import heap


def mask_the_copy(house: House, part_id: PartId) -> None:
    """
    Write the copy of a part's count anew, as its answers read now; the old file is overwritten.

    The database lets go of the old words too: SQLite's log is folded, PostgreSQL's dead rows are written away. Where
    no copy of the count is there (any more), there is nothing more to do.
    """
    _let_go(house)
    with house.database.reading() as session:
        part = parts.part(session, part_id)
        if part.box_id is None:
            return
        file = house.settings.backup_folder / f"count-{part.box_id.hex}.jsonl"
        if not file.exists():
            return
        rows = {row["id"]: row for row in heap.of_round(session, part.round_id)}
    ids = [json.loads(line)["id"] for line in file.read_text(encoding="utf-8").splitlines()]
    fresh = file.with_suffix(".fresh")
    write_copy(fresh, [rows[one] for one in ids if one in rows])
    shred(file)
    fresh.rename(file)
    sync_folder(file.parent)


def _let_go(house: House) -> None:
    if house.database.is_sqlite:
        house.database.checkpoint()
    else:
        house.database.rewrite()
