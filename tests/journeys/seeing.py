"""What can be measured on a page for eyes, hands and ears that are not like ours; the scripts run in the page."""

from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# WCAG 2.2 A and AA, and what axe calls best practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """Give what axe-core finds on the page as it stands: rule, and the first few places."""
    if not page.evaluate("() => 'axe' in window"):
        # `evaluate` goes past the page's content security policy, a script tag would not.
        page.evaluate(AXE)
    # axe knows a link that skips to the page only where nothing stands before it; here Leave does.
    found = page.evaluate(
        "tags => axe.run({ exclude: ['[data-testid=stSkipToContent]'] }, { runOnly: tags, resultTypes: ['violations'] }).then(r => r.violations)", TAGS
    )
    return [
        f"{one['id']}: {one['help']} {[node['html'][:160] for node in one['nodes'][:3]]} "
        f"{one['nodes'][0]['failureSummary'][:300]}"
        for one in found
    ]


CONTROLS = """
:is([data-testid=stMain], main.page, #bar, .stSidebar)
:is(a[href], button, input, textarea, select, summary, [role=radio], [role=checkbox])
"""

_SHARED = """
const shown = one => {
  const box = one.getBoundingClientRect()
  return one.checkVisibility({ checkVisibilityCSS: true }) && box.width > 0 && box.height > 0
}
const controls = () => [...document.querySelectorAll(
  ':is(a[href], button, input, textarea, select, summary, [tabindex="0"])'
)].filter(one => one.checkVisibility({ checkVisibilityCSS: true }) && !one.disabled)
// What a finger hits for a control: a hidden input is hit by its label, a bare one by the box around it.
const target = one => {
  const around = one.closest('label, [data-testid=stRadioOption], [data-testid$=RootElement]')
  const own = one.getBoundingClientRect(), wide = around?.getBoundingClientRect()
  return wide && wide.height > own.height ? wide : own
}
const name = one => one.getAttribute('aria-label')
  || [...(one.labels ?? [])].map(label => label.innerText).join(' ').trim()
  || (one.getAttribute('aria-labelledby') ?? '').split(' ')
    .map(id => document.getElementById(id)?.innerText ?? '').join(' ').trim()
  || one.innerText?.trim() || ''
const said = one => `${one.tagName.toLowerCase()} ${one.type ?? ''} "${name(one).slice(0, 40)}"`
"""


def small_targets(page: Page, least: int = 44) -> list[str]:
    """Give each control that a finger has less than `least` px for, in one direction or both."""
    return page.evaluate(
        f"""least => {{ {_SHARED}
        return controls().map(one => [one, target(one)])
          .filter(([one, box]) => box.height < least - 0.5 || box.width < least - 0.5)
          .map(([one, box]) => `${{said(one)}} ${{box.width.toFixed(1)}} x ${{box.height.toFixed(1)}}`) }}""",
        least,
    )


def nameless(page: Page) -> list[str]:
    """Give each control without a name."""
    return page.evaluate(f"() => {{ {_SHARED} return controls().filter(one => !name(one)).map(one => one.outerHTML.slice(0, 200)) }}")


