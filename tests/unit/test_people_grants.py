"""Who may be what: all pairs of roles, all kinds of organisations, and how a steward comes to be."""

from datetime import timedelta
from itertools import combinations

import pytest

from consult.actors import BARRED_KINDS, Actor, Grant, OrganisationKind, Role, is_barred
from consult.duties import never_at_once, never_in_one_round
from consult.errors import Missing, NotAllowed, Refused
from consult.people import accounts, grants, organisations, paper_codes, sign_in
from consult.rounds import advisories
from consult.rounds.tables import Part
from consult.tokens import MistypedCode, new_code
from tests import rounds_room

PASSWORD = "lantern harbour window seven"

# Written out by hand from round.md, "Who": every pair that one account may never hold.
NEVER = {
    frozenset({"desk", "author"}),
    frozenset({"desk", "steward"}),
    frozenset({"desk", "reader"}),
    frozenset({"desk", "designer"}),
    frozenset({"desk", "finance"}),
    frozenset({"desk", "facilitator"}),
    frozenset({"desk", "admin"}),
    frozenset({"reader", "finance"}),
    frozenset({"reader", "designer"}),
    frozenset({"reader", "admin"}),
    frozenset({"steward", "designer"}),
    frozenset({"steward", "finance"}),
    frozenset({"steward", "admin"}),
    frozenset({"finance", "admin"}),
}


class Place:
    """A house with an administrator, an organisation of each kind and two advisories."""

    def __init__(self, house):
        self.house = house
        self.made = 0
        with house.database.writing() as session:
            self.admin = accounts.add_first(session, house.clock, "ada", accounts.hashed(PASSWORD), "The partnership")
            self.kinds = {
                kind: organisations.add(session, self.admin, f"Body {kind.value}", kind) for kind in OrganisationKind
            }
            self.advisories = advisories.add_defaults(session)

    def account(self, kind=OrganisationKind.COMMUNITY):
        self.made += 1
        kept = accounts.hashed(PASSWORD)
        with self.house.database.writing() as session:
            name = f"person{self.made}"
            return accounts.add(session, self.house.clock, self.admin, name, kept, self.kinds[kind], must_change=False)

    def give(self, account_id, role, advisory_id=None):
        if role is Role.STEWARD:
            advisory_id = advisory_id or self.advisories[0]
        with self.house.database.writing() as session:
            return grants.grant(session, self.house.clock, self.admin, account_id, role, advisory_id)

    def actor(self, account_id):
        with self.house.database.writing() as session:
            token = sign_in.begin(session, self.house.clock, account_id)
            return sign_in.actor(session, self.house.clock, token)

    def begin_a_part(self):
        with self.house.database.writing() as session:
            rounds_room.written(session, self.house.clock.now().date(), ask=False)


@pytest.fixture
def place(house, monkeypatch):
    # One cheap hash for all: how slow it is is measured elsewhere.
    monkeypatch.setattr(accounts, "hash_password", lambda _: "not a hash")
    return Place(house)


@pytest.mark.requirement("ANON-15")
@pytest.mark.parametrize(("one", "other"), list(combinations(Role, 2)), ids=str)
def test_the_matrix_of_roles_that_never_meet(place, one, other):
    """Fails when any pair of the table is let through, in either order, or a pair outside it is refused."""
    for first, second in ((one, other), (other, one)):
        account_id = place.account()
        place.give(account_id, first)
        if frozenset({one.value, other.value}) in NEVER:
            with pytest.raises(Refused):
                place.give(account_id, second)
            assert {grant.role for grant in place.actor(account_id).grants} == {first}
        else:
            place.give(account_id, second)
            assert {grant.role for grant in place.actor(account_id).grants} == {first, second}


