"""The log of acts: every act leaves who, what and when; a steward reads those of her advisory; no content fits in."""

import pytest
from sqlmodel import select

from consult.actors import Actor, Grant, OrganisationKind, Role
from consult.errors import NotAllowed
from consult.house import settle
from consult.ids import AdvisoryId, RoundId, new_id
from consult.people import accounts, acts
from consult.people.staff import Act
from consult.ui.acting import acting

MINE, OTHER = AdvisoryId(new_id()), AdvisoryId(new_id())
ROUND, STRANGE = RoundId(new_id()), RoundId(new_id())


@pytest.fixture
def reader(house, monkeypatch):
    monkeypatch.setattr(accounts, "hash_password", lambda _: "not a hash")
    with house.database.writing() as session:
        return accounts.add_first(
            session, house.clock, "ada", accounts.hashed("lantern harbour window"), "The partnership"
        )


def steward(*advisory_ids):
    return Actor(None, OrganisationKind.COMMUNITY, frozenset(Grant(Role.STEWARD, a) for a in advisory_ids))


@pytest.mark.requirement("OPS-05")
def test_a_steward_reads_who_what_and_when_of_her_advisory_and_of_no_other(house, reader):
    """Fails when acts of another advisory show, whole-round acts are left out, or anyone but its steward may read."""
    with house.database.writing() as session:
        acts.record(session, house.clock, reader, "opened raw answers", ROUND, MINE)
        acts.record(session, house.clock, reader, "changed the dates", ROUND)
        acts.record(session, house.clock, reader, "opened raw answers there", ROUND, OTHER)
        acts.record(session, house.clock, reader, "changed other dates", STRANGE)
    with house.database.reading() as session:
        lines = acts.for_advisory(session, house.clock, steward(MINE), MINE, (ROUND,))
        for stranger in (steward(OTHER), reader):
            with pytest.raises(NotAllowed):
                acts.for_advisory(session, house.clock, stranger, MINE, (ROUND,))

    assert {(line.who, line.act) for line in lines} == {("ada", "opened raw answers"), ("ada", "changed the dates")}
    assert {line.at for line in lines} == {house.clock.now().replace(microsecond=0)}


@pytest.mark.requirement("OPS-05")
def test_an_act_and_its_line_are_one(house, reader):
    """Fails when an act that broke leaves a line, or when one that went through leaves none."""
    settle(house)
    with pytest.raises(RuntimeError), acting(reader, "began something", ROUND):
        raise RuntimeError
    with acting(reader, "did something", ROUND):
        pass

    with house.database.reading() as session:
        assert session.exec(select(Act.act)).all() == ["did something"]


@pytest.mark.requirement("OPS-05")
@pytest.mark.parametrize("said", ["", "x" * 121, "what\nthey said", "hidden\u202e"])
def test_no_room_for_content(house, reader, said):
    """Fails when more than one short line of ours can be put into the log."""
    with house.database.writing() as session, pytest.raises(ValueError, match="short phrase"):
        acts.record(session, house.clock, reader, said)


def test_the_table_holds_who_what_when_and_nothing_else():
    """Fails when a column for content is added to the log."""
    assert set(Act.__table__.columns.keys()) == {"id", "at", "account_id", "act", "round_id", "advisory_id"}
