"""Answers in order of likeness, when a reader asks for it: one sorting of one question, made on this machine."""

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from consult.actors import Actor
from consult.errors import Missing, Refused
from consult.ids import PartId, SortingId, new_id
from consult.rounds import parts
from consult.words import reading
from consult.words.reader.bench_tables import SortedGroup, Sorting, SortingState
from consult.words.suggesting.limits import FEW, LEAST_RESOLUTION, MOST_RESOLUTION

SEED = 0
STEP = 1.5  # how much finer, or coarser, one press is
UNDER_WAY = (SortingState.WAITING, SortingState.WORKING)
LOOSE = (
    f"There are fewer than {FEW} answers. At so few, groups are loose: no method is good there. "
    "The order of likeness is worth more."
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a question stands: the sorting in use (none before the first), and the newest one that was asked for."""

    used: Sorting | None
    newest: Sorting | None

    @property
    def under_way(self) -> bool:
        """Say whether one waits for its turn or is being made."""
        return self.newest is not None and self.newest.state in UNDER_WAY


def ask(session: Session, actor: Actor, part_id: PartId, question: str, k: int, resolution: float = 1.0) -> SortingId:
    """
    Ask for a sorting of one question; a process of its own makes it.

    One that was made before with this resolution comes back into use at once. Refused while another one of the same
    question is under way, and where nobody wrote words.
    """
    reading.as_reader(session, actor, part_id, k)
    part = parts.locked(session, part_id)
    held = standing(session, part_id, question)
    if held.under_way:
        raise Refused("These answers are being put in order already.")
    if not reading.how_many(session, part, question):
        raise Refused("Nobody wrote words here.")
    within = round(min(MOST_RESOLUTION, max(LEAST_RESOLUTION, resolution)), 3)
    number = held.newest.number + 1 if held.newest else 1
    made = session.exec(
        select(Sorting).where(
            Sorting.part_id == part_id,
            Sorting.question == question,
            Sorting.resolution == within,
            Sorting.state == SortingState.DONE,
        )
    ).first()
    sorting = made or Sorting(
        id=SortingId(new_id()),
        part_id=part_id,
        question=question,
        number=number,
        resolution=within,
        seed=SEED,
        state=SortingState.WAITING,
    )
    sorting.number = number
    session.add(sorting)
    session.flush()
    return sorting.id


def cancel(session: Session, actor: Actor, sorting_id: SortingId, k: int) -> None:
    """Stop a sorting that waits or is being made; what was in use stays in use."""
    sorting = own(session, actor, sorting_id, k)
    parts.locked(session, sorting.part_id)
    session.refresh(sorting)
    if sorting.state not in UNDER_WAY:
        raise Refused("It is not being put in order any more.")
    sorting.state = SortingState.CANCELLED
    session.add(sorting)
    session.flush()


def again(session: Session, actor: Actor, sorting_id: SortingId, k: int) -> SortingId:
    """Try one that failed or was stopped once more."""
    sorting = own(session, actor, sorting_id, k)
    return ask(session, actor, sorting.part_id, sorting.question, k, sorting.resolution)


def standing(session: Session, part_id: PartId, question: str) -> Standing:
    """Give how a question stands; whoever asks has shown that she may read the part."""
    rows = session.exec(
        select(Sorting)
        .where(Sorting.part_id == part_id, Sorting.question == question)
        .order_by(col(Sorting.number).desc())
    ).all()
    used = next((row for row in rows if row.state == SortingState.DONE), None)
    return Standing(used, rows[0] if rows else None)


def groups_of(session: Session, sorting_id: SortingId) -> int:
    """Give how many groups a sorting found."""
    counted = select(func.count()).select_from(SortedGroup).where(SortedGroup.sorting_id == sorting_id)
    return session.exec(counted).one()


def own(session: Session, actor: Actor, sorting_id: SortingId, k: int) -> Sorting:
    """Give a sorting to a named reader of its part; Missing, NotAllowed, NotAReader or StillShut otherwise."""
    sorting = session.get(Sorting, sorting_id)
    if sorting is None:
        raise Missing
    reading.as_reader(session, actor, sorting.part_id, k)
    return sorting
