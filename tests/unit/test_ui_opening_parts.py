"""The list of parts to open holds only what whoever looks may open, and says so where something is left out."""

import pytest

from consult.actors import Actor, Grant, Role
from consult.house import House, _Present
from consult.ui.author.opening_parts import ready
from tests import factories

pytestmark = pytest.mark.usefixtures("cheap_hashes")


@pytest.fixture
def people(house: House, monkeypatch: pytest.MonkeyPatch) -> factories.Staff:
    """A part that is approved and funded, and everyone around it."""
    monkeypatch.setattr(_Present, "house", house)
    advisory_id = factories.advisory(house)
    staff = factories.staff(house, advisory_id)
    _, part_id = factories.write_round(house, staff, advisory_id)
    factories.approve(house, staff, part_id)
    return staff


def also_facilitator(one: Actor) -> Actor:
    """The same person with one role more."""
    return Actor(one.account_id, one.organisation_kind, one.grants | {Grant(Role.FACILITATOR)})


@pytest.mark.requirement("ANON-15")
@pytest.mark.parametrize("name", ["reader", "finance", "steward"])
def test_who_would_be_refused_is_not_offered_the_cards(people: factories.Staff, name: str) -> None:
    """Fails when the list offers a part whose cards this person is then refused, or hides it without a word."""
    found, is_barred = ready(also_facilitator(getattr(people, name)))

    assert found == []
    assert is_barred


@pytest.mark.parametrize("name", ["author", "facilitator"])
def test_who_may_take_the_cards_sees_the_part(people: factories.Staff, name: str) -> None:
    """Fails when the author of the round or a facilitator no longer finds what waits to be opened."""
    found, is_barred = ready(getattr(people, name))

    assert [(round_.title, advisory) for round_, _, advisory, _ in found] == [("The drop-in", "Survivor advisory")]
    assert not is_barred
