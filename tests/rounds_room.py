"""People and rounds for tests: an author, stewards, and a round that every rule allows."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from consult.actors import Actor, Grant, OrganisationKind, Role
from consult.ids import AccountId, AdvisoryId, PartId, RoundId, new_id
from consult.rounds import advisories, approvals, drafts, parts

FACTS = {
    "fixed": "the building and the budget",
    "open": "the rules, the hours and the team",
    "reader_roles": "a peer worker and the coordinator of the partnership",
    "convenor": "TESS. TESS is a group of services across Nova Scotia. YWCA Halifax runs it.",
    "contact": "the round desk at 902-555-0100",
    "outside_contact": "a community legal clinic at 902-555-0101",
    "benefits_help": "a legal aid line at 902-555-0102",
    "where": "the front desk, from 9 am to 4 pm",
    "program": "a small house with six rooms",
}
ASKED = {"benefit": "It can open when you need it.", "engagement": "Two elders were asked.", "ethics_watch": "no"}
FIELDS = {
    "title": "The house with six rooms",
    "topic": "a house with six rooms",
    "decider": "The housing team at YWCA Halifax",
    "amount_cents": 2500,
}


def actor(role: Role, advisory_id: AdvisoryId | None = None, account_id: AccountId | None = None) -> Actor:
    """Someone with one role, signed in."""
    return Actor(account_id or AccountId(new_id()), OrganisationKind.COMMUNITY, frozenset({Grant(role, advisory_id)}))


@dataclass(frozen=True, slots=True)
class Written:
    """A round put before the stewards of one advisory."""

    author: Actor
    steward: Actor
    round_id: RoundId
    part_id: PartId
    advisory_id: AdvisoryId


def written(
    session: Session,
    today: date,
    *,
    template: str = "program_codesign",
    seats: int = 12,
    advisory: int = 0,
    ask: bool = True,
    author: Actor | None = None,
) -> Written:
    """Write a whole round from a template and, unless told not to, ask for its approval."""
    writer = author or actor(Role.AUTHOR)
    advisories.add_defaults(session)
    chosen = advisories.in_order(session)[advisory].id
    common = drafts.Common(facts=FACTS, longest_copy_days=35, floor_cents_hour=2830)
    round_id = drafts.begin(session, writer, common, template, today)
    drafts.change(session, writer, round_id, FIELDS)
    part_id = drafts.add_part(session, writer, round_id, chosen)
    drafts.change_part(session, writer, part_id, {"seats": seats, "spares": 2, **ASKED})
    if ask:
        approvals.ask(session, writer, part_id, today)
    return Written(writer, actor(Role.STEWARD, chosen), round_id, part_id, chosen)


def approve(session: Session, made: Written, today: date) -> None:
    """Approve the text as it stands."""
    digest = parts.script_now(session, made.part_id).digest()
    approvals.record(session, made.steward, made.part_id, digest, today)


def days(first: date, *numbers: int) -> tuple[date, ...]:
    """Days counted from a first one."""
    return tuple(first + timedelta(days=number) for number in numbers)
