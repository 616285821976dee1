"""A pile of typed paper forms as sealed bytes: put down, taken up, swapped whole, and gone when it has left."""

from sqlmodel import Session, col, delete, select, update

from consult.box.pile_tables import PileRow


def add(session: Session, row: PileRow) -> None:
    """Keep a new pile."""
    session.add(row)
    session.flush()


def get(session: Session, key: bytes) -> PileRow | None:
    """Give the pile under this key (32 bytes from six words), None where there is none."""
    return session.exec(select(PileRow).where(col(PileRow.key) == key)).first()


def swap(session: Session, seen: PileRow, sealed: bytes) -> bool:
    """Put other bytes in the place of those that were read, in one statement; False when they changed meanwhile."""
    swapped = session.exec(
        update(PileRow).where(col(PileRow.key) == seen.key, col(PileRow.sealed) == seen.sealed).values(sealed=sealed),
        execution_options={"synchronize_session": False},
    )
    return bool(swapped.rowcount == 1)


def remove(session: Session, key: bytes) -> None:
    """Delete a pile; none there changes nothing."""
    session.exec(delete(PileRow).where(col(PileRow.key) == key))
