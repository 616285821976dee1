"""The door that opens a box."""

import pytest

from consult.house import House
from consult.words import heap
from tests import factories


@pytest.mark.usefixtures("cheap_hashes")
def test_a_whole_round_goes_through_the_doors(house: House):
    """Twelve members send, the box is counted once, and every word of theirs is in the heap."""
    part = factories.opened(house, seats=12)
    asked = part.script.questions
    pay = factories.send_all(part, [factories.full_paper(asked, f"member {n}") for n in range(12)])
    factories.close(part)

    counted = factories.count(part)

    with house.database.reading() as session:
        rows = heap.of_round(session, part.round_id)
    assert len(set(pay)) == 12
    assert counted.answers == len(rows) == 12 * len(asked)
    assert {row["words"] for row in rows if row["question"] == "q1"} == {f"member {n} on q1" for n in range(12)}
