"""No one person asks, hands out, reads, pays and decides: each play through the real doors, as a reviewer won it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from threading import Thread

import pytest
from sqlmodel import Session, select

from consult import endings, opening
from consult.actors import Actor, Grant, Role
from consult.clock import in_words, today
from consult.errors import ConsultError, Missing, NotAllowed, Refused
from consult.house import House, settle
from consult.ids import PartId, RoundId
from consult.money import funds
from consult.money.months import month_now
from consult.people import accounts, acts, grants, sign_in
from consult.people.accounts import HashedPassword
from consult.people.staff import Account
from consult.rounds import approvals, assignments, parts, stewards
from consult.rounds.stewards import OwnRound
from consult.rounds.tables import Assignment, PartState, Round
from consult.ui.admin import accounts as accounts_screen
from consult.ui.finance import asking
from consult.words import quotes, reading
from consult.words.leaving import releases
from consult.words.reading import NotAReader
from tests import factories, words_room
from tests.factories import Opened, Staff
from tests.words_room import K

pytestmark = pytest.mark.usefixtures("cheap_hashes")


@dataclass(frozen=True)
class Approved:
    """A part that is approved, of a round to which nobody but the author was named."""

    house: House
    staff: Staff
    round_id: RoundId
    part_id: PartId

    def name(self, who: Actor, role: Role = Role.READER) -> None:
        """Let the author name someone."""
        with self.house.database.writing() as session:
            assignments.assign(session, self.staff.author, self.round_id, who.account_id, role)

    def take_back(self, who: Actor, role: Role = Role.READER) -> None:
        """Let the author take someone back."""
        with self.house.database.writing() as session:
            assignments.take_back(session, self.staff.author, self.round_id, who.account_id, role)

    def fund(self, who: Actor) -> None:
        """Set its money aside, by the act of the finance screen."""
        with self.house.database.writing() as session:
            fund_id = funds.add(session, self.staff.finance, "The pot")
            funds.receive(session, self.staff.finance, fund_id, 100_000, month_now(self.house.clock))
        self.set_aside(who, fund_id)

    def set_aside(self, who: Actor, fund_id: object) -> None:
        """Press the button of the finance screen."""
        month = month_now(self.house.clock)
        with self.house.database.reading() as session:
            waiting, _ = asking.parts_with_money(session, self.staff.finance, month)
        with self.house.database.writing() as session:
            asking.set_aside(session, who, waiting[0], fund_id, month)

    def reads(self, who: Actor) -> bool:
        """Say whether the round names her."""
        with self.house.database.reading() as session:
            return parts.reads(session, self.round_id, who.account_id)

    def as_opened(self) -> Opened:
        """Open and confirm it as its author."""
        with self.house.database.reading() as session:
            advisory_id = parts.part(session, self.part_id).advisory_id
        sheet = opening.open_part(self.house, self.staff.author, self.part_id)
        opening.confirm_sheet(self.house, self.staff.author, self.part_id)
        nothing = (None, self.phrases)
        return Opened(self.house, self.staff, advisory_id, self.round_id, self.part_id, *nothing, sheet.codes)

    phrases: tuple = ()


@pytest.fixture
def approved(house: House) -> Approved:
    """Approved, with nobody named."""
    advisory_id = factories.advisory(house)
    people = factories.staff(house, advisory_id)
    round_id, part_id = factories.write_round(house, people, advisory_id, seats=12)
    with house.database.writing() as session:
        for one in assignments.of_round(session, round_id):
            assignments.take_back(session, people.author, round_id, one.account_id, one.role)
    phrases = factories.approve(house, people, part_id)
    return Approved(house, people, round_id, part_id, phrases=phrases)


def also(who: Actor, *roles: Role) -> Actor:
    """Give the same account with more roles."""
    return replace(who, grants=who.grants | {Grant(role) for role in roles})


def refuses(act: Callable[[], object], error: type[ConsultError] = Refused) -> None:
    """Expect it to be refused."""
    with pytest.raises(error):
        act()


# The cards


def test_a_facilitator_who_took_the_cards_is_never_named_a_reader(approved: Approved):
    """Fails when `open_part` does not write who took the cards, or `assign` does not look: she holds every code."""
    approved.fund(approved.staff.finance)
    opening.open_part(approved.house, approved.staff.facilitator, approved.part_id)

    refuses(lambda: approved.name(also(approved.staff.facilitator, Role.READER)))
    approved.take_back(approved.staff.facilitator, Role.FACILITATOR)
    refuses(lambda: approved.name(also(approved.staff.facilitator, Role.READER)))


def test_whoever_makes_the_sheet_anew_is_on_record_too(approved: Approved):
    """Fails when `remake_sheet` writes nothing: its codes are those that work."""
    approved.fund(approved.staff.finance)
    opening.open_part(approved.house, approved.staff.author, approved.part_id)
    opening.remake_sheet(approved.house, approved.staff.facilitator, approved.part_id)

    with approved.house.database.reading() as session:
        assert assignments.took_cards(session, approved.round_id, approved.staff.facilitator.account_id)
        assert assignments.took_cards(session, approved.round_id, approved.staff.author.account_id)
        assert not assignments.took_cards(session, approved.round_id, approved.staff.desk.account_id)
        named = [one.account_id for one in assignments.of_round(session, approved.round_id)]
    assert approved.staff.author.account_id not in named


def test_whoever_set_the_money_aside_never_takes_the_cards(approved: Approved):
    """Fails when the finance screen keeps no record, or `require_taker` does not look: she could pay herself."""
    both = also(approved.staff.finance, Role.FACILITATOR)
    approved.fund(both)

    refuses(lambda: opening.open_part(approved.house, both, approved.part_id), NotAllowed)
    opening.open_part(approved.house, approved.staff.facilitator, approved.part_id)
    refuses(lambda: opening.remake_sheet(approved.house, both, approved.part_id), NotAllowed)


def test_whoever_took_the_cards_of_one_part_sets_no_money_aside_for_another(approved: Approved, house: House):
    """Fails when `_others` is asked before the act, or of the part alone and not of the round."""
    both = also(approved.staff.facilitator, Role.FINANCE)
    approved.fund(approved.staff.finance)
    opening.open_part(house, both, approved.part_id)
    other = factories.advisory(house, "Another advisory")
    people = factories.staff(house, other, approved.staff.admin, mark="-o")
    with house.database.writing() as session:
        part_id = factories.add_part(session, approved.staff, approved.round_id, other, seats=6)
        fund_id = session.exec(select(funds.Fund.id)).one()
    factories.approve(house, replace(people, author=approved.staff.author), part_id)

    refuses(lambda: approved.set_aside(both, fund_id), funds.NotFinanceOfThisRound)
    approved.set_aside(approved.staff.finance, fund_id)


def test_a_reader_who_was_taken_back_takes_no_cards_and_sets_no_money_aside(approved: Approved):
    """Fails when a withdrawn row is forgotten: she may have read, or may be named again."""
    reader = also(approved.staff.reader, Role.FACILITATOR)
    approved.name(reader)
    approved.take_back(reader)

    refuses(lambda: approved.fund(also(reader, Role.FINANCE)), funds.NotFinanceOfThisRound)
    refuses(lambda: opening.open_part(approved.house, reader, approved.part_id), NotAllowed)


def test_the_steward_who_approved_takes_no_cards_once_she_is_none(approved: Approved):
    """Fails when only today's roles are asked: both phrases were shown to her."""
    was_steward = replace(approved.staff.steward, grants=frozenset({Grant(Role.FACILITATOR)}))
    approved.fund(approved.staff.finance)

    refuses(lambda: opening.open_part(approved.house, was_steward, approved.part_id), NotAllowed)


