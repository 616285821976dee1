"""A round as it really comes to be, step by step through the doors: for tests, the bench and whoever needs one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from consult import counting, intake, opening
from consult.actors import Role
from consult.clock import SetClock, today
from consult.house import House
from consult.ids import AdvisoryId, PartId, RoundId
from consult.money import funds
from consult.money.months import month_now
from consult.papers import Paper, Reply
from consult.rounds import approvals, assignments, checks, dates, drafts, parts, questions
from consult.rounds.scripts import Kind, Question, Script
from consult.rounds.tables import AdvisoryKind
from consult.tokens import HonorariumCode, InviteCode, OpeningPhrase
from tests import french_texts
from tests.round_texts import FACTS, small_questions
from tests.staffing import PASSWORD, Staff, account, advisory, cheapen_hashes, first_admin, organisation, staff

__all__ = [
    "FACTS",
    "PASSWORD",
    "Staff",
    "account",
    "advisory",
    "cheapen_hashes",
    "first_admin",
    "organisation",
    "small_questions",
    "staff",
]

AMOUNT = 2500
ASKED = {"benefit": "It can open when you need it.", "engagement": "Two elders were asked.", "ethics_watch": "no"}


@dataclass(frozen=True)
class Opened:
    """An open part, its phrases and its cards."""

    house: House
    staff: Staff
    advisory_id: AdvisoryId
    round_id: RoundId
    part_id: PartId
    fund_id: UUID
    phrases: tuple[OpeningPhrase, OpeningPhrase]
    codes: tuple[InviteCode, ...]

    @property
    def script(self) -> Script:
        """What members see."""
        with self.house.database.reading() as session:
            return approvals.approved_script(session, self.part_id)

    @property
    def box_id(self) -> Any:
        """Where the answers wait."""
        with self.house.database.reading() as session:
            return parts.part(session, self.part_id).box_id


def write_round(
    house: House,
    people: Staff,
    advisory_id: AdvisoryId,
    *,
    template: str = "",
    listed: Iterable[questions.Written] | None = None,
    seats: int = 12,
    spares: int = 0,
    title: str = "The drop-in",
    amount: int = AMOUNT,
) -> tuple[RoundId, PartId]:
    """Write a round for one advisory that opens today, with every fact that consent needs."""
    now = today(house.clock)
    calendar = dates.propose(now, house.settings.longest_copy_days)
    with house.database.writing() as session:
        round_id = drafts.begin(session, people.author, drafts.Common.of(house.settings), template)
        common = {
            "title": title,
            "topic": "the drop-in",
            "decider": "The steering group",
            "facts": FACTS,
            "amount_cents": amount,
            "minutes": 15,
            **{name: getattr(calendar, name) for name in dates.NAMES},
        }
        if not template:
            common |= {"level": "involve", "brief": "We plan a drop-in. Your ideas can change it."}
            drafts.set_questions(session, people.author, round_id, listed or small_questions())
        drafts.change(session, people.author, round_id, common)
        part_id = add_part(session, people, round_id, advisory_id, seats=seats, spares=spares)
        for who, role in (
            (people.reader, Role.READER),
            (people.second_reader, Role.READER),
            (people.finance, Role.FINANCE),
            (people.facilitator, Role.FACILITATOR),
        ):
            assignments.assign(session, people.author, round_id, who.account_id, role)
    return round_id, part_id


def add_part(
    session: Session, people: Staff, round_id: RoundId, advisory_id: AdvisoryId, *, seats: int, spares: int = 0
) -> PartId:
    """Ask one more advisory in a round."""
    part_id = drafts.add_part(session, people.author, round_id, advisory_id)
    drafts.change_part(session, people.author, part_id, {"seats": seats, "spares": spares, **ASKED})
    return part_id


def approve(house: House, people: Staff, part_id: PartId) -> tuple[OpeningPhrase, OpeningPhrase]:
    """Ask for approval and approve, as the steward who has read the text; her reasons stand where one is asked."""
    with house.database.writing() as session:
        approvals.ask(session, people.author, part_id, today(house.clock))
        approvals.agree(session, people.steward, part_id, small_box=True)
        script = parts.script_now(session, part_id)
    return opening.approve(house, people.steward, part_id, script.digest(), reasons_for(house, part_id))


def reasons_for(house: House, part_id: PartId) -> dict[str, str]:
    """Give a reason for each finding that waits for one."""
    with house.database.reading() as session:
        reviewed = checks.review(*parts.whole(session, part_id), today(house.clock))
        return {found.key: "This word is what members say themselves." for found in reviewed.blocks}


def set_aside(house: House, people: Staff, part_id: PartId, fund_id: UUID | None = None) -> UUID:
    """Set the money of a part aside, from a fund that is made and filled when none is given."""
    month = month_now(house.clock)
    with house.database.writing() as session:
        part = parts.part(session, part_id)
        script = approvals.approved_script(session, part_id)
        needed = script.seats * script.amount_cents
        if fund_id is None:
            fund_id = funds.add(session, people.finance, f"Fund {part_id.hex[:6]}")
        funds.receive(session, people.finance, fund_id, needed, month)
        assert part.box_id is not None
        funds.set_aside(
            session,
            people.finance,
            part.box_id,
            part.round_id,
            seats=script.seats,
            amount_cents=script.amount_cents,
            fund_id=fund_id,
            month=month,
            others=(people.author.account_id, people.reader.account_id, people.second_reader.account_id),
        )
    return fund_id


def opened(
    house: House,
    *,
    template: str = "",
    listed: Iterable[questions.Written] | None = None,
    seats: int = 12,
    spares: int = 0,
    people: Staff | None = None,
    advisory_id: AdvisoryId | None = None,
    french: bool = False,
) -> Opened:
    """Write, approve, fund, open and confirm a part: members can come in. `french` offers it in French too."""
    advisory_id = advisory_id or advisory(house)
    people = people or staff(house, advisory_id)
    round_id, part_id = write_round(
        house, people, advisory_id, template=template, listed=listed, seats=seats, spares=spares
    )
    if french:
        with house.database.writing() as session:
            french_texts.put_in(session, people.author, part_id)
    phrases = approve(house, people, part_id)
    fund_id = set_aside(house, people, part_id)
    sheet = opening.open_part(house, people.author, part_id)
    opening.confirm_sheet(house, people.author, part_id)
    return Opened(house, people, advisory_id, round_id, part_id, fund_id, phrases, sheet.codes)


def opened_beside(first: Opened, name: str = "Indigenous advisory", seats: int = 6) -> Opened:
    """Open one more part of the same round, for another advisory with people of its own."""
    house, advisory_id = first.house, advisory(first.house, name, AdvisoryKind.CULTURAL)
    people = staff(house, advisory_id, first.staff.admin, mark=f"-{advisory_id.hex[:4]}")
    people = replace(people, author=first.staff.author, finance=first.staff.finance)
    with house.database.writing() as session:
        part_id = add_part(session, people, first.round_id, advisory_id, seats=seats)
    phrases = approve(house, people, part_id)
    set_aside(house, people, part_id, first.fund_id)
    sheet = opening.open_part(house, people.author, part_id)
    opening.confirm_sheet(house, people.author, part_id)
    return Opened(house, people, advisory_id, first.round_id, part_id, first.fund_id, phrases, sheet.codes)


def full_paper(asked: Sequence[Question], mark: str, quotable: bool = True) -> dict[str, Reply]:
    """Answer every question: words that bear the mark, the first option, all options."""
    return {question.key: _reply(question, mark, quotable) for question in asked}


def send_all(part: Opened, papers: Sequence[Paper]) -> list[HonorariumCode]:
    """Let one member a paper come in with her card and send."""
    return [intake.send(part.house, code, paper) for code, paper in zip(part.codes, papers, strict=False)]


def close(part: Opened) -> date:
    """Let the closing date pass."""
    clock = part.house.clock
    assert isinstance(clock, SetClock)
    closed = part.script.closes_on
    clock.put(closed + timedelta(days=1))
    return closed


def count(part: Opened, tell: counting.Tell = lambda _step: None, phrase: str | None = None) -> counting.CountedRound:
    """Open the box with the steward's phrase, in this process."""
    return counting.run(part.house, part.box_id, phrase or part.phrases[0], tell)


def counted(house: House, members: int = 12, **how: Any) -> Opened:
    """Play a whole round: opened, answered in full by so many, closed and counted."""
    part = opened(house, seats=max(members, 5), **how)
    send_all(part, [full_paper(part.script.questions, f"member {number}") for number in range(members)])
    close(part)
    count(part)
    return part


def _reply(question: Question, mark: str, quotable: bool) -> Reply:
    if question.kind is Kind.OPEN:
        return Reply(words=f"{mark} on {question.key}", quotable=quotable)
    if question.kind is Kind.CHOICE:
        return Reply(picks=frozenset({0}))
    most = question.max_picks or len(question.options)
    return Reply(picks=frozenset(range(min(most, 2))))
