"""Leaving costs nothing, and no text hints that anyone should leave, report or be treated."""

import pytest

from consult import intake
from consult.intake import AlreadySent
from consult.people.seats import Standing
from consult.wording import language
from consult.wording.catalogue import read
from consult.wording.catalogue_of_members import catalogue
from tests import factories

RULE = "exit, recover, report to police"


def _pressing(text: str) -> list[str]:
    return [found.found for found in language.check(text, "Brief") if found.rule == RULE]


@pytest.mark.requirement("TRAUMA-11")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We help people exit.", "exit"),
        ("This program helps you recover.", "recover"),
        ("You can report it to the police any time.", "report it to the police"),
        ("When you are done, leave the life.", "leave the life"),
        ("You may need treatment first.", "need treatment"),
        ("Recovery starts here.", "Recovery"),
    ],
)
def test_text_that_expects_leaving_reporting_or_treatment_is_flagged(text, found):
    """Each sample is flagged with something else to say. Fails when its word is taken out of the rule."""
    assert _pressing(text) == [found]


@pytest.mark.requirement("TRAUMA-11")
def test_no_text_of_ours_expects_it():
    """No sentence of the catalogue and no template does. Fails when one says exit, recover or report to the police."""
    known = catalogue("en")
    texts = [*known.by_key.values(), *known.by_english.values(), str(read("templates"))]

    assert len(texts) > 100
    assert [found for text in texts for found in _pressing(text)] == []


@pytest.mark.requirement("SAFE-13")
@pytest.mark.usefixtures("cheap_hashes")
def test_leaving_does_not_burn_the_card_and_sending_does(house):
    """
    Coming in and leaving, three times, leaves the card as it was; one Send ends it.

    Fails when `enter` writes anything into the seat, or a second Send is taken.
    """
    part = factories.opened(house, seats=6)
    code = part.codes[0]

    stood = [intake.enter(house, code).standing for _ in range(3)]
    intake.send(house, code, factories.full_paper(part.script.questions, "said"))

    assert stood == [Standing.FRESH] * 3
    assert intake.enter(house, code).standing is Standing.SENT
    with pytest.raises(AlreadySent):
        intake.send(house, code, factories.full_paper(part.script.questions, "again"))
