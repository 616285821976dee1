"""After a backup was put back nobody is paid until finance has seen how much could be paid twice, and accepts it."""

from collections.abc import Mapping

from sqlmodel import Session, col, func, select, update

from consult.actors import Actor, Role
from consult.errors import Refused
from consult.ids import BoxId, new_id
from consult.money.tables import Honorarium, HonorariumState, Restore, SetAside


class NotAccepted(Refused):
    """A backup was put back, and finance did not yet accept what could be paid twice."""

    sentence = "A backup was put back. Nothing is paid and no round goes on before finance has looked at it."


def set_aside(session: Session) -> dict[BoxId, int]:
    """Give what is or was set aside, in cents by box."""
    return {held.box_id: held.cents for held in session.exec(select(SetAside))}


def note(session: Session, standing: Mapping[BoxId, int]) -> int:
    """
    Mark every open box as put back, and hold all pay; gives the most that could be paid twice, in cents.

    Every code that the backup knows as not paid may have been paid since. Of a box that is not counted all seats
    count, paid or not: a finer sum would tell how many of its members were paid, and its cards may be made again.
    `standing` is what the replaced tables had set aside: what the backup does not know of may be promised again.
    """
    waiting = select(func.coalesce(func.sum(Honorarium.amount_cents), 0)).where(
        col(Honorarium.state) == HonorariumState.GIVEN, col(Honorarium.box_id).is_(None)
    )
    not_counted = select(SetAside).where(col(SetAside.counted).is_(None))
    most = int(session.exec(waiting).one()) + sum(held.cents for held in session.exec(not_counted))
    known = set_aside(session)
    most += sum(cents for box_id, cents in standing.items() if box_id not in known)
    session.exec(update(SetAside).where(col(SetAside.counted).is_(None)).values(restored=True))
    session.add(Restore(id=new_id(), cents=most))
    session.flush()
    return most


def waiting_cents(session: Session) -> int | None:
    """Give the most that could be paid twice while that waits for finance; None when nothing waits."""
    waiting = session.exec(select(Restore.cents).where(col(Restore.accepted_by).is_(None))).all()
    return max(waiting) if waiting else None


def accept(session: Session, actor: Actor) -> None:
    """Accept it, as finance: desks pay again, and stewards may let their rounds go on."""
    actor.require(Role.FINANCE)
    session.exec(update(Restore).where(col(Restore.accepted_by).is_(None)).values(accepted_by=actor.account_id))


def require_accepted(session: Session) -> None:
    """Raise NotAccepted while a backup that was put back waits for finance."""
    if waiting_cents(session) is not None:
        raise NotAccepted
