"""Nothing opens under a consent text that nobody of the partnership signed off."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from consult import opening, signed_off
from consult.clock import today
from consult.house import House
from tests import factories

pytestmark = pytest.mark.usefixtures("cheap_hashes")


def _signed(house: House, day: date | None) -> House:
    return replace(house, settings=house.settings.model_copy(update={"consent_signed_off": day}))


@pytest.mark.requirement("CONS-12")
@pytest.mark.parametrize(("days_ago", "opens"), [(None, False), (366, False), (365, True), (0, True)])
def test_consent_is_signed_off_within_a_year_or_nothing_opens(house: House, days_ago: int | None, opens: bool):
    """Fails when `open_part` opens without a date, or with one of more than 365 days ago."""
    advisory_id = factories.advisory(house)
    people = factories.staff(house, advisory_id)
    _round_id, part_id = factories.write_round(house, people, advisory_id)
    factories.approve(house, people, part_id)
    factories.set_aside(house, people, part_id)
    signed = _signed(house, None if days_ago is None else today(house.clock) - timedelta(days=days_ago))

    if not opens:
        with pytest.raises(signed_off.NotSignedOff):
            opening.open_part(signed, people.author, part_id)
        return
    sheet = opening.open_part(signed, people.author, part_id)

    assert len(sheet.codes) == 12
