"""Whose turn it is: what waits on whom, and the next date. The same whatever lies in a box."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from consult.actors import Actor, Role
from consult.box.tables import Box
from consult.clock import Clock, has_passed, in_words
from consult.money import restores
from consult.overdue import DAYS_TO_OPEN
from consult.rounds.tables import Advisory, Assignment, Part, PartState, Round
from consult.settings import K_FLOOR
from consult.ui.home import designing
from consult.ui.home.turn import Turn
from consult.words.answers import hard, told
from consult.words.leaving import member_checks, releases
from consult.words.pair import settling
from consult.words.tables import ReleaseState

FINISHED = frozenset({PartState.PURGED, PartState.DECLINED})
RUNNING = frozenset({PartState.OPEN, PartState.PAUSED})


@dataclass(frozen=True, slots=True)
class _Case:
    round: Round
    part: Part
    advisory: str
    closes_on: date | None
    closed: bool


def turns(session: Session, clock: Clock, actor: Actor) -> tuple[Turn, ...]:
    """Give what this actor should know of, what waits on her first."""
    cases = tuple(_cases(session, clock))
    named = {
        (found.round_id, found.role)
        for found in session.exec(select(Assignment).where(Assignment.account_id == actor.account_id))
        if not found.withdrawn
    }
    found: list[Turn] = []
    if actor.holds(Role.FINANCE) and restores.waiting_cents(session) is not None:
        said = restores.NotAccepted.sentence
        found.append(Turn("A backup was put back", "", said, "waits", mine=True, file="finance/funds.py"))
    for case in cases:
        # The author first: what waits for a steward of a round that she wrote waits for another steward.
        if case.round.author_id == actor.account_id and actor.holds(Role.AUTHOR):
            found.extend(_drafts(case, member_checks.goes_to(session, case.part.id), Role.AUTHOR))
            found.append(_for_author(case))
        elif actor.holds(Role.STEWARD, case.part.advisory_id):
            found.extend(_noted(case, *told.waiting(session, case.part.id), too_hard=hard.waits(session, case.part)))
            found.extend(_drafts(case, member_checks.goes_to(session, case.part.id), Role.STEWARD))
            found.append(_for_steward(case, releases.standing(session, case.part.id)))
        elif (case.round.id, Role.READER) in named and actor.holds(Role.READER):
            found.extend(_for_reader(case, releases.standing(session, case.part.id)))
            found.extend(_of_two(case, settling.waits(session, actor, case.part.id, K_FLOOR)))
        elif actor.holds(Role.FINANCE):
            found.extend(_for_finance(case))
    if actor.holds(Role.STEWARD):
        found.extend(designing.requests(session, actor))
    if actor.holds(Role.DESIGNER):
        found.extend(designing.turns(session, clock, actor))
    return tuple(sorted(found, key=lambda turn: not turn.mine))


def _cases(session: Session, clock: Clock) -> Iterator[_Case]:
    rows = session.exec(
        select(Round, Part, Advisory, Box)
        .join(Part, col(Part.round_id) == col(Round.id))
        .join(Advisory, col(Advisory.id) == col(Part.advisory_id))
        .join(Box, col(Box.id) == col(Part.box_id), isouter=True)
        .where(col(Part.state).not_in(FINISHED))
        .order_by(col(Round.closes_on), col(Round.title), col(Advisory.position))
    )
    for round_, part, advisory, box in rows:
        if part.state is PartState.ANSWERED and not _waits_again(session, part):
            continue
        # A steward may have given the box more time than the round was written with.
        closes_on = box.closes_on if box is not None else round_.closes_on
        closed = part.state in RUNNING and closes_on is not None and has_passed(closes_on, clock)
        yield _Case(round_, part, advisory.name, closes_on, closed)


def _waits_again(session: Session, part: Part) -> bool:
    """Say whether something new waits though every released theme has its answer."""
    return bool(releases.standing(session, part.id) or member_checks.goes_to(session, part.id))


def _turn(case: _Case, sentence: str, state: str, *, mine: bool = False, file: str = "") -> Turn:
    return Turn(case.round.title or "A round without a title", case.advisory, sentence, state, mine, file)


def _for_steward(case: _Case, release: ReleaseState | None) -> Turn:
    if release is ReleaseState.PROPOSED:
        sentence = "A reader signed the themes. Read them, then release them or hold them back."
        return _turn(case, sentence, "waits for you", mine=True, file="steward/release.py")
    if case.part.state is PartState.WAITING:
        sentence = "You are asked to approve what your members will see."
        return _turn(case, sentence, "waits for you", mine=True, file="steward/approve.py")
    if case.closed or case.part.state is PartState.COUNTING:
        last = case.closes_on + timedelta(days=DAYS_TO_OPEN) if case.closes_on else None
        until = f", by {in_words(last)} at the latest" if last else ""
        return _turn(case, f"Closed. Open the box{until}.", "waits for you", mine=True, file="steward/box.py")
    return _turn(case, _where_it_stands(case), case.part.state.value)


def _noted(case: _Case, dangers: int, asides: int, *, too_hard: bool) -> Iterator[Turn]:
    if too_hard:
        sentence = "Many people said that the questions were too hard. Look at them again."
        yield _turn(case, sentence, "waits for you", mine=True, file="steward/told.py")
    if dangers:
        sentence = "A reader said that someone may be in danger. Say that you know. You are not told what was said."
        yield _turn(case, sentence, "waits for you", mine=True, file="steward/told.py")
    if asides:
        sentence = "A reader set an answer aside. Say yes or no."
        yield _turn(case, sentence, "waits for you", mine=True, file="steward/told.py")


def _drafts(case: _Case, goes_to: Role | None, mine: Role) -> Iterator[Turn]:
    if goes_to is not mine:
        return
    if mine is Role.STEWARD:
        sentence = "A reader asks to take draft themes back to members. Read them first."
        yield _turn(case, sentence, "waits for you", mine=True, file="steward/release.py")
    else:
        sentence = "A steward let draft themes go back to members. Begin the member check."
        yield _turn(case, sentence, "waits for you", mine=True, file="author/rounds.py")


def _for_author(case: _Case) -> Turn:
    if case.part.state is PartState.DRAFT:
        return _turn(case, "You are still writing it.", "draft", mine=True, file="author/rounds.py")
    if case.part.state is PartState.APPROVED:
        sentence = "Approved. It can be opened when the money is set aside."
        return _turn(case, sentence, "approved", mine=True, file="author/rounds.py")
    return _turn(case, _where_it_stands(case), "closed" if case.closed else case.part.state.value)


def _for_reader(case: _Case, release: ReleaseState | None) -> Iterator[Turn]:
    if release is ReleaseState.HELD:
        yield _turn(case, "The steward held the themes back.", "waits for you", mine=True, file="reader/propose.py")
    elif release is ReleaseState.PROPOSED:
        yield _turn(case, "The themes wait for the steward.", "waits for steward")
    elif case.part.state is PartState.COUNTED:
        sentence = f"The answers can be read.{_by('Themes', case.round.themes_by)}"
        yield _turn(case, sentence, "waits for you", mine=True, file="reader/read.py")


def _of_two(case: _Case, waits: Iterable[settling.Wait]) -> Iterator[Turn]:
    for one in waits:
        state = "waits for you" if one.mine else "waits for the other reader"
        yield _turn(case, one.sentence, state, mine=one.mine, file="reader/two.py")


def _for_finance(case: _Case) -> Iterator[Turn]:
    if case.part.state is PartState.APPROVED:
        yield _turn(
            case, "It can not open before its money is set aside.", "approved", mine=True, file="finance/set_aside.py"
        )


def _where_it_stands(case: _Case) -> str:
    round_, state = case.round, case.part.state
    if case.closed:
        return "Closed. The steward opens the box."
    if state in RUNNING and case.closes_on:
        latest = f" At the latest {in_words(round_.latest_close)}." if round_.latest_close else ""
        paused = "Paused. " if state is PartState.PAUSED else ""
        return f"{paused}Open until {in_words(case.closes_on, minute=True)}.{latest}"
    return {
        PartState.DRAFT: "It is being written.",
        PartState.WAITING: "It waits for the steward.",
        PartState.APPROVED: "Approved. It waits to be opened.",
        PartState.COUNTING: "The box is being opened.",
        PartState.COUNTED: f"The answers are being read.{_by('Themes', round_.themes_by)}",
        PartState.RELEASED: f"Themes are out.{_by('Decisions', round_.decisions_by)}",
        PartState.ANSWERED: "Every theme that was released is answered, or taken up by whose it is.",
    }.get(state, "")


def _by(what: str, day: date | None) -> str:
    return f" {what} by {in_words(day)}." if day else ""