def spilled(page: Page) -> list[str]:
    """Give what does not fit in width: the page when it scrolls sideways, and each piece of text that is cut or sticks out."""
    return page.evaluate(
        """() => {
        const wide = document.documentElement.clientWidth
        const found = []
        for (const box of document.querySelectorAll('html, body, [data-testid=stMain]')) {
          if (box.scrollWidth > box.clientWidth + 1) found.push(`${box.tagName} scrolls ${box.scrollWidth} > ${box.clientWidth}`)
        }
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
        for (let text = walker.nextNode(); text; text = walker.nextNode()) {
          const holder = text.parentElement
          if (!text.data.trim() || !holder.checkVisibility({ checkVisibilityCSS: true })) continue
          if (holder.closest('script, style, noscript, textarea, .stTextArea [aria-hidden], [class*=st-key-visit], [class*=st-key-place], [class*=st-key-away], .heard, [data-testid=stSkipToContent], [data-collapsed=true]')) continue
          const range = document.createRange()
          range.selectNodeContents(text)
          const box = range.getBoundingClientRect()
          if (box.left < -1 || box.right > wide + 1) found.push(`"${text.data.slice(0, 40)}" reaches ${box.left} to ${box.right}`)
          for (let up = holder; up && up !== document.body; up = up.parentElement) {
            const style = getComputedStyle(up), edge = up.getBoundingClientRect()
            const cuts = side => !['visible', 'clip'].includes(style[`overflow${side}`]) || style[`overflow${side}`] === 'clip'
            if (cuts('X') && (box.left < edge.left - 2 || box.right > edge.right + 2)) { found.push(`"${text.data.slice(0, 40)}" is cut at its side by ${up.className.toString().slice(0, 60)}`); break }
            if (['hidden', 'clip'].includes(style.overflowY) && (box.top < edge.top - 3 || box.bottom > edge.bottom + 3)) { found.push(`"${text.data.slice(0, 40)}" is cut below by ${up.className.toString().slice(0, 60)}`); break }
            if (['auto', 'scroll'].includes(style.overflowY)) break
          }
        }
        const bar = document.getElementById('bar').getBoundingClientRect(), leave = document.getElementById('leave').getBoundingClientRect()
        if (leave.top < bar.top || leave.bottom > bar.bottom || leave.left < 0 || leave.right > wide) found.push('Leave does not fit in its bar')
        return found }"""
    )


def borders(page: Page) -> list[tuple[str, float]]:
    """Give for each field, button, circle and tick box the contrast of its edge (or its fill) to the page."""
    return [
        tuple(one)
        for one in page.evaluate(
            """() => {
        const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
        const rgb = colour => {
          paint.clearRect(0, 0, 1, 1); paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1)
          return [...paint.getImageData(0, 0, 1, 1).data]
        }
        const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
          .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0)
        const ratio = (one, other) => {
          const [a, b] = [light(one), light(other)].sort((x, y) => y - x)
          return (a + 0.05) / (b + 0.05)
        }
        const behind = one => {
          for (let up = one.parentElement; up; up = up.parentElement) {
            const colour = rgb(getComputedStyle(up).backgroundColor)
            if (colour[3] === 255) return colour
          }
          return [255, 255, 255, 255]
        }
        const edge = one => {
          const style = getComputedStyle(one), found = []
          if (parseFloat(style.borderTopWidth) >= 1 && style.borderTopStyle !== 'none') found.push(rgb(style.borderTopColor))
          found.push(rgb(style.backgroundColor))
          return Math.max(...found.filter(colour => colour[3] > 200).map(colour => ratio(colour, behind(one))), 0)
        }
        const groups = [
          ['field', '[data-testid=stMain] [data-testid$=RootElement], main.page input'],
          ['button', '[data-testid=stMain] button:not([data-testid=stBaseButton-tertiary], .print), main.page button, #leave'],
        ]
        const found = groups.flatMap(([kind, where]) => [...document.querySelectorAll(where)]
          .filter(one => one.checkVisibility({ checkVisibilityCSS: true }))
          .map(one => [`${kind} ${(one.innerText || one.getAttribute('aria-label') || '').slice(0, 30)}`, edge(one)]))
        // A circle or a tick box is drawn by a part beside the hidden input.
        for (const input of document.querySelectorAll('[data-testid=stMain] :is(input[type=radio], input[type=checkbox])')) {
          const label = input.closest('label')
          const drawn = [...label.querySelectorAll('*')].filter(one => {
            const box = one.getBoundingClientRect()
            return box.width >= 12 && box.width <= 32 && Math.abs(box.width - box.height) < 2 && !one.matches('input, svg, svg *')
          })
          found.push([`${input.type} ${label.innerText.slice(0, 30)}`, Math.max(...drawn.map(edge), 0)])
        }
        return found }"""
        )
    ]


