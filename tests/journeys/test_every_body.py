"""Every state of a visit, measured for eyes, hands and ears that are not like ours (WCAG 2.2 AA and a little more)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys import every_page, seeing
from tests.journeys.conftest import Round
from tests.journeys.phone import SCREEN, Phone
from tests.journeys.pictures import keep_both

pytestmark = pytest.mark.browser

WIDTHS = (320, 390, 1280)
SCHEMES = ("light", "dark")
STATES = 33
IN_THIS_SCHEME = """scheme => matchMedia(`(prefers-color-scheme: ${scheme})`).matches && (() => {
  const probe = document.createElement('i'); probe.style.background = 'var(--paper)'; document.body.append(probe)
  const wanted = getComputedStyle(probe).backgroundColor; probe.remove()
  return getComputedStyle(document.querySelector('.stApp')).backgroundColor === wanted
})()"""


@dataclass
class Seen:
    """What was measured in one state of a visit."""

    axe: list[str] = field(default_factory=list)
    spilled: list[str] = field(default_factory=list)
    edges: list[str] = field(default_factory=list)
    small: list[str] = field(default_factory=list)
    nameless: list[str] = field(default_factory=list)
    leaping: list[str] = field(default_factory=list)
    large: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    focused: list[dict] = field(default_factory=list)
    alerts: list[str] = field(default_factory=list)
    moving: list[str] = field(default_factory=list)
    has_focus: str = ""

    @property
    def hidden_stops(self) -> list[dict]:
        """Give each stop of the Tab key whose line is thin, or that lies under the bar, a note or the edge."""
        return [
            stop
            for stop in self.focused
            if stop["width"] < 3 or stop["isUnder"] or stop["isBelow"] or stop["isUnderNote"]
        ]


def look(phone: Phone, widths: Sequence[int] = WIDTHS, *, tabs: bool = True) -> Seen:
    """Measure the page as it stands, in these widths and each scheme, with `tabs` by key; it is left as it was."""
    page, seen = phone.page, Seen()
    seen.headings = seeing.outline(page)
    seen.alerts = page.locator(".refusal[role=alert]").all_inner_texts()
    seen.has_focus = focused(phone)
    for width in widths:
        page.set_viewport_size({"width": width, "height": SCREEN["height"]})
        seen.spilled += [f"{width}: {one}" for one in seeing.spilled(page)]
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.wait_for_function(IN_THIS_SCHEME, arg=scheme)
            seen.axe += [f"{width} {scheme}: {one}" for one in seeing.violations(page)]
            if width == SCREEN["width"]:
                seen.edges += [f"{scheme}: {one}" for one in pale_edges(phone)]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(SCREEN)
    seen.small = seeing.small_targets(page)
    seen.nameless = seeing.nameless(page)
    seen.leaping = seeing.leaping(page)
    seen.moving = seeing.moving(page)
    seen.large = seeing.spilled_at_twice_the_size(page)
    seen.focused = seeing.tabbed_through(page) if tabs else []
    page.set_viewport_size(SCREEN)
    return seen


def shown(states: Iterator[str], phone: Phone, name: str) -> Iterator[str]:
    """Pass on the states of a walk; a picture of each is kept for the members' guide when pictures were asked for."""
    for state in states:
        keep_both(phone.page, f"{name}-{state.replace(' ', '-')}")
        yield state


def pale_edges(phone: Phone) -> list[str]:
    """Give each control under 3:1; a page that was just made dark takes some frames to be so everywhere."""
    pale: list[str] = []
    for _ in range(20):
        pale = [f"{name} {contrast:.2f}" for name, contrast in seeing.borders(phone.page) if contrast < 3]
        if not pale:
            break
        phone.page.wait_for_timeout(50)
    return pale


def focused(phone: Phone) -> str:
    """Give the words of what has the focus, a moment after the page has come; empty when nothing has."""
    for _ in range(40):
        if phone.page.evaluate("document.activeElement.matches('.heading, .refusal')"):
            break
        phone.page.wait_for_timeout(50)
    return phone.page.evaluate("document.activeElement === document.body ? '' : document.activeElement.innerText")


@pytest.fixture(scope="module")
def running(wide: Round) -> Round:
    """A round with each kind of question."""
    return wide


@pytest.fixture(scope="module")
def walked(running: Round, chromium: Browser) -> dict[str, Seen]:
    """All states of a visit, measured once."""
    phone = Phone(chromium, running.site.url)
    try:
        return {state: look(phone) for state in shown(every_page.each(running, phone), phone, "member")}
    finally:
        phone.close()


def test_the_walk_meets_every_state(walked: dict[str, Seen]) -> None:
    """Fails when a page of the visit is not walked through, so that nothing below is shown for it."""
    assert len(walked) == STATES


@pytest.mark.requirement("ACC-01")
def test_axe_finds_nothing_in_any_state(walked: dict[str, Seen]) -> None:
    """axe-core at 320, 390 and 1280 px, light and dark; fails when a text is too pale or a field has no label."""
    assert {state: seen.axe for state, seen in walked.items() if seen.axe} == {}