def test_a_refused_opening_leaves_no_one_on_record(approved: Approved):
    """Fails when a facilitator who got no codes (no money yet) is kept from what she may be."""
    refuses(lambda: opening.open_part(approved.house, approved.staff.facilitator, approved.part_id))

    with approved.house.database.reading() as session:
        assert not assignments.took_cards(session, approved.round_id, approved.staff.facilitator.account_id)


# A steward who wrote the round, or took its cards


def _as_author(part: Opened | Approved, session: Session) -> Actor:
    """Make the steward the author of the round, after the approval."""
    round_ = session.get(Round, part.round_id)
    round_.author_id = part.staff.steward.account_id
    session.add(round_)
    return part.staff.steward


def _as_taker(part: Opened | Approved, session: Session) -> Actor:
    """Put the steward on record as taker of the cards."""
    steward = part.staff.steward
    session.merge(Assignment(round_id=part.round_id, account_id=steward.account_id, role=Role.FACILITATOR))
    return steward


both_ways = pytest.mark.parametrize("become", [_as_author, _as_taker])


@both_ways
@pytest.mark.requirement("LEAD-01")
def test_she_neither_approves_agrees_nor_sends_back(approved: Approved, become: Callable):
    """Fails when `record`, `agree` or `send_back` asks for the role alone."""
    today_ = today(approved.house.clock)
    with approved.house.database.writing() as session:
        steward = become(approved, session)
        digest = parts.script_now(session, approved.part_id).digest()
        for act in (
            lambda: approvals.record(session, steward, approved.part_id, digest, today_),
            lambda: approvals.agree(session, steward, approved.part_id, small_box=True),
            lambda: approvals.send_back(session, steward, approved.part_id, "Not this.", says_no=True),
        ):
            refuses(act, OwnRound)

    assert approved.house.keyring.boxes()


