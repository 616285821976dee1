"""What members are owed: made at once, given at Send or Stop alike, and never changed by what was said."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, case, insert
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, delete, select, update

from consult.database import lock
from consult.errors import ConsultError, Refused
from consult.ids import BoxId, RoundId
from consult.money import ledger
from consult.money.months import Month, oldest_good
from consult.money.tables import Honorarium, HonorariumState, LastPaid, LineKind, SetAside

_QUIET = {"synchronize_session": False}


class NotSetAside(Refused):
    """The money for these seats is not set aside, so the part does not open (HON-19)."""

    sentence = "The money for this round is not set aside yet. Ask finance. Then open it."


class NotGivable(ConsultError):
    """An honorarium is not in the state that the act starts from. One error for all the reasons."""

    sentence = "This code has changed since. Reload the page."


def mint(session: Session, keys: Sequence[bytes], box_id: BoxId, amount_cents: int) -> None:
    """
    Make one honorarium a key, in order of the keys (32 random bytes each), from what is set aside.

    One conditional UPDATE claims the money. NotSetAside when none is, when keys x amount is more, when the
    amount is another, or when the honoraria of this box are made already.
    """
    claimed = session.exec(
        update(SetAside)
        .where(
            col(SetAside.box_id) == box_id,
            col(SetAside.minted) == 0,
            col(SetAside.counted).is_(None),
            col(SetAside.amount_cents) == amount_cents,
            col(SetAside.seats) >= len(keys),
        )
        .values(minted=len(keys)),
        execution_options=_QUIET,
    )
    if claimed.rowcount != 1:
        raise NotSetAside
    rows = [
        {"key": key, "box_id": box_id, "amount_cents": amount_cents, "state": HonorariumState.MADE}
        for key in sorted(keys)
    ]
    if rows:
        session.connection().execute(insert(Honorarium), rows)


def discard(session: Session, box_id: BoxId) -> None:
    """
    Destroy the honoraria of a card sheet that is made anew; the money stays set aside.

    Refused after the first one was given: by then somebody was let in.
    """
    aside = session.exec(select(SetAside).where(col(SetAside.box_id) == box_id)).first()
    if aside is not None and aside.restored:
        raise Refused("A backup was put back. Cards of this sheet may be out, so it can not be made anew.")
    held = aside.minted if aside else 0
    gone = session.exec(
        delete(Honorarium).where(col(Honorarium.box_id) == box_id, col(Honorarium.state) == HonorariumState.MADE),
        execution_options=_QUIET,
    )
    if gone.rowcount != held:
        raise Refused("Someone has used a card of this sheet. It can not be made anew.")
    session.exec(update(SetAside).where(col(SetAside.box_id) == box_id).values(minted=0), execution_options=_QUIET)


def give(session: Session, key: bytes) -> None:
    """
    Mark one as given, at Send or Stop. NotGivable unless it was made and not given before.

    In a box that was put back from a backup it may have been given, and paid, before: then it stays as it is.
    """
    if not _is_paid_in_restored(session, key):
        _step(session, key, HonorariumState.MADE, HonorariumState.GIVEN)


def decline(session: Session, key: bytes) -> None:
    """
    Void one that was given ("no code, thank you"); its money returns with the count's one total (HON-18).

    NotGivable when it was paid, or never given.
    """
    _step(session, key, HonorariumState.GIVEN, HonorariumState.VOID)


def close_box(session: Session, box_id: BoxId, round_id: RoundId, month: Month) -> int:
    """
    Book a box at its count or its end: void what was never given as one total, keep the rest for its members.

    What was paid while it was open is booked in this month, and its rows forget the box. Gives the number
    voided, declined ones in it. A second call changes nothing and gives 0.
    """
    closed = session.exec(
        update(SetAside).where(col(SetAside.box_id) == box_id, col(SetAside.counted).is_(None)).values(counted=month),
        execution_options=_QUIET,
    )
    if closed.rowcount != 1:
        return 0
    held = session.exec(select(SetAside).where(col(SetAside.box_id) == box_id)).one()
    states = _locked_states(session, box_id)
    _forget_last_paid(session, box_id)
    if held.restored:
        # Some of these may have been handed out after the backup was made, and nothing here can tell.
        states[HonorariumState.GIVEN] += states.pop(HonorariumState.MADE, 0)
        _take_as_given(session, box_id)
    _move_to_round(session, box_id, round_id, month)
    voided = states[HonorariumState.MADE] + states[HonorariumState.VOID]
    paid = states[HonorariumState.PAID]
    ledger.write(session, held.fund_id, month, LineKind.COUNTED, held.cents)
    for kind, count in ((LineKind.MADE, held.minted), (LineKind.PAID, paid), (LineKind.VOID, voided)):
        ledger.write(session, held.fund_id, month, kind, count * held.amount_cents, count=count)
    return voided


def expire(session: Session, month: Month) -> None:
    """Void the codes whose twelve months after the count are over, as one total a round."""
    over = session.exec(
        select(SetAside.round_id, SetAside.fund_id, SetAside.amount_cents)
        .where(col(SetAside.counted) < oldest_good(month))
        .distinct()
    ).all()
    for round_id, fund_id, amount_cents in over:
        gone = session.exec(
            update(Honorarium)
            .where(
                col(Honorarium.round_id) == round_id,
                col(Honorarium.state) == HonorariumState.GIVEN,
                col(Honorarium.round_id).not_in(good_rounds(month)),
            )
            .values(state=HonorariumState.VOID),
            execution_options=_QUIET,
        ).rowcount
        ledger.write(session, fund_id, month, LineKind.VOID, gone * amount_cents, count=gone)


def good_rounds(month: Month) -> Select[RoundId]:
    """Give the SELECT of rounds whose codes are good: a box still open, or counted within twelve months."""
    in_time = col(SetAside.counted).is_(None) | (col(SetAside.counted) >= oldest_good(month))
    return sql_select(col(SetAside.round_id)).where(in_time)


def restored_boxes() -> Select[BoxId]:
    """Give the SELECT of open boxes that were put back: a code of theirs may be out though its row says "made"."""
    return sql_select(col(SetAside.box_id)).where(col(SetAside.restored), col(SetAside.counted).is_(None))


def fund_of(session: Session, round_id: RoundId) -> UUID:
    """Give the one fund that pays a round."""
    funds = select(SetAside.fund_id).where(col(SetAside.round_id) == round_id).distinct()
    return session.exec(funds).one()


def _step(session: Session, key: bytes, before: HonorariumState, after: HonorariumState) -> None:
    changed = session.exec(
        update(Honorarium)
        .where(
            col(Honorarium.key) == key,
            col(Honorarium.state) == before,
            col(Honorarium.box_id).is_not(None),
        )
        .values(state=after),
        execution_options=_QUIET,
    )
    if changed.rowcount != 1:
        raise NotGivable


def _is_paid_in_restored(session: Session, key: bytes) -> bool:
    paid = select(Honorarium.key).where(
        col(Honorarium.key) == key,
        col(Honorarium.state) == HonorariumState.PAID,
        col(Honorarium.box_id).in_(restored_boxes()),
    )
    return session.exec(paid).first() is not None


def _take_as_given(session: Session, box_id: BoxId) -> None:
    session.exec(
        update(Honorarium)
        .where(col(Honorarium.box_id) == box_id, col(Honorarium.state) == HonorariumState.MADE)
        .values(state=HonorariumState.GIVEN),
        execution_options=_QUIET,
    )


def _locked_states(session: Session, box_id: BoxId) -> Counter[HonorariumState]:
    """Count the states of a box's honoraria, held so that no desk pays one in between."""
    rows = lock(
        session,
        select(Honorarium.state).where(col(Honorarium.box_id) == box_id).order_by(col(Honorarium.key)),
    ).all()
    return Counter(rows)


def _move_to_round(session: Session, box_id: BoxId, round_id: RoundId, month: Month) -> None:
    was = col(Honorarium.state)
    session.exec(
        update(Honorarium)
        .where(col(Honorarium.box_id) == box_id)
        .values(
            box_id=None,
            round_id=round_id,
            month=case((was == HonorariumState.PAID, month), else_=None),
            state=case((was == HonorariumState.MADE, HonorariumState.VOID), else_=was),
        ),
        execution_options=_QUIET,
    )


def _forget_last_paid(session: Session, box_id: BoxId) -> None:
    keys = select(Honorarium.key).where(col(Honorarium.box_id) == box_id)
    session.exec(delete(LastPaid).where(col(LastPaid.honorarium).in_(keys)), execution_options=_QUIET)