@pytest.mark.requirement("ACC-01")
def test_controls_have_edges_that_can_be_seen(walked: dict[str, Seen]) -> None:
    """Fields, buttons, circles and boxes stand 3:1 against the page; fails when a border is made pale (1.4.11)."""
    assert {state: seen.edges for state, seen in walked.items() if seen.edges} == {}


@pytest.mark.requirement("ACC-02")
def test_a_thumb_hits_every_control(walked: dict[str, Seen]) -> None:
    """Each link, button and choice is 44 px or more in both directions; fails when a help number is a thin line."""
    assert {state: seen.small for state, seen in walked.items() if seen.small} == {}


@pytest.mark.requirement("ACC-06")
def test_each_control_has_a_name(walked: dict[str, Seen]) -> None:
    """Fails when a field, button or link has no words that a voice could say."""
    assert {state: seen.nameless for state, seen in walked.items() if seen.nameless} == {}


@pytest.mark.requirement("ACC-06")
def test_each_page_has_one_first_heading_and_no_gap(walked: dict[str, Seen]) -> None:
    """One h1, first of all headings, then h2 only; fails when a second h1 comes or a part's heading stands above."""
    levels = {state: [int(one[0]) for one in seen.headings] for state, seen in walked.items()}

    assert all(order[0] == 1 and order.count(1) == 1 for order in levels.values()), levels
    assert all(set(order[1:]) == {2} for order in levels.values()), levels


@pytest.mark.requirement("ACC-06")
def test_a_new_page_is_read_from_its_heading_and_a_refusal_at_once(walked: dict[str, Seen]) -> None:
    """
    Focus stands on the heading of a new page; a refusal is an alert and takes the focus.

    Fails when a page comes in silence, or a refusal has no role.
    """
    for state, seen in walked.items():
        if state.endswith("refused"):
            assert len(seen.alerts) == 1, state
            assert seen.has_focus == seen.alerts[0], state
        elif state == "check words":
            assert seen.has_focus == "Private words", "a tap that stays on the page lost its place"
        elif state != "code":
            assert seen.has_focus == seen.headings[0][2:], state


@pytest.mark.requirement("ACC-03")
def test_focus_is_seen_on_every_control_and_never_covered(walked: dict[str, Seen]) -> None:
    """
    Tab through each page: a line of 3 px around what has the focus, on the screen and clear of the bar (2.4.11).

    Fails when an outline is thin or gone, or the page scrolls a control under the Leave bar.
    """
    faults = {state: seen.hidden_stops for state, seen in walked.items()}

    assert {state: found for state, found in faults.items() if found} == {}


@pytest.mark.requirement("ACC-06")
def test_the_order_of_the_keys_is_the_order_of_the_page(walked: dict[str, Seen]) -> None:
    """Leave comes first, then everything from top to bottom, the help lines last; fails when tabindex reorders."""
    for state, seen in walked.items():
        names = [stop["name"] for stop in seen.focused]
        tops = [stop["pageTop"] for stop in seen.focused[1:]]
        assert seen.leaping == [], state
        assert seen.focused[0]["id"] == "leave", state
        assert tops == sorted(tops), (state, names)
        assert re.fullmatch(r"[\d-]+|All help lines", names[-1]), (state, names)


@pytest.mark.requirement("ACC-07")
def test_nothing_is_cut_or_runs_off_at_any_width(walked: dict[str, Seen]) -> None:
    """At 320, 390 and 1280 px no page scrolls sideways and no word is cut (1.4.10); fails with one fixed width."""
    assert {state: seen.spilled for state, seen in walked.items() if seen.spilled} == {}


@pytest.mark.requirement("ACC-07")
def test_text_of_twice_the_size_fits_on_the_smallest_phone(walked: dict[str, Seen]) -> None:
    """With text of 200 % at 320 px nothing is lost or cut (1.4.4); fails when buttons can not stack or grow."""
    assert {state: seen.large for state, seen in walked.items() if seen.large} == {}


@pytest.mark.requirement("ACC-05")
@pytest.mark.requirement("TRAUMA-10")
def test_nothing_is_dragged_and_nothing_plays() -> None:
    """No slider, no drag, no sound, no film, no animation in any screen; fails when a page brings one in."""
    root = Path(every_page.__file__).parents[2]
    sources = [
        *(root / "consult/ui").rglob("*.py"),
        *(root / "consult/ui").rglob("*.js"),
        *(root / "pages").rglob("*.py"),
    ]
    sources += [
        *(root / "consult/web").rglob("*.js"),
        *(root / "consult/web").rglob("*.html"),
        root / "consult/web/static/look.css",
    ]
    banned = re.compile(
        r"\bslider\(|select_slider|draggable|st\.(balloons|snow|audio|video|spinner|toast)|<(audio|video|marquee|blink)"
        r"|autoplay|@keyframes|animation:(?! none)|new Audio|vibrate\("
    )

    found = {str(file.relative_to(root)): banned.findall(file.read_text(encoding="utf-8")) for file in sources}

    assert len(sources) > 60
    assert {file: hits for file, hits in found.items() if hits} == {}