@pytest.mark.requirement("ANON-15")
def test_whoever_pays_never_reads_and_a_designer_sees_only_what_was_released():
    """Fails when a reader could hold the desk or the fund, or a designer could read or open raw answers."""
    payers, raw = (Role.DESK, Role.FINANCE), (Role.READER, Role.STEWARD)

    assert all(never_at_once(Role.READER, payer) for payer in payers)
    assert all(never_at_once(Role.DESIGNER, role) for role in raw)
    assert all(never_in_one_round(Role.AUTHOR, role) for role in (Role.STEWARD, Role.READER, Role.DESK, Role.FINANCE))


@pytest.mark.requirement("ANON-16")
@pytest.mark.parametrize("kind", OrganisationKind)
def test_some_bodies_never_read_open_or_pay(place, kind):
    """Fails when police, prosecution, a court, child protection or a funder is let near raw answers or pay."""
    barred_kinds = {"police", "prosecution", "court", "child protection", "funder"}
    barred = {"reader", "desk", "steward", "facilitator"} if kind.value in barred_kinds else set()

    let_in = set()
    for role in Role:
        account_id = place.account(kind)
        try:
            place.give(account_id, role)
        except Refused:
            assert is_barred(kind, role)
        else:
            let_in.add(role.value)

    assert let_in == {role.value for role in Role} - barred


@pytest.mark.requirement("ANON-16")
@pytest.mark.parametrize("kind", sorted(BARRED_KINDS))
@pytest.mark.parametrize("role", [Role.READER, Role.DESK, Role.STEWARD, Role.FACILITATOR])
def test_even_a_grant_that_slipped_in_opens_nothing(kind, role):
    """Fails when the rooms look at grants alone and not at the kind of the organisation."""
    actor = Actor(None, kind, frozenset({Grant(role)}))

    with pytest.raises(NotAllowed):
        actor.require(role)


def test_first_stewards_are_in_effect_at_once(place):
    """Fails when an advisory that has never had a part could not get its first steward."""
    steward = place.account()
    place.give(steward, Role.STEWARD)

    assert place.actor(steward).holds(Role.STEWARD, place.advisories[0])
    assert not place.actor(steward).holds(Role.STEWARD, place.advisories[1])


def with_a_waiting_steward(place):
    first = place.account()
    place.give(first, Role.STEWARD)
    place.begin_a_part()
    late = place.account()
    return first, late, place.give(late, Role.STEWARD)


@pytest.mark.requirement("LEAD-02")
def test_no_administrator_makes_a_steward_alone(place, clock):
    """Fails when an administrator's grant takes effect without a steward's yes, or sooner than 72 hours after it."""
    first, late, grant_id = with_a_waiting_steward(place)
    clock.at += timedelta(days=30)
    assert not place.actor(late).grants
    steward = place.actor(first)
    with place.house.database.writing() as session, pytest.raises(NotAllowed):
        grants.confirm(session, clock, place.admin, grant_id)

    with place.house.database.writing() as session:
        begins = grants.confirm(session, clock, steward, grant_id)

    assert begins == clock.now() + timedelta(hours=72)
    clock.at += timedelta(hours=71, minutes=59)
    assert not place.actor(late).grants
    clock.at += timedelta(minutes=1)
    assert place.actor(late).holds(Role.STEWARD, place.advisories[0])


@pytest.mark.requirement("LEAD-02")
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.STEWARD])
def test_no_other_role_stands_in_for_a_steward(place, role):
    """Fails when any role but the advisory's own steward passes a check for one."""
    for grant in (Grant(role), Grant(role, place.advisories[0])):
        with pytest.raises(NotAllowed):
            Actor(None, OrganisationKind.COMMUNITY, frozenset({grant})).require(Role.STEWARD, place.advisories[0])
    other = Actor(None, OrganisationKind.COMMUNITY, frozenset({Grant(Role.STEWARD, place.advisories[1])}))
    with pytest.raises(NotAllowed):
        other.require(Role.STEWARD, place.advisories[0])


