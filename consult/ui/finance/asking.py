"""What waits for money: approved parts, with their seats, spares included, and the amount of their round."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from consult import burden
from consult.actors import Actor, Role
from consult.box.tables import Box, BoxState
from consult.ids import AccountId, BoxId, RoundId
from consult.money import funds
from consult.money.months import Month
from consult.rounds import assignments, parts
from consult.rounds.tables import Advisory, Part, PartState, Round

_ASKS = frozenset({PartState.APPROVED})


@dataclass(frozen=True, slots=True)
class Asked:
    """
    A part's box with what it needs and what is set aside for it, in cents.

    `most_cents` is what one person could then be paid for `year`, over all rounds and advisories.
    """

    box_id: BoxId
    round_id: RoundId
    title: str
    advisory: str
    seats: int
    amount_cents: int
    held_cents: int
    may_go_back: bool
    year: int
    most_cents: int

    @property
    def needed_cents(self) -> int:
        """Seats (spares included) x amount."""
        return self.seats * self.amount_cents


def parts_with_money(session: Session, actor: Actor, month: Month) -> tuple[list[Asked], list[Asked]]:
    """Give the parts that wait for money, and those that have it, each in order of their titles."""
    actor.require(Role.FINANCE)
    rows = session.exec(
        select(Part, Round, Advisory.name, Box)
        .join(Round, col(Round.id) == col(Part.round_id))
        .join(Advisory, col(Advisory.id) == col(Part.advisory_id))
        .join(Box, col(Box.id) == col(Part.box_id))
        .order_by(col(Round.title), col(Advisory.position))
    ).all()
    held = funds.set_aside_for(session, [box.id for _, _, _, box in rows], month)
    asked = [
        Asked(
            box_id=box.id,
            round_id=round_.id,
            title=round_.title,
            advisory=advisory,
            seats=box.seats,
            amount_cents=round_.amount_cents or 0,
            held_cents=held.get(box.id, 0),
            may_go_back=box.state is BoxState.APPROVED,
            year=box.earliest_close.year if round_.opens_on is None else round_.opens_on.year,
            most_cents=_most(session, part, round_),
        )
        for part, round_, advisory, box in rows
        if box.id in held or part.state in _ASKS
    ]
    return [one for one in asked if not one.held_cents], [one for one in asked if one.held_cents]


def set_aside(
    session: Session, actor: Actor, asked: Asked, fund_id: UUID, month: Month, *, is_accepted: bool = False
) -> None:
    """
    Set the money of a part aside, and keep on record in its round who did: she never takes its cards.

    `is_accepted` is finance's yes to more than $500 for one person in the year; burden.PastTheYearlySum without it.
    Raises what `funds.set_aside` raises; NotFinanceOfThisRound for whoever has another part in the round, or had.
    """
    # Held first: who reads and who takes the cards does not change between this look and the record.
    parts.locked_round(session, asked.round_id)
    burden.require_accepted(_most_now(session, asked), is_accepted=is_accepted)
    funds.set_aside(
        session,
        actor,
        asked.box_id,
        asked.round_id,
        seats=asked.seats,
        amount_cents=asked.amount_cents,
        fund_id=fund_id,
        month=month,
        others=_others(session, asked.round_id),
    )
    assignments.take_on(session, asked.round_id, actor.account_id, Role.FINANCE)


def _most(session: Session, part: Part, round_: Round) -> int:
    year = round_.opens_on.year if round_.opens_on else 0
    return burden.most_for_one(session, year, part.id) + (round_.amount_cents or 0)


def _most_now(session: Session, asked: Asked) -> int:
    """Give the sum as it is in this transaction: another part may have had its money set aside since."""
    part = parts.in_box(session, asked.box_id)
    return _most(session, part, parts.round_of(session, part.round_id))


def _others(session: Session, round_id: RoundId) -> frozenset[AccountId]:
    """Give author, readers and takers, those who were taken back too: finance of a round is none of them."""
    named = assignments.ever(session, round_id)
    others = (one.account_id for one in named if one.role is not Role.FINANCE)
    return frozenset({parts.author_of(session, round_id), *others})
