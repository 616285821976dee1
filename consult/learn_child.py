"""The process in which proposals are learned: it is told one id, reads the answers itself, and leaves no text."""

import fcntl
import subprocess
from contextlib import suppress
from uuid import UUID

from consult import workers
from consult.errors import ConsultError
from consult.house import House
from consult.ids import PartId
from consult.words.learned import proposals

# Held by the one learner while it works. The system lets go of it when the learner dies, however it dies.
LOCK = "learning.lock"


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
        _Running.child = workers.start("consult.learn_child", house, part=part_id.hex)


def main() -> None:
    """Learn what was asked for, unless another learner is at it."""
    house, asked = workers.request()
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
