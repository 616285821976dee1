"""After the count no file of the house holds an envelope, a draft, a seat, a wrap or a box secret."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from sqlmodel import select

from consult import count_child, intake, tokens
from consult.box.tables import Draft, Envelope
from consult.house import House
from consult.papers import Reply
from consult.people.tables import Seat
from tests import factories
from tests.adversary import folders
from tests.adversary.conftest import Figure

pytestmark = pytest.mark.usefixtures("cheap_hashes")
PIECE = 16
STEP = 512


@pytest.mark.requirement("ANON-02")
@pytest.mark.requirement("ANON-03")
@pytest.mark.requirement("CONS-10")
def test_no_file_holds_what_was_destroyed(house: House, figure: Figure):
    """Fails when secure_delete is off, the log is not folded, a draft, a words key or a box key stays."""
    part = factories.opened(house, seats=9)
    box_id = part.box_id
    first_envelopes = _answered(part)
    marks = _marks(house, box_id) | first_envelopes
    before = _found(house, marks)
    factories.close(part)

    count_child.count(house, part.staff.steward, part.part_id, part.phrases[0], lambda _step: None)

    after = _found(house, marks)
    kinds = sorted({name.split(" ")[0] for name in marks})
    figure(
        "15",
        f"bytes of {', '.join(kinds)} searched for in every file: {len(before)} pieces before the count, "
        f"{len(after)} after it",
    )
    assert {name.split(" ")[0] for name in before} == {"draft", "envelope", "seat", "secret", "wrap", "words"}
    assert after == set()


def _answered(part: factories.Opened) -> dict[str, bytes]:
    """Let members send, stop, keep a place, change and take back; give pieces of envelopes that were replaced."""
    words = [tokens.new_words() for _ in part.codes]
    for number, code in enumerate(part.codes[:7]):
        intake.keep_draft(part.house, code, words[number], {"q1": Reply(words=f"half {number}")}, 1)
        intake.send(part.house, code, {"q1": Reply(words=f"member {number}")}, words[number])
    with part.house.database.reading() as session:
        replaced = session.exec(select(Envelope)).all()
    intake.stop(part.house, part.codes[7])
    intake.keep_draft(part.house, part.codes[8], words[8], {"q1": Reply(words="never sent")}, 1)
    intake.change(part.house, words[0], {"q1": Reply(words="changed")})
    intake.take_back(part.house, words[1])
    return {f"envelope replaced {at}": one.sealed[64 : 64 + PIECE] for at, one in enumerate(replaced)}


def _marks(house: House, box_id: object) -> dict[str, bytes]:
    """Give pieces of everything that has to go, cut so that no place in a page hides them."""
    marks = {"secret of the box": house.keyring.secret(box_id)}
    for wrap in json.loads((house.keyring.folder / box_id.hex / "wraps").read_bytes()):
        marks[f"wrap {wrap['holders']}"] = wrap["sealed"].encode()[:32]
        marks[f"wrap salt {wrap['holders']}"] = wrap["salt"].encode()
    with house.database.reading() as session:
        for kind, table in (("envelope", Envelope), ("draft", Draft), ("seat", Seat)):
            for at, row in enumerate(session.exec(select(table)).all()):
                marks[f"{kind} key {at}"] = row.key
                marks |= {
                    f"{kind} {at} {cut}": row.sealed[cut : cut + PIECE]
                    for cut in range(0, len(row.sealed) - PIECE, STEP)
                }
                if kind == "envelope":
                    marks[f"words key {at}"] = row.words_key
    return marks


def _found(house: House, marks: dict[str, bytes]) -> set[str]:
    held = _looked_at_from_outside(house.settings.folder).values()
    return {name for name, piece in marks.items() if any(piece in content for content in held)}


def _looked_at_from_outside(folder: Path) -> dict[str, bytes]:
    """
    Give every file as another process sees it.

    A process that opens and closes a file loses its locks on it (POSIX): reading the database here would make
    SQLite in the child think that nobody else has it open, fold the log and hide what the test looks for.
    """
    copy = folder.parent / "seen-from-outside"
    shutil.rmtree(copy, ignore_errors=True)
    subprocess.run(["cp", "-r", str(folder), str(copy)], check=True)
    return folders.files(copy)
