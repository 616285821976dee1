"""The process in which answers are put in order: it is told one id, reads the answers itself, and leaves no text."""

import fcntl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from consult import workers
from consult.errors import ConsultError
from consult.house import House
from consult.ids import SortingId
from consult.words.reader import sorting_queue

# Held by the one worker while it works. The system lets go of it when the worker dies, however it dies.
LOCK = "sorting.lock"
PATIENCE_SECONDS = 10.0
SMALLEST_STEP = 0.02


class _Running:
    """The worker this process started last, if any."""

    child: "subprocess.Popen[str] | None" = None


def tend(house: House) -> None:
    """Start the worker where something waits; say so where one died. Asked whenever a reader looks."""
    child = _Running.child
    if child is not None and child.poll() is None:
        return
    with _turn(house, 0) as is_mine:
        if not is_mine:
            return
        with house.database.writing() as session:
            sorting_queue.lose(session)
            waits = sorting_queue.waiting(session)
    if waits is not None:
        _Running.child = workers.start("consult.sort_child", house, sorting=waits.hex)


def main() -> None:
    """Make the one sorting that was asked for, then those that wait."""
    house, asked = workers.request()
    work(house, SortingId(UUID(asked["sorting"])))


def work(house: House, first: SortingId) -> None:
    """Make one sorting, then each that waits; nothing where another worker is at it."""
    with _turn(house, PATIENCE_SECONDS) as is_mine:
        following: SortingId | None = first
        while is_mine and following is not None:
            _make(house, following)
            with house.database.reading() as session:
                following = sorting_queue.waiting(session)


def _make(house: House, sorting_id: SortingId) -> None:
    with house.database.writing() as session:
        if not sorting_queue.claim(session, sorting_id):
            return
    # Loaded only here, after the queue says that it is being worked on: it takes a second or two.
    from consult.words.reader import sorting_work  # noqa: PLC0415

    try:
        with house.database.reading() as session:
            sorting, answers, words = sorting_work.texts(session, sorting_id)
        found, keywords = sorting_work.make(sorting, words, _Teller(house, sorting_id).tell)
        with house.database.writing() as session:
            sorting_work.keep(session, sorting_id, answers, found, keywords)
    except sorting_queue.Stopped:
        return
    except Exception as error:  # noqa: BLE001 -- whatever it is, the queue goes on, and nothing of it is printed
        sentence = error.sentence if isinstance(error, ConsultError) else sorting_queue.LOST
        with house.database.writing() as session:
            sorting_queue.fail(session, sorting_id, sentence)


class _Teller:
    """Keeps how far a sorting is, seldom enough not to hold up anyone who writes."""

    def __init__(self, house: House, sorting_id: SortingId) -> None:
        self._house, self._sorting_id, self._told = house, sorting_id, 0.0

    def tell(self, share: float) -> None:
        """Keep the share done, 0 to 1. Stopped where a reader does not want it any more."""
        if share - self._told < SMALLEST_STEP:
            return
        self._told = share
        with self._house.database.writing() as session:
            sorting_queue.tell(session, self._sorting_id, share)


@contextmanager
def _turn(house: House, patience: float) -> Iterator[bool]:
    """Hold the one place of a worker; False where another holds it still after so many seconds."""
    with (house.settings.folder / LOCK).open("ab") as file:
        yield _locked(file, time.monotonic() + patience)


def _locked(file: Any, until: float) -> bool:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if time.monotonic() >= until:
                return False
            time.sleep(0.05)
        else:
            return True


if __name__ == "__main__":
    main()
