"""Money is set aside before anyone is asked anything; what is set aside is never promised twice."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, delete, func, select

from consult.actors import Actor, Role
from consult.database import lock
from consult.dollars import AMOUNTS_CENTS, in_dollars
from consult.errors import BadText, Missing, Refused
from consult.ids import AccountId, BoxId, RoundId, new_id
from consult.money import ledger
from consult.money.honoraria import expire
from consult.money.months import Month
from consult.money.tables import Fund, LineKind, SetAside
from consult.plain_text import normalise

LONGEST_NAME = 60
FEWEST_SEATS = 5
MOST_SEATS = 500
_NO_FUND = "There is no such fund. Reload the page."


class NotEnough(Refused):
    """The fund has less free money than this act needs."""


class NotFinanceOfThisRound(Refused):
    """Finance is never author, reader or desk of the same round (round.md, "Who")."""

    sentence = "You have another part in this round, or you pay codes. Someone else sets its money aside."


@dataclass(frozen=True, slots=True)
class FundShown:
    """A fund's name and its sums, in cents, as finance sees them."""

    fund_id: UUID
    name: str
    sums: ledger.FundSums


def add(session: Session, actor: Actor, name: str) -> UUID:
    """Make a fund. BadText when the name is empty, too long, or taken."""
    actor.require(Role.FINANCE)
    plain = " ".join(normalise(name).split())
    if not plain:
        raise BadText("Type a name for the fund.")
    if len(plain) > LONGEST_NAME:
        raise BadText(f"Keep the name to {LONGEST_NAME} characters.")
    if any(plain.casefold() == fund.name.casefold() for fund in _all(session)):
        raise BadText("There is a fund with this name. Choose another name.")
    fund = Fund(id=new_id(), name=plain)
    session.add(fund)
    session.flush()
    return fund.id


def receive(session: Session, actor: Actor, fund_id: UUID, cents: int, month: Month) -> None:
    """Put money into a fund."""
    actor.require(Role.FINANCE)
    _locked(session, fund_id)
    ledger.write(session, fund_id, month, LineKind.RECEIVED, _above_zero(cents))


def withdraw(session: Session, actor: Actor, fund_id: UUID, cents: int, month: Month) -> None:
    """Take free money out of a fund again. NotEnough when it is set aside or owed."""
    actor.require(Role.FINANCE)
    _locked(session, fund_id)
    free = ledger.fund_sums(session, fund_id, month).free_cents
    if _above_zero(cents) > free:
        raise NotEnough(f"This fund has {in_dollars(free)} free. You can take out no more than that.")
    ledger.write(session, fund_id, month, LineKind.WITHDRAWN, cents)


def shown(session: Session, actor: Actor, month: Month) -> list[FundShown]:
    """Give the funds by name, with what finance may see of each."""
    actor.require(Role.FINANCE)
    return [FundShown(fund.id, fund.name, ledger.fund_sums(session, fund.id, month)) for fund in _all(session)]


def set_aside(
    session: Session,
    actor: Actor,
    box_id: BoxId,
    round_id: RoundId,
    *,
    seats: int,
    amount_cents: int,
    fund_id: UUID,
    month: Month,
    others: Collection[AccountId],
) -> None:
    """
    Set seats (spares included) x amount aside for a box.

    `others` are the accounts of the round's author, readers and takers. Raises NotFinanceOfThisRound,
    NotEnough, or Refused for an amount that is not in the list, seats out of range, a second time, or a
    second fund or amount for one round (HON-03: the same for all).
    """
    actor.require(Role.FINANCE)
    if actor.account_id in others or actor.holds(Role.DESK):
        raise NotFinanceOfThisRound
    _check_size(seats, amount_cents)
    _all_locked(session, fund_id)
    _check_first(session, box_id)
    _check_same(session, round_id, fund_id, amount_cents)
    expire(session, month)
    free = ledger.fund_sums(session, fund_id, month).free_cents
    needed = seats * amount_cents
    if needed > free:
        raise NotEnough(
            f"{seats} seats at {in_dollars(amount_cents)} need {in_dollars(needed)}."
            f" This fund has {in_dollars(free)} free."
        )
    session.add(SetAside(box_id=box_id, round_id=round_id, fund_id=fund_id, seats=seats, amount_cents=amount_cents))
    ledger.write(session, fund_id, month, LineKind.SET_ASIDE, needed)


def put_back(session: Session, box_id: BoxId, month: Month) -> bool:
    """
    Put what was set aside back into its fund, when the approval was voided before opening.

    False when nothing was set aside. Refused once its codes are made: then only a count moves the money.
    """
    held = session.exec(select(SetAside).where(col(SetAside.box_id) == box_id)).first()
    if held is None:
        return False
    gone = session.exec(
        delete(SetAside).where(
            col(SetAside.box_id) == box_id, col(SetAside.minted) == 0, col(SetAside.counted).is_(None)
        )
    )
    if gone.rowcount != 1:
        raise Refused("The codes of this round are made. Its money stays set aside until the count.")
    ledger.write(session, held.fund_id, month, LineKind.PUT_BACK, held.cents)
    return True


def set_aside_for(session: Session, box_ids: Sequence[BoxId], month: Month) -> dict[BoxId, int]:
    """Give the cents set aside for each of these boxes, nothing finer; a counted one goes with its month."""
    held = session.exec(select(SetAside).where(col(SetAside.box_id).in_(box_ids))).all()
    return {one.box_id: one.cents for one in held if one.counted is None or one.counted >= month}


def covers(session: Session, box_id: BoxId, seats: int, amount_cents: int) -> bool:
    """Say whether what is set aside for a box pays so many seats this amount (HON-19)."""
    held = session.get(SetAside, box_id)
    return held is not None and held.amount_cents == amount_cents and held.seats >= seats


def _all(session: Session) -> Sequence[Fund]:
    return session.exec(select(Fund).order_by(func.lower(Fund.name))).all()


def _locked(session: Session, fund_id: UUID) -> Fund:
    """Hold the fund, so that two acts at once can not both spend its last dollar."""
    fund: Fund | None = lock(session, select(Fund).where(col(Fund.id) == fund_id)).first()
    if fund is None:
        raise Missing(_NO_FUND)
    return fund


def _all_locked(session: Session, fund_id: UUID) -> None:
    """Hold every fund, so that two parts of one round, from two funds at once, are looked at one after the other."""
    held = lock(session, select(Fund).order_by(col(Fund.id))).all()
    if all(fund.id != fund_id for fund in held):
        raise Missing(_NO_FUND)


def _above_zero(cents: int) -> int:
    if cents <= 0:
        raise BadText("Type an amount above zero.")
    return cents


def _check_size(seats: int, amount_cents: int) -> None:
    if amount_cents not in AMOUNTS_CENTS:
        raise Refused("This amount is not in the list. An odd amount would name the round.")
    if not FEWEST_SEATS <= seats <= MOST_SEATS:
        raise Refused(f"A part has {FEWEST_SEATS} to {MOST_SEATS} seats, spares included.")


def _check_first(session: Session, box_id: BoxId) -> None:
    if session.get(SetAside, box_id) is not None:
        raise Refused("Money is set aside for this part already.")


def _check_same(session: Session, round_id: RoundId, fund_id: UUID, amount_cents: int) -> None:
    parts = session.exec(select(SetAside).where(col(SetAside.round_id) == round_id)).all()
    if any(part.fund_id != fund_id for part in parts):
        raise Refused("Another part of this round is paid from another fund. Use that one.")
    if any(part.amount_cents != amount_cents for part in parts):
        raise Refused("Another part of this round pays another amount. It is the same for all.")
