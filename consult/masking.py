"""DOOR: what was masked is masked in the copy of the count too; nothing of it stays where a restore would find it."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlmodel import Session

from consult.errors import Refused
from consult.house import House
from consult.ids import BoxId, PartId
from consult.keyring import shred, sync_folder
from consult.people import acts
from consult.rounds import parts
from consult.sweeping import write_copy
from consult.words import heap

MASKED = "masked words in one answer"


class Stuck(Refused):
    """The disk is full, or the copy can not be read: the old one stands, and the next hour tries again."""

    sentence = "The copy of the count could not be written anew. It is tried again within the hour."


def mask_the_copy(house: House, part_id: PartId) -> None:
    """
    Write the copy of a part's count anew, as its answers read now; the old file is overwritten.

    The database lets go of the old words too: SQLite's log is folded, PostgreSQL's dead rows are written away. Where
    no copy of the count is there (any more), there is nothing more to do. Killed at any point, a whole copy is there,
    and `mend` finishes what is left.
    """
    _let_go(house)
    _anew(house, part_id)


def mend(house: House) -> None:
    """Finish what a killed or busy mask left: where a round has one, its copies read as its answers do."""
    with house.database.reading() as session:
        masked = acts.rounds_with(session, MASKED)
        # A joint box has several parts and one copy: any of its parts will do.
        counted = {part.box_id: part.id for one in masked for part in parts.of_round(session, one) if part.box_id}
        late = [part_id for box_id, part_id in counted.items() if not _is_settled(house, session, box_id, part_id)]
    if late:
        _let_go(house)
    failed = None
    for part_id in late:
        try:
            _anew(house, part_id)
        except Stuck as stuck:
            failed = stuck
    if failed:
        raise failed


def _is_settled(house: House, session: Session, box_id: BoxId, part_id: PartId) -> bool:
    file = _file(house, box_id)
    if _fresh(file).exists() or _old(file).exists():
        return False
    try:
        return not file.exists() or _copied(file) == _rows(session, part_id, file)
    except (OSError, ValueError):
        return False  # It is being written, or gone, this moment; under the lock it is looked at again.


def _anew(house: House, part_id: PartId) -> None:
    """Bring one copy where its answers are, holding the part: a mask that comes later writes later."""
    with house.database.writing() as session:
        box_id = parts.part(session, part_id).box_id
        if box_id is None:
            return
        for part in parts.all_in_box(session, box_id):
            parts.locked(session, part.id)
        try:
            _settle(session, part_id, _file(house, box_id))
        except (OSError, ValueError):
            raise Stuck from None


def _settle(session: Session, part_id: PartId, file: Path) -> None:
    _tidy_up(file)
    if not file.exists():
        return
    rows = _rows(session, part_id, file)
    if rows != _copied(file):
        _put(file, rows)


def _put(file: Path, rows: list[dict[str, Any]]) -> None:
    """Let the new copy take the old one's place in one step, and then overwrite the old one, under another name."""
    fresh, old = _fresh(file), _old(file)
    was = file.stat()
    write_copy(fresh, rows)
    # Members were promised a day by which a copy is gone: writing it anew makes it no younger.
    os.utime(fresh, ns=(was.st_atime_ns, was.st_mtime_ns))
    try:
        os.link(file, old)
    except OSError:
        # Not every disk knows two names for one file. Killed from here on, `_tidy_up` gives the new one its name.
        file.replace(old)
    sync_folder(file.parent)
    fresh.replace(file)
    sync_folder(file.parent)
    shred(old)
    sync_folder(file.parent)


def _tidy_up(file: Path) -> None:
    """Settle what a killed `_put` left beside a copy, at whatever point it was killed."""
    fresh, old = _fresh(file), _old(file)
    if old.exists() and file.exists() and old.samefile(file):
        # It is the copy itself, by its second name: to overwrite it would lose both.
        old.unlink()
    if fresh.exists() and not file.exists():
        # So it was left where the old one was destroyed first; it had been read back by then.
        fresh.replace(file)
    for left in (fresh, old):
        if left.exists():
            shred(left)
    sync_folder(file.parent)


def _rows(session: Session, part_id: PartId, file: Path) -> list[dict[str, Any]]:
    """Give the answers that stand in this copy, in its order, as they read now."""
    rows = {row["id"]: row for row in heap.of_round(session, parts.part(session, part_id).round_id)}
    return [rows[one] for one in _ids(_copied(file)) if one in rows]


def _ids(rows: Iterable[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows]


def _copied(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]


def _file(house: House, box_id: BoxId) -> Path:
    return house.settings.backup_folder / f"count-{box_id.hex}.jsonl"


def _fresh(file: Path) -> Path:
    return file.with_suffix(".fresh")


def _old(file: Path) -> Path:
    return file.with_suffix(".old")


def _let_go(house: House) -> None:
    if house.database.is_sqlite:
        house.database.checkpoint()
    else:
        house.database.rewrite()
