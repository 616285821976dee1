"""A money room with a fund and a box, for tests: codes are real, the database is a real file."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from consult.actors import Actor, Grant, OrganisationKind, Role
from consult.house import House
from consult.ids import AccountId, BoxId, RoundId
from consult.money import desk, funds, honoraria
from consult.money.months import Month, month_now
from consult.tokens import honorarium_key, new_code

AMOUNT = 2500


def actor(*roles: Role, kind: OrganisationKind = OrganisationKind.COMMUNITY) -> Actor:
    """Give someone with these roles."""
    return Actor(AccountId(uuid4()), kind, frozenset(Grant(role) for role in roles))


FINANCE = actor(Role.FINANCE)
DESK = actor(Role.DESK)


@dataclass
class MoneyRoom:
    """One fund and the acts on it, each in a transaction of its own."""

    house: House
    fund_id: UUID = field(default_factory=uuid4)

    def __post_init__(self) -> None:
        """Make the fund, with money for two hundred codes."""
        with self.house.database.writing() as session:
            self.fund_id = funds.add(session, FINANCE, f"Fund {uuid4().hex[:6]}")
            funds.receive(session, FINANCE, self.fund_id, 200 * AMOUNT, self.month)

    @property
    def month(self) -> Month:
        """The present month."""
        return month_now(self.house.clock)

    def key(self, code: str) -> bytes:
        """Give the key of a code."""
        return honorarium_key(self.house.pepper.value, code)

    def set_aside(self, seats: int, round_id: RoundId | None = None, amount: int = AMOUNT) -> tuple[BoxId, RoundId]:
        """Set money aside for a new box."""
        box_id, round_id = BoxId(uuid4()), round_id or RoundId(uuid4())
        with self.house.database.writing() as session:
            funds.set_aside(
                session,
                FINANCE,
                box_id,
                round_id,
                seats=seats,
                amount_cents=amount,
                fund_id=self.fund_id,
                month=self.month,
                others=(),
            )
        return box_id, round_id

    def mint(self, box_id: BoxId, seats: int, amount: int = AMOUNT) -> list[str]:
        """Make codes for a box."""
        codes = [new_code() for _ in range(seats)]
        with self.house.database.writing() as session:
            honoraria.mint(session, [self.key(code) for code in codes], box_id, amount)
        return codes

    def opened(self, seats: int) -> tuple[BoxId, RoundId, list[str]]:
        """Set money aside and make the codes."""
        box_id, round_id = self.set_aside(seats)
        return box_id, round_id, self.mint(box_id, seats)

    def give(self, *codes: str) -> None:
        """Give codes to members."""
        with self.house.database.writing() as session:
            for code in codes:
                honoraria.give(session, self.key(code))

    def decline(self, code: str) -> None:
        """Give one back."""
        with self.house.database.writing() as session:
            honoraria.decline(session, self.key(code))

    def close(self, box_id: BoxId, round_id: RoundId) -> int:
        """Book a box at its count."""
        with self.house.database.writing() as session:
            return honoraria.close_box(session, box_id, round_id, self.month)

    def look_up(self, code: str, desk_session: str = "") -> desk.Standing:
        """Ask about a code."""
        with self.house.database.reading() as session:
            return desk.look_up(session, self.house.pepper, code, month=self.month, desk_session=desk_session)

    def pay(self, code: str, desk_session: str = "here", who: Actor = DESK) -> desk.Standing:
        """Pay a code at a desk."""
        with self.house.database.writing() as session:
            return desk.pay(session, who, self.house.pepper, code, desk_session, month=self.month)