def test_a_new_steward_can_not_say_yes_to_herself_nor_can_another_advisory(place, clock):
    """Fails when the one who waits, or a steward of another advisory, can confirm."""
    _, late, grant_id = with_a_waiting_steward(place)
    stranger = place.account()
    place.give(stranger, Role.STEWARD, place.advisories[1])

    for actor in (place.actor(late), place.actor(stranger)):
        with place.house.database.writing() as session, pytest.raises(NotAllowed):
            grants.confirm(session, clock, actor, grant_id)


def test_a_steward_may_say_no_while_it_rests(place, clock):
    """Fails when a yes can not be taken back in the 72 hours."""
    first, late, grant_id = with_a_waiting_steward(place)
    steward = place.actor(first)
    with place.house.database.writing() as session:
        grants.confirm(session, clock, steward, grant_id)
        grants.refuse(session, clock, steward, grant_id)
    clock.at += timedelta(days=4)

    assert not place.actor(late).grants


def test_a_reset_by_an_administrator_puts_a_steward_to_rest(place, clock):
    """Fails when an administrator could become a steward by giving her a new first password."""
    first, _, _ = with_a_waiting_steward(place)
    with place.house.database.writing() as session:
        accounts.new_first_password(session, clock, place.admin, first, accounts.hashed("given by the administrator"))
        accounts._set(session, first, must_change=False)
    clock.at += timedelta(days=30)

    assert not place.actor(first).grants


def test_an_administrator_takes_no_steward_away(place):
    """Fails when an administrator can clear an advisory of its stewards one by one."""
    steward = place.account()
    grant_id = place.give(steward, Role.STEWARD)

    with place.house.database.writing() as session, pytest.raises(Refused):
        grants.take_back(session, place.admin, grant_id)


def test_the_code_on_paper_lets_a_waiting_steward_in_once_after_72_hours(place, clock):
    """Fails when the code works twice, for another advisory, for another account, or without rest."""
    first, late, grant_id = with_a_waiting_steward(place)
    steward, newcomer = place.actor(first), place.actor(late)
    with place.house.database.writing() as session:
        code = paper_codes.make(session, steward, place.advisories[0])
    with place.house.database.writing() as session:
        with pytest.raises(MistypedCode):
            paper_codes.confirm_with(session, clock, newcomer, grant_id, code[:-1])
        with pytest.raises(paper_codes.PaperCodeRefused):
            paper_codes.confirm_with(session, clock, newcomer, grant_id, new_code())
        with pytest.raises(Missing):
            paper_codes.confirm_with(session, clock, steward, grant_id, code)
        begins = paper_codes.confirm_with(session, clock, newcomer, grant_id, code.lower())

    assert begins == clock.now() + timedelta(hours=72)
    assert not place.actor(late).grants
    clock.at += timedelta(hours=72)
    assert place.actor(late).holds(Role.STEWARD)
    again = place.account()
    other = place.give(again, Role.STEWARD)
    third = place.actor(again)
    with place.house.database.writing() as session, pytest.raises(paper_codes.PaperCodeRefused):
        paper_codes.confirm_with(session, clock, third, other, code)


def test_only_an_administrator_grants(place):
    """Fails when a role may hand itself on."""
    for role in Role:
        if role is Role.ADMIN:
            continue
        actor = Actor(None, OrganisationKind.COMMUNITY, frozenset({Grant(role, place.advisories[0])}))
        account_id = place.account()
        with place.house.database.writing() as session, pytest.raises(NotAllowed):
            grants.grant(session, place.house.clock, actor, account_id, Role.AUTHOR)


def test_parts_are_what_begins_an_advisory(place):
    """Fails when the rule on first stewards looks at anything but parts."""
    place.begin_a_part()

    with place.house.database.reading() as session:
        from sqlmodel import select

        begun = {part.advisory_id for part in session.exec(select(Part))}
    waiting, free = place.account(), place.account()
    place.give(waiting, Role.STEWARD, next(iter(begun)))
    place.give(free, Role.STEWARD, next(a for a in place.advisories if a not in begun))
    assert not place.actor(waiting).grants
    assert place.actor(free).grants
