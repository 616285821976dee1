"""How the demo's rounds come to be: written, approved, funded, opened and answered through the doors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import SystemRandom
from typing import Any
from uuid import UUID

from consult import intake, opening
from consult.actors import Role
from consult.clock import SetClock, today
from consult.demo.cast import Cast
from consult.house import House
from consult.ids import AdvisoryId, PartId, RoundId
from consult.money import funds
from consult.money.months import month_now
from consult.papers import Paper, Reply
from consult.rounds import approvals, assignments, drafts, parts
from consult.rounds.scripts import Kind, Script
from consult.tokens import InviteCode, OpeningPhrase

AMOUNT_CENTS = 2500
SEATS, SPARES = 12, 2
FUND_CENTS = 5_000_000
_dice = SystemRandom()


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells the story: the house, its movable clock, the cast, and the fund."""

    house: House
    clock: SetClock
    cast: Cast
    fund_id: UUID


@dataclass(frozen=True, slots=True)
class Asked:
    """An open part: its ids, the text members see, the codes nobody used, and its two phrases."""

    round_id: RoundId
    part_id: PartId
    script: Script
    codes: tuple[InviteCode, ...]
    phrases: tuple[OpeningPhrase, OpeningPhrase]


def begin_fund(house: House, cast: Cast) -> UUID:
    """Put 50,000 dollars into a fund."""
    finance = cast.actor(house, "finance")
    with house.database.writing() as session:
        fund_id = funds.add(session, finance, "Advisory honoraria")
        funds.receive(session, finance, fund_id, FUND_CENTS, month_now(house.clock))
    return fund_id


def write(teller: Teller, told: dict[str, Any], advisory_id: AdvisoryId, seats: int = SEATS) -> tuple[RoundId, PartId]:
    """Write a round from its template and put it before the steward."""
    house, author = teller.house, teller.cast.actor(teller.house, "author")
    with house.database.writing() as session:
        common = drafts.Common.of(house.settings)
        round_id = drafts.begin(session, author, common, told["template"], today(house.clock))
        facts = {**told["facts"]}
        changes = {name: told[name] for name in ("title", "topic", "decider")}
        drafts.change(session, author, round_id, {**changes, "facts": facts, "amount_cents": AMOUNT_CENTS})
        part_id = drafts.add_part(session, author, round_id, advisory_id)
        own = {
            "benefit": "What you say goes to the people who decide.",
            "engagement": "Two people of the advisory were asked at its meeting.",
            "ethics_watch": "no",
        }
        drafts.change_part(session, author, part_id, {"seats": seats, "spares": SPARES, **own})
        for name in ("reader-one", "reader-two"):
            assignments.assign(session, author, round_id, teller.cast.ids[name], Role.READER)
        assignments.assign(session, author, round_id, teller.cast.ids["facilitator"], Role.FACILITATOR)
        approvals.ask(session, author, part_id, today(house.clock))
    return round_id, part_id


def open_up(teller: Teller, told: dict[str, Any], advisory_id: AdvisoryId, steward: str, seats: int = SEATS) -> Asked:
    """Write, approve, fund and open a part on the day it said it would."""
    house = teller.house
    round_id, part_id = write(teller, told, advisory_id, seats)
    with house.database.reading() as session:
        script = parts.script_now(session, part_id)
    phrases = opening.approve(house, teller.cast.actor(house, steward), part_id, script.digest())
    _fund(teller, round_id, part_id, script)
    teller.clock.put(script.opens_on)
    author = teller.cast.actor(house, "author")
    sheet = opening.open_part(house, author, part_id)
    opening.confirm_sheet(house, author, part_id)
    return Asked(round_id, part_id, script, sheet.codes, phrases)


def answer(teller: Teller, codes: Sequence[InviteCode], papers: Sequence[Paper]) -> None:
    """Let members send these papers, each with a card of her own."""
    for code, paper in zip(codes, papers, strict=True):
        intake.enter(teller.house, code)
        intake.send(teller.house, code, paper)
        intake.have_it(teller.house, code)


def papers_of(script: Script, answers: dict[str, list[Any]], people: int) -> list[dict[str, Reply]]:
    """Deal the written answers out at random, and let everyone choose among the options."""
    papers: list[dict[str, Reply]] = [{} for _ in range(people)]
    for question in script.questions:
        if question.kind is Kind.OPEN:
            said = list(answers.get(question.key, ()))
            for at, (words, _themes, quotable) in zip(_dice.sample(range(people), len(said)), said, strict=True):
                papers[at][question.key] = Reply(words=words, quotable=quotable)
            continue
        most = 1 if question.kind is Kind.CHOICE else min(question.max_picks or 3, 3)
        for paper in papers:
            # The first options are liked more, so that a chart has something to say.
            liked = {min(int(_dice.expovariate(0.7)), len(question.options) - 1) for _ in range(most)}
            paper[question.key] = Reply(picks=frozenset(liked))
    return papers


def days_before(day: date, days: int) -> date:
    """Give the day so many days earlier."""
    return day - timedelta(days=days)


def _fund(teller: Teller, round_id: RoundId, part_id: PartId, script: Script) -> None:
    house, cast = teller.house, teller.cast
    finance = cast.actor(house, "finance")
    with house.database.writing() as session:
        part = parts.part(session, part_id)
        if part.box_id is None:
            return
        others = {cast.ids["author"], *(held.account_id for held in assignments.of_round(session, round_id))}
        funds.set_aside(
            session,
            finance,
            part.box_id,
            round_id,
            seats=script.seats,
            amount_cents=script.amount_cents,
            fund_id=teller.fund_id,
            month=month_now(house.clock),
            others=others - {finance.account_id},
        )
        assignments.take_on(session, round_id, finance.account_id, Role.FINANCE)
