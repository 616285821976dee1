"""What waits for money: approved parts, with their seats, spares included, and the amount of their round."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from consult.actors import Actor, Role
from consult.box.tables import Box, BoxState
from consult.ids import AccountId, BoxId, RoundId
from consult.money import funds
from consult.money.months import Month
from consult.rounds.tables import Advisory, Assignment, Part, PartState, Round

_ASKS = frozenset({PartState.APPROVED})


@dataclass(frozen=True, slots=True)
class Asked:
    """A part's box with what it needs and what is set aside for it, in cents. `others` may not set it aside."""

    box_id: BoxId
    round_id: RoundId
    title: str
    advisory: str
    seats: int
    amount_cents: int
    held_cents: int
    may_go_back: bool
    others: frozenset[AccountId]

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
            others=_others(session, round_),
        )
        for part, round_, advisory, box in rows
        if box.id in held or part.state in _ASKS
    ]
    return [one for one in asked if not one.held_cents], [one for one in asked if one.held_cents]


def _others(session: Session, round_: Round) -> frozenset[AccountId]:
    """Give author, readers and takers: finance of a round is none of them."""
    assigned = session.exec(
        select(Assignment.account_id).where(col(Assignment.round_id) == round_.id, col(Assignment.role) != Role.FINANCE)
    ).all()
    return frozenset({round_.author_id, *(AccountId(one) for one in assigned)})