@both_ways
def test_she_pauses_at_once_and_another_goes_on(house: House, become: Callable):
    """Fails when a pause has to wait for a second person, or when she can take one back."""
    part = factories.opened(house, seats=5)
    with house.database.writing() as session:
        steward = become(part, session)

    opening.pause(house, steward, part.part_id)

    refuses(lambda: opening.resume(house, steward, part.part_id), OwnRound)
    opening.resume(house, part.staff.second_steward, part.part_id)


@both_ways
def test_she_gives_no_more_time_and_destroys_nothing(house: House, become: Callable):
    """Fails when `extend` or `purge_unread` asks for the role alone."""
    part = factories.opened(house, seats=5)
    factories.close(part)
    until = part.script.closes_on + timedelta(days=7)
    with house.database.writing() as session:
        steward = become(part, session)

    refuses(lambda: endings.extend(house, steward, part.part_id, until), OwnRound)
    refuses(lambda: endings.purge_unread(house, steward, part.part_id, "The drop-in"), OwnRound)
    endings.extend(house, part.staff.second_steward, part.part_id, until)


@pytest.mark.parametrize("is_author", [True, False])
def test_she_neither_releases_holds_nor_clears_a_quote(house: House, is_author: bool):
    """Fails when `release`, `hold`, `proposed`, `clear` or the list of quotes asks for the role alone."""
    room = words_room.seed(house)
    with house.database.writing() as session:
        main = words_room.ready(session, room)
        quote_id = quotes.choose(session, room.reader, room.answers["q1"][0], main, _words(session, room), K)
        quotes.clear(session, room.second, quote_id, K, points_to_nobody=True)
        release_id = releases.propose(session, room.reader, room.part_id, "People who work nights.", K)
        seen = releases.digest(session.get(releases.Release, release_id))
        round_ = session.get(Round, room.round_id)
        if is_author:
            round_.author_id = room.steward.account_id
        else:
            taken = Assignment(round_id=room.round_id, account_id=room.steward.account_id, role=Role.FACILITATOR)
            session.add(taken)
        session.add(round_)
    day = in_words(today(house.clock))

    with house.database.writing() as session:
        for act in (
            lambda: releases.release(session, room.steward, release_id, seen, day, K),
            lambda: releases.hold(session, room.steward, release_id, "Not yet."),
            lambda: quotes.clear(session, room.steward, quote_id, K, points_to_nobody=True),
            lambda: quotes.take_away(session, room.steward, quote_id, K),
            lambda: quotes.of_part(session, room.steward, room.part_id, K),
            lambda: releases.proposed(session, room.steward, room.part_id),
        ):
            refuses(act, OwnRound)
        part = parts.part(session, room.part_id)
        assert not stewards.may_act(session, room.steward, part)
        assert part.state is PartState.COUNTED
        another = words_room.person(Grant(Role.STEWARD, room.advisory_id))
        assert stewards.may_act(session, another, part)
        assert releases.release(session, another, release_id, seen, day, K) == 1


