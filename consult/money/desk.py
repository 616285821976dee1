"""A code is paid once, by whoever comes with it; the desk learns an amount and a state, and nothing else."""

import hmac
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import ColumnElement, case, text
from sqlmodel import Session, col, select, update

from consult.actors import Actor, Role
from consult.keyring import Pepper
from consult.money import ledger, restores
from consult.money.honoraria import fund_of, good_rounds, restored_boxes
from consult.money.months import Month
from consult.money.tables import Honorarium, HonorariumState, LastPaid, LineKind
from consult.tokens import honorarium_key, read_code


class CodeState(StrEnum):
    """What a desk may know of a code. Used, void, too old, never given and unknown are one: not good."""

    GOOD = "good"
    PAID = "paid"
    JUST_PAID = "just paid"
    NOT_GOOD = "not good"


@dataclass(frozen=True, slots=True)
class Standing:
    """All that is said about a code (HON-06). `amount_cents` is 0 when it is not good."""

    amount_cents: int
    state: CodeState


NOT_GOOD = Standing(0, CodeState.NOT_GOOD)


def look_up(session: Session, pepper: Pepper, code_text: str, *, month: Month, desk_session: str = "") -> Standing:
    """
    Say whether a code would be paid now, without spending it.

    A desk that names its session is told when this is the code it paid last. Raises MistypedCode before the
    database is touched when one letter is wrong; for a desk, restores.NotAccepted while a restore waits for finance.
    """
    key = honorarium_key(pepper.value, read_code(code_text))
    if desk_session:
        restores.require_accepted(session)
    amount = session.exec(select(Honorarium.amount_cents).where(col(Honorarium.key) == key, *_payable(month))).first()
    if amount is not None:
        return Standing(amount, CodeState.GOOD)
    return _just_paid(session, pepper, key, desk_session)


def pay(session: Session, actor: Actor, pepper: Pepper, code_text: str, desk_session: str, *, month: Month) -> Standing:
    """
    Pay a code: PAID the one time it works, JUST_PAID when a desk repeats its last one, else NOT_GOOD.

    One conditional UPDATE decides, so of fifty at once exactly one succeeds (HON-04). While its round is
    open the row keeps no month, and the ledger gets its line at the count. restores.NotAccepted as above.
    """
    actor.require(Role.DESK)
    restores.require_accepted(session)
    key = honorarium_key(pepper.value, read_code(code_text))
    paid = session.exec(
        update(Honorarium)
        .where(col(Honorarium.key) == key, *_payable(month))
        .values(
            state=HonorariumState.PAID,
            month=case((col(Honorarium.round_id).is_(None), None), else_=month),
        )
        .returning(col(Honorarium.amount_cents), col(Honorarium.round_id)),
        execution_options={"synchronize_session": False},
    ).one_or_none()
    if paid is None:
        return _just_paid(session, pepper, key, desk_session)
    amount_cents, round_id = paid
    if round_id is not None:
        ledger.write(session, fund_of(session, round_id), month, LineKind.PAID, amount_cents, count=1)
    _remember(session, _mark(pepper, desk_session), key)
    return Standing(amount_cents, CodeState.PAID)


def _payable(month: Month) -> tuple[ColumnElement[bool], ...]:
    """Given (or of a box that was put back), and its round open or counted within twelve months."""
    in_time = col(Honorarium.round_id).is_(None) | col(Honorarium.round_id).in_(good_rounds(month))
    is_out = (col(Honorarium.state) == HonorariumState.GIVEN) | (
        (col(Honorarium.state) == HonorariumState.MADE) & col(Honorarium.box_id).in_(restored_boxes())
    )
    return (is_out, in_time)


def _just_paid(session: Session, pepper: Pepper, key: bytes, desk_session: str) -> Standing:
    if not desk_session:
        return NOT_GOOD
    amount = session.exec(
        select(Honorarium.amount_cents)
        .join(LastPaid, col(LastPaid.honorarium) == col(Honorarium.key))
        .where(col(LastPaid.desk) == _mark(pepper, desk_session), col(Honorarium.key) == key)
    ).first()
    return NOT_GOOD if amount is None else Standing(amount, CodeState.JUST_PAID)


def _remember(session: Session, mark: bytes, key: bytes) -> None:
    # SQLite and PostgreSQL both know this form.
    session.connection().execute(
        text(
            "INSERT INTO money_last_paid (desk, honorarium) VALUES (:desk, :key)"
            " ON CONFLICT (desk) DO UPDATE SET honorarium = excluded.honorarium"
        ),
        {"desk": mark, "key": key},
    )


def _mark(pepper: Pepper, desk_session: str) -> bytes:
    return hmac.new(pepper.value, b"desk\0" + desk_session.encode(), sha256).digest()
