"""A pause stops answering, and takes from nobody the right to take back."""

import pytest

from consult import endings, intake, opening
from consult.box.boxes import BoxPaused
from consult.house import House
from consult.papers import Reply
from consult.tokens import new_words
from tests import factories

pytestmark = pytest.mark.usefixtures("cheap_hashes")


def test_what_was_sent_can_be_taken_back_while_paused_and_changed_only_after(house: House):
    """Fails when words are looked for in open boxes only, or when a paused round takes new words."""
    part = factories.opened(house, seats=12)
    words = new_words()
    intake.send(house, part.codes[0], {"q1": Reply(words="said")}, words)
    opening.pause(house, part.staff.steward, part.part_id)

    found = intake.find(house, words)
    with pytest.raises(BoxPaused):
        intake.change(house, words, {"q1": Reply(words="changed")})
    intake.take_back(house, words)

    assert found.is_paused


def test_a_round_given_more_time_says_until_when(house: House):
    """Fails when a card still shows the first closing day only, after a steward moved it."""
    part = factories.opened(house, seats=12)
    before = intake.enter(house, part.codes[0]).later
    endings.extend(house, part.staff.steward, part.part_id, part.script.latest_close)

    assert before is None
    assert intake.enter(house, part.codes[0]).later == part.script.latest_close