def outline(page: Page) -> list[str]:
    """Give the headings of the page in their order: "1 Title", "2 Part"."""
    return page.evaluate(
        "() => [...document.querySelectorAll('h1, h2, h3, h4')].filter(one => one.checkVisibility())"
        ".map(one => `${one.tagName[1]} ${one.innerText}`)"
    )


FOCUS = (
    "() => { "
    + _SHARED
    + """
    const one = document.activeElement
    if (!one || one === document.body) return null
    // The line may be drawn around the field, the row of a choice, or the control itself.
    let drawn = null
    for (let up = one; up && up !== document.body; up = up.parentElement) {
      const style = getComputedStyle(up)
      if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) { drawn = up; break }
      if (up.matches('[data-testid=stMain], .stForm, [data-testid=stVerticalBlock]')) break
    }
    const style = drawn && getComputedStyle(drawn), box = (drawn ?? one).getBoundingClientRect()
    const bar = document.getElementById('bar').getBoundingClientRect()
    const note = document.getElementById('line')?.getBoundingClientRect()
    const inBar = !!one.closest('#bar')
    return {
      said: said(one), id: one.id, name: name(one),
      width: style ? parseFloat(style.outlineWidth) : 0,
      offset: style ? parseFloat(style.outlineOffset) : 0,
      top: box.top, bottom: box.bottom, left: box.left, right: box.right,
      isUnder: !inBar && box.top < bar.bottom - 0.5,
      isBelow: box.bottom > innerHeight + 0.5 && box.height < innerHeight - bar.bottom,
      isUnderNote: !!note && note.height > 0 && box.bottom > note.top + 0.5,
    } }"""
)


def focus(page: Page) -> dict[str, Any] | None:
    """Give what has the focus: its name, how it is outlined in px, and whether something lies over it."""
    return page.evaluate(FOCUS)


def spilled_at_twice_the_size(page: Page) -> list[str]:
    """Give what does not fit when the browser's text is of 200 % on a phone of 320 x 640 px, or does not grow at all."""
    before = page.locator("h1").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    size = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%', 'important')")
    page.wait_for_timeout(150)
    found = spilled(page)
    small = page.evaluate(
        "() => [...document.querySelectorAll('[data-testid=stMain] :is(h1, h2, p, li, label, button, input, textarea)')]"
        ".filter(one => one.checkVisibility() && one.innerText && parseFloat(getComputedStyle(one).fontSize) < 31.5)"
        ".map(one => `${one.tagName} \"${one.innerText.slice(0, 30)}\" stays at ${getComputedStyle(one).fontSize}`)"
    )
    after = page.locator("h1").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    page.evaluate("document.documentElement.style.removeProperty('font-size')")
    page.set_viewport_size(size)
    return found + small + ([] if after >= 2 * before else [f"the heading grew from {before} to {after} only"])


MOST_STOPS = 90


def tabbed_through(page: Page) -> list[dict[str, Any]]:
    """Press Tab from the top of a phone's page to its end; give each stop as `focus` does, with its place on the page."""
    page.set_viewport_size({"width": 390, "height": 640})
    page.evaluate("() => { document.activeElement.blur(); document.getElementById('leave').focus() }")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    stops: list[dict[str, Any]] = []
    for _ in range(MOST_STOPS):
        now = focus(page)
        if now is None or (stops and now["id"] == "leave"):
            break
        now["page_top"] = page.evaluate(
            "() => document.activeElement.matches('[data-testid=stMain]') ? 0 : "
            "document.activeElement.getBoundingClientRect().top + (document.querySelector('[data-testid=stMain]')?.scrollTop ?? 0)"
        )
        stops.append(now)
        page.keyboard.press("Tab")
    return stops
