"""What can be measured on a page for eyes, hands and ears that are not like ours; the measuring is in seeing.js."""

from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
OURS = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
# WCAG 2.2 A and AA, and what axe calls best practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# axe knows a link that skips to the page only where nothing stands before it; here Leave does.
RUN_AXE = """tags => axe.run(
  { exclude: ['[data-testid=stSkipToContent]'] }, { runOnly: tags, resultTypes: ['violations'] }
).then(found => found.violations)"""
SMALLEST_PHONE = {"width": 320, "height": 640}
LOW_PHONE = {"width": 390, "height": 640}
TWICE = "document.documentElement.style.setProperty('font-size', '200%', 'important')"
ONCE = "document.documentElement.style.removeProperty('font-size')"
TWICE_OUR_SMALLEST = 31.5
MOST_STOPS = 90
# A page that was made larger, smaller or narrower takes some frames to lie still; what is measured before moves.
AT_REST = """async () => {
  const where = () => [...document.querySelectorAll("a, button, h1, h2, p")].map((one) => one.offsetTop).join()
  for (let still = 0, before = where(), tries = 0; still < 3 && tries < 40; tries++) {
    await new Promise((go) => setTimeout(go, 60))
    const now = where()
    still = now === before ? still + 1 : 0
    before = now
  }
}"""

MOVING = """() => [...document.querySelectorAll('body *')].filter(one => one.checkVisibility()).flatMap(one => {
  const style = getComputedStyle(one)
  const longest = Math.max(...style.transitionDuration.split(',').map(parseFloat), 0)
  const turns = style.animationName !== 'none' && parseFloat(style.animationDuration) > 0.01
  return longest > 0.01 || turns ? [`${one.tagName} ${style.transitionProperty} ${longest} ${style.animationName}`] : []
})"""


def violations(page: Page) -> list[str]:
    """Give what axe-core finds on the page as it stands: rule, and the first few places."""
    if not page.evaluate("() => 'axe' in window"):
        # `evaluate` goes past the page's content security policy, a script tag would not.
        page.evaluate(AXE)
    return [
        f"{one['id']}: {one['help']} {[node['html'][:160] for node in one['nodes'][:3]]} "
        f"{one['nodes'][0]['failureSummary'][:300]}"
        for one in page.evaluate(RUN_AXE, TAGS)
    ]


def small_targets(page: Page, least: int = 44) -> list[str]:
    """Give each control that a finger has less than `least` px for, in one direction or both."""
    return _measured(page, f"smallTargets({least})")


def nameless(page: Page) -> list[str]:
    """Give each control without a name."""
    return _measured(page, "nameless()")


def leaping(page: Page) -> list[str]:
    """Give each control that a key reaches before what stands above it."""
    return _measured(page, "leaping()")


def outline(page: Page) -> list[str]:
    """Give the headings of the page in their order: "1 Title", "2 Part"."""
    return _measured(page, "headings()")


def spilled(page: Page) -> list[str]:
    """Give what does not fit: a page that scrolls sideways, each piece of text that is cut or runs off."""
    return _measured(page, "spilled()")


def borders(page: Page) -> list[tuple[str, float]]:
    """Give for each field, button, circle and box the contrast of its edge (or its fill) to what is behind it."""
    return [(name, contrast) for name, contrast in _measured(page, "borders()")]


def focus(page: Page) -> dict[str, Any] | None:
    """Give what has the focus: its name, how thick its outline is in px, and whether something lies over it."""
    return _measured(page, "focus()")


def spilled_at_twice_the_size(page: Page) -> list[str]:
    """Give what does not fit, or does not grow, when the browser's text is of 200 % on a phone of 320 x 640 px."""
    size = page.viewport_size
    page.set_viewport_size(SMALLEST_PHONE)
    page.evaluate(TWICE)
    page.wait_for_timeout(150)
    found = spilled(page) + _measured(page, f"unmoved({TWICE_OUR_SMALLEST})")
    page.evaluate(ONCE)
    page.set_viewport_size(size)
    return found


def tabbed_through(page: Page) -> list[dict[str, Any]]:
    """
    Press Tab from the top of a phone's page to its end; give each control it stops at as `focus` does.

    A browser also stops at what can be scrolled, so that keys can scroll it: that is no control.
    """
    page.set_viewport_size(LOW_PHONE)
    page.evaluate(AT_REST)
    # The line is drawn for whoever uses keys; one key tells the browser that keys are in use.
    page.keyboard.press("Tab")
    page.evaluate("document.getElementById('leave').focus()")
    stops: list[dict[str, Any]] = []
    for _ in range(MOST_STOPS):
        now = focus(page)
        if now is None or (stops and now["id"] == "leave"):
            break
        if now["isControl"]:
            stops.append(now)
        page.keyboard.press("Tab")
    return stops


def moving(page: Page) -> list[str]:
    """Give each element that is animated, or slides when it changes."""
    return list(page.evaluate(MOVING))


def _measured(page: Page, what: str) -> Any:
    if not page.evaluate("() => 'seeing' in window"):
        page.evaluate(OURS)
    return page.evaluate(f"() => window.seeing.{what}")
