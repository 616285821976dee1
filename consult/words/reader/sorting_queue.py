"""What waits to be put in order: a table of ids is the whole queue, and no text is ever in it."""

from sqlmodel import Session, col, select, update

from consult.ids import SortingId
from consult.words.reader.bench_tables import Sorting, SortingState

LOST = "Putting the answers in order stopped half way. Nothing is lost. Try again."


class Stopped(Exception):
    """A reader stopped this sorting while it was made."""


def waiting(session: Session) -> SortingId | None:
    """Give a sorting that waits for its turn, if there is one."""
    found = session.exec(
        select(Sorting.id).where(Sorting.state == SortingState.WAITING).order_by(col(Sorting.id))
    ).first()
    return SortingId(found) if found else None


def claim(session: Session, sorting_id: SortingId) -> bool:
    """Take a sorting that waits; False where it was stopped, or is somebody else's by now."""
    return move_on(session, sorting_id, SortingState.WAITING, SortingState.WORKING)


def lose(session: Session) -> None:
    """Mark as failed what is being made by nobody; asked only by whoever knows that nobody works."""
    session.connection().execute(
        update(Sorting)
        .where(col(Sorting.state) == SortingState.WORKING)
        .values(state=SortingState.FAILED, trouble=LOST)
    )


def fail(session: Session, sorting_id: SortingId, sentence: str) -> None:
    """Mark a sorting as failed, with a sentence of ours."""
    if move_on(session, sorting_id, SortingState.WORKING, SortingState.FAILED):
        session.connection().execute(update(Sorting).where(col(Sorting.id) == sorting_id).values(trouble=sentence))


def tell(session: Session, sorting_id: SortingId, share: float) -> None:
    """Keep how far it is, 0 to 1. Stopped where a reader does not want it any more."""
    told = session.connection().execute(
        update(Sorting)
        .where(col(Sorting.id) == sorting_id, col(Sorting.state) == SortingState.WORKING)
        .values(progress=int(100 * share))
    )
    if told.rowcount != 1:
        raise Stopped


def move_on(session: Session, sorting_id: SortingId, old: SortingState, new: SortingState) -> bool:
    """Move a sorting from one state to another; False where it was not in the first."""
    changed = session.connection().execute(
        update(Sorting).where(col(Sorting.id) == sorting_id, col(Sorting.state) == old).values(state=new)
    )
    return changed.rowcount == 1
