"""The same states in French, where words are longer: measured as in English, on a phone that wants nothing to move."""

import pytest
from playwright.sync_api import Browser

from tests.journeys import every_page
from tests.journeys.conftest import Round
from tests.journeys.french import French
from tests.journeys.phone import SCREEN
from tests.journeys.test_every_body import STATES, WIDTHS, Seen, look, shown

pytestmark = pytest.mark.browser

# The page with the most on it is looked at as in English; the others on the phone that most members have.
FULLEST = "check marked"
PHONE = (SCREEN["width"],)


@pytest.fixture(scope="module")
def walked(wide: Round, chromium: Browser) -> dict[str, Seen]:
    """All states of a visit in French, measured once."""
    context = chromium.new_context(viewport=SCREEN, service_workers="block", reduced_motion="reduce")
    phone = French(chromium, wide.site.url, context)
    seen = {}
    try:
        for state in shown(every_page.each(wide, phone), phone, "member-fr"):
            assert phone.page.evaluate("document.documentElement.lang") == "fr", state
            is_full = state == FULLEST
            seen[state] = look(phone, WIDTHS if is_full else PHONE, tabs=is_full)
    finally:
        phone.close()
    return seen


@pytest.mark.requirement("CULT-11")
def test_the_walk_meets_every_state_in_french(walked: dict[str, Seen]) -> None:
    """Fails when a page of the visit can not be reached by someone who chose French, or turns English on the way."""
    assert len(walked) == STATES


@pytest.mark.requirement("ACC-01")
def test_axe_finds_nothing_in_french(walked: dict[str, Seen]) -> None:
    """Light and dark at 390 px, the fullest page at 320 and 1280 too; fails when a French label is missing or pale."""
    assert {state: seen.axe + seen.edges for state, seen in walked.items() if seen.axe + seen.edges} == {}


@pytest.mark.requirement("ACC-07")
def test_french_words_fit_also_at_twice_the_size(walked: dict[str, Seen]) -> None:
    """Text of 100 % at 390 px and of 200 % at 320 px; fails when a long button can not wrap or a word is cut."""
    assert {state: seen.spilled + seen.large for state, seen in walked.items() if seen.spilled + seen.large} == {}


@pytest.mark.requirement("ACC-02")
def test_french_controls_are_as_large_named_and_seen(walked: dict[str, Seen]) -> None:
    """44 px, a name, on the fullest page a line of 3 px clear of the bar; fails when a wrapped button loses one."""
    faults = {state: [*seen.small, *seen.nameless, *seen.hidden_stops] for state, seen in walked.items()}

    assert {state: found for state, found in faults.items() if found} == {}


@pytest.mark.requirement("TRAUMA-10")
def test_nothing_moves_in_any_state_for_whoever_asked_for_no_motion(walked: dict[str, Seen]) -> None:
    """With reduced motion no element of any page is animated or slides; fails when a transition ignores the wish."""
    assert {state: seen.moving for state, seen in walked.items() if seen.moving} == {}