def _words(session: Session, room: words_room.Room) -> str:
    return session.get(reading.Answer, room.answers["q1"][0]).words


# Two people read


@pytest.mark.requirement("ANON-17")
def test_two_who_were_taken_back_leave_no_room_for_a_third_who_reads(approved: Approved):
    """Fails when readers are counted at one moment: after the count the author swapped both, and a third read."""
    staff = approved.staff
    approved.name(staff.reader)
    approved.name(staff.second_reader)
    approved.fund(staff.finance)
    part = approved.as_opened()
    papers = [factories.full_paper(part.script.questions, f"member {number}") for number in range(6)]
    factories.send_all(part, papers)
    factories.close(part)
    factories.count(part)
    approved.take_back(staff.reader)
    approved.take_back(staff.second_reader)
    third = also(staff.facilitator, Role.READER)

    refuses(lambda: approved.name(third))
    key = part.script.questions[0].key
    with approved.house.database.writing() as session:
        for one in (third, staff.reader, staff.second_reader):
            refuses(lambda one=one: reading.open_batch(session, one, part.part_id, key, K), NotAReader)
        assert assignments.rounds_read_by(session, staff.reader.account_id) == ()
    approved.name(staff.reader)
    with approved.house.database.writing() as session:
        assert reading.open_batch(session, staff.reader, part.part_id, key, K)


@pytest.mark.requirement("ANON-17")
def test_from_the_approval_on_each_name_counts(approved: Approved):
    """Fails when the record begins later than the approval: the consent text says two."""
    staff = approved.staff
    approved.name(staff.reader)
    approved.take_back(staff.reader)
    approved.name(staff.second_reader)

    refuses(lambda: approved.name(also(staff.facilitator, Role.READER)))
    assert not approved.reads(staff.reader)
    approved.name(staff.reader)
    assert approved.reads(staff.reader)


def test_before_an_approval_the_author_changes_readers_freely(approved: Approved):
    """Fails when a draft's readers stay on record, or when a void approval binds."""
    staff, third = approved.staff, also(approved.staff.facilitator, Role.READER)
    approved.name(staff.reader)
    approved.take_back(staff.reader)
    with approved.house.database.writing() as session:
        approvals.send_back(session, staff.steward, approved.part_id, "Shorter, please.")
        opening.void(approved.house, session, approved.part_id)

    approved.name(staff.second_reader)
    approved.take_back(staff.second_reader)
    approved.name(third)
    approved.name(staff.second_reader)

    with approved.house.database.reading() as session:
        named = {one.account_id for one in assignments.ever(session, approved.round_id)}
    assert named == {third.account_id, staff.second_reader.account_id}


# Stewards, resets and locks


def test_a_steward_in_effect_is_not_refused_away(house: House):
    """Fails when `refuse` deletes the grant of a steward who works: two could clear an advisory of the others."""
    advisory_id = factories.advisory(house)
    people = factories.staff(house, advisory_id)
    with house.database.writing() as session:
        lines = grants.stewards(session, house.clock, people.steward, advisory_id)
        other = next(line for line in lines if line.account_id == people.second_steward.account_id)

        with pytest.raises(Missing):
            grants.refuse(session, house.clock, people.steward, other.grant_id)
        assert len(grants.stewards(session, house.clock, people.steward, advisory_id)) == 2


def _signed_in(house: House, name: str, password: str) -> Actor:
    token = sign_in.sign_in(house.database, house.clock, name, password)
    with house.database.reading() as session:
        return sign_in.actor(session, house.clock, token)


