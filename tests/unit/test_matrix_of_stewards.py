"""What stewards decide for their own advisory, nobody else decides: each act, tried by everyone it is not for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from consult import count_child, endings, opening, possession
from consult.actors import Actor, Grant, Role
from consult.errors import NotAllowed
from consult.house import House
from consult.rounds import advisories, approvals, parts
from consult.words import tags
from consult.words.leaving import member_checks, releases, withdrawals
from consult.words.tables import Release
from tests import factories, words_room
from tests.factories import Opened
from tests.words_room import K

pytestmark = pytest.mark.usefixtures("cheap_hashes")
TITLE = words_room.script(12).title
ROLES = tuple(role for role in Role if role is not Role.STEWARD)
Act = Callable[[Opened, Actor], object]


def _in_session(act: Callable[..., object]) -> Act:
    def acts(part: Opened, actor: Actor) -> object:
        with part.house.database.writing() as session:
            return act(session, actor, part)

    return acts


BEFORE: dict[str, Act] = {
    "approve": lambda part, actor: opening.approve(part.house, actor, part.part_id, part.script.digest()),
    "send back": _in_session(lambda session, actor, part: approvals.send_back(session, actor, part.part_id, "No.")),
    "pause": lambda part, actor: opening.pause(part.house, actor, part.part_id),
    "go on": lambda part, actor: opening.resume(part.house, actor, part.part_id),
    "extend": lambda part, actor: endings.extend(
        part.house, actor, part.part_id, part.script.closes_on + timedelta(days=7)
    ),
    "destroy unread": lambda part, actor: endings.purge_unread(part.house, actor, part.part_id, "The drop-in"),
    "open the box": lambda part, actor: count_child.count(
        part.house, actor, part.part_id, part.phrases[0], lambda _step: None
    ),
    "name": _in_session(lambda session, actor, part: advisories.rename(session, actor, part.advisory_id, "Ours")),
    "take along": lambda part, actor: possession.take_along(part.house, actor, part.advisory_id, "our shelf"),
    "destroy all": lambda part, actor: possession.destroy(part.house, actor, part.advisory_id, "Survivor advisory"),
}


@dataclass(frozen=True)
class After:
    """A part that was read; one release waits or, for `number`, one has left."""

    house: House
    room: words_room.Room
    release_id: object
    number: int


AFTER: dict[str, Callable[[After, Actor], object]] = {
    "hold": lambda it, actor: _writing(it, lambda session: releases.hold(session, actor, it.release_id, "Not yet.")),
    "release": lambda it, actor: _writing(
        it, lambda session: releases.release(session, actor, it.release_id, _seen(session, it), "Monday 4 May 2026", K)
    ),
    "withdraw a theme": lambda it, actor: _writing(
        it, lambda session: withdrawals.theme(session, actor, it.number, 1, f"{it.number}.1", "Monday 4 May 2026")
    ),
    "withdraw a release": lambda it, actor: _writing(
        it, lambda session: withdrawals.release(session, actor, it.number, TITLE, "Monday 4 May 2026")
    ),
    "say why no check": lambda it, actor: _writing(
        it, lambda session: member_checks.go_without(session, actor, it.room.part_id, words_room.UNCHECKED)
    ),
    "allow tags": lambda it, actor: _writing(
        it, lambda session: tags.allow(session, actor, it.room.part_id, tags.Family.OWNER, on=True)
    ),
}


def _writing(it: After, act: Callable[..., object]) -> object:
    with it.house.database.writing() as session:
        return act(session)


def _seen(session, it: After) -> bytes:
    return releases.digest(session.get(Release, it.release_id))


def _others(house: House, advisory_id: object) -> dict[str, Actor]:
    """Give a steward of another advisory, and someone with every role but steward, one at a time and all at once."""
    elsewhere = factories.advisory(house, "Another advisory")
    found = {"a steward of another": words_room.person(Grant(Role.STEWARD, elsewhere))}
    found |= {f"a {role}": words_room.person(Grant(role)) for role in ROLES}
    assert advisory_id != elsewhere
    return found | {"all other roles": words_room.person(*(Grant(role) for role in ROLES))}


@pytest.mark.requirement("CULT-01")
@pytest.mark.requirement("LEAD-02")
@pytest.mark.parametrize("name", BEFORE)
def test_only_a_steward_of_this_advisory_decides_before_the_count(house: House, name: str):
    """Fails when one of these acts asks for less than the role of steward of this very advisory."""
    part = factories.opened(house, seats=6)
    factories.close(part)

    refused = {who: _is_refused(lambda a=actor: BEFORE[name](part, a)) for who, actor in _others(house, 0).items()}

    assert set(refused.values()) == {True}, refused


@pytest.fixture
def after(house: House) -> After:
    """A part with a release that has left, and the next one that waits."""
    room = words_room.seed(house, people=20)
    with house.database.writing() as session:
        words_room.ready(session, room, share=0.5)
        number = words_room.release(session, room)
        waiting = releases.propose(session, room.reader, room.part_id, "people without a phone", K)
    return After(house, room, waiting, number)


@pytest.mark.requirement("CULT-01")
@pytest.mark.requirement("LEAD-02")
@pytest.mark.parametrize("name", AFTER)
def test_only_a_steward_of_this_advisory_decides_what_leaves(after: After, name: str):
    """Fails when one of these acts asks for less than the role of steward of this very advisory."""
    others = _others(after.house, after.room.advisory_id)

    refused = {who: _is_refused(lambda a=actor: AFTER[name](after, a)) for who, actor in others.items()}

    assert set(refused.values()) == {True}, refused


@pytest.mark.parametrize("name", AFTER)
def test_her_own_steward_passes(after: After, name: str):
    """Fails when the matrix above refuses for a reason that is not the role."""
    AFTER[name](after, after.room.steward)

    with after.house.database.reading() as session:
        assert parts.part(session, after.room.part_id).advisory_id == after.room.advisory_id


def _is_refused(act: Callable[[], object]) -> bool:
    try:
        act()
    except NotAllowed:
        return True
    return False
