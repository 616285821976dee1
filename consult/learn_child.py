"""The process in which proposals are learned: it is told one id, reads the answers itself, and leaves no text."""

import fcntl
import json
import os
import resource
import subprocess
import sys
from contextlib import suppress
from uuid import UUID

from consult.errors import ConsultError
from consult.house import House, assemble
from consult.ids import PartId
from consult.settings import Settings
from consult.words.learned import proposals

# Held by the one learner while it works. The system lets go of it when the learner dies, however it dies.
LOCK = "learning.lock"
NICE = 10


class _Running:
    """The learner this process started last, and for how much coding of which part: a failure is not tried twice."""

    child: "subprocess.Popen[str] | None" = None
    tried: tuple[PartId, int] | None = None


def is_learning() -> bool:
    """Say whether a learner that this process started is at work."""
    return _Running.child is not None and _Running.child.poll() is None


def tend(house: House, part_id: PartId) -> None:
    """Start a learner where a part has enough new coding. Asked whenever a reader looks; it returns at once."""
    if is_learning():
        return
    with house.database.reading() as session:
        asked = (part_id, proposals.coded(session, part_id))
        is_due = asked != _Running.tried and proposals.is_due(session, part_id)
    if is_due:
        _Running.tried = asked
        _start(house, part_id)


def _start(house: House, part_id: PartId) -> None:
    asked = {"settings": house.settings.model_dump(mode="json"), "part": part_id.hex}
    child = subprocess.Popen(
        [sys.executable, "-m", "consult.learn_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    _Running.child = child
    if child.stdin is not None:
        with suppress(BrokenPipeError):
            child.stdin.write(json.dumps(asked))
            child.stdin.close()


def main() -> None:
    """Read one request from standard input and learn, unless another learner is at it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Members' pages come first.
    os.nice(NICE)
    asked = json.load(sys.stdin)
    house = assemble(Settings(**asked["settings"]))
    with (house.settings.folder / LOCK).open("ab") as file, suppress(OSError, ConsultError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        work(house, PartId(UUID(asked["part"])))


def work(house: House, part_id: PartId) -> None:
    """Learn from what is coded of a part, and keep what is proposed."""
    # Loaded only here: it takes a second or two.
    from consult.words.learned import proposal_work  # noqa: PLC0415

    with house.database.reading() as session:
        held = proposal_work.material(session, part_id)
    lesson = proposal_work.make(held)
    with house.database.writing() as session:
        proposal_work.keep(session, part_id, held, lesson)


if __name__ == "__main__":
    main()