def _reset(house: House, people: Staff) -> Actor:
    """Let the administrator reset the reader's sign-in and choose a password in her place."""
    kept = accounts.hashed("words of the administrator")
    with house.database.writing() as session:
        accounts.new_first_password(session, house.clock, people.admin, people.reader.account_id, kept)
    reader = people.reader.account_id
    change = accounts.checked(house.database, reader, "words of the administrator", "quite another password")
    with house.database.writing() as session:
        accounts.change_password(session, reader, change)
    return _signed_in(house, people.names["reader"], "quite another password")


@pytest.mark.requirement("ANON-15")
def test_a_reader_rests_72_hours_after_a_reset_and_the_stewards_see_it(house: House):
    """Fails when an administrator can reset a reader's sign-in and read in her place at once, or unseen."""
    part = factories.opened(house, seats=5)
    people = part.staff
    now = _reset(house, people)
    assert not now.holds(Role.READER)
    with house.database.reading() as session:
        begins = accounts.reads_from(session, house.clock, people.reader.account_id)
        lines = acts.for_advisory(session, house.clock, people.steward, part.advisory_id, (part.round_id,))
    assert begins == house.clock.now() + timedelta(hours=72)
    assert any("new first password" in line.act and line.round_id == part.round_id for line in lines)

    house.clock.at += timedelta(hours=71, minutes=59)
    assert not _signed_in(house, people.names["reader"], "quite another password").holds(Role.READER)
    house.clock.at += timedelta(minutes=1)
    assert _signed_in(house, people.names["reader"], "quite another password").holds(Role.READER)


def test_the_rest_of_a_reader_is_not_cut_short_by_a_new_grant(house: House):
    """Fails when the rest stands at the grant: taken away and given anew it would begin at once."""
    part = factories.opened(house, seats=5)
    people = part.staff
    _reset(house, people)
    with house.database.writing() as session:
        held = [one for one in grants.every(session, house.clock, people.admin) if one.role is Role.READER]
        mine = next(one for one in held if one.account_id == people.reader.account_id)
        grants.take_back(session, people.admin, mine.grant_id)
        grants.grant(session, house.clock, people.admin, people.reader.account_id, Role.READER)

    assert not _signed_in(house, people.names["reader"], "quite another password").holds(Role.READER)


def test_no_slow_hash_runs_under_the_write_lock(house: House, monkeypatch: pytest.MonkeyPatch):
    """Fails when an administrator's new account, or a reset, makes every member's Send wait for Argon2."""
    settle(house)
    people = factories.staff(house, factories.advisory(house))
    with house.database.reading() as session:
        home = session.get(Account, people.desk.account_id).organisation_id
    waited: list[bool] = []

    def hash_while_another_writes(_password: str) -> str:
        other = Thread(target=_write, args=(house,), daemon=True)
        other.start()
        other.join(5)
        waited.append(other.is_alive())
        return "not a hash"

    monkeypatch.setattr(accounts, "hash_password", hash_while_another_writes)
    accounts_screen._made(people.admin, "new-one", home)
    line = accounts_screen._Line(people.desk.account_id, "desk", "Drop-in", switched_off=False, must_change=False)
    accounts_screen._renewed(people.admin, line)

    assert waited == [False, False]


def test_an_account_is_made_of_a_hash_and_never_of_a_password(house: House):
    """Fails when `add` takes text: a password in the clear would be kept as if it were a hash."""
    people = factories.staff(house, factories.advisory(house))
    with house.database.reading() as session:
        home = session.get(Account, people.desk.account_id).organisation_id

    with house.database.writing() as session, pytest.raises(AttributeError):
        accounts.add(session, house.clock, people.admin, "clear", "lantern harbour window", home)
    with house.database.writing() as session:
        account_id = accounts.add(session, house.clock, people.admin, "kept", HashedPassword("h"), home)
        assert session.get(Account, account_id).password_hash == "h"


def _write(house: House) -> None:
    with house.database.writing():
        pass
