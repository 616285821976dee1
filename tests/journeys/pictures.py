"""The manual's pictures: taken on the journey when someone asks for them, and small enough to load on a phone."""

import os
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "manual" / "pictures"
ASKED = "CONSULT_PICTURES"
COLOURS = 96
TALLEST = 4000
# A member's pages have ink, paper, one accent and a mark, light and dark, and what lies between; a fold says enough.
INKS = (
    *("ffffff", "f6f1e7", "fff4d6", "ffe3a0", "c8c8c8", "8f9596", "5a5a5a", "1b1b1b"),
    *("16191a", "2b2a25", "0b5f68", "85afb3", "7cc7cf", "497073", "f3f1ec", "3a3d3e"),
)
TALLEST_OF_A_MEMBER = 1300
SHORTEST = 640
GAP = 12


def keep(page: Page, name: str, *, tallest: int = TALLEST) -> None:
    """Keep a picture of the whole page, cut at `tallest` pixels; nothing happens unless pictures were asked for."""
    if not os.environ.get(ASKED):
        return
    taken = _taken(page, tallest)
    _save(taken, name, taken.quantize(COLOURS, dither=Image.Dither.NONE))


def keep_both(page: Page, name: str) -> None:
    """Keep a picture of a member's page, light beside dark, when pictures were asked for; it is left light."""
    if not os.environ.get(ASKED):
        return
    halves = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        halves.append(_taken(page, TALLEST_OF_A_MEMBER))
    page.emulate_media(color_scheme="light")
    wide = sum(half.width for half in halves) + GAP
    both = Image.new("RGB", (wide, max(half.height for half in halves)), "white")
    at = 0
    for half in halves:
        both.paste(half, (at, 0))
        at += half.width + GAP
    _save(both, name, _inks())


def _taken(page: Page, tallest: int) -> Image.Image:
    before = page.viewport_size or {"width": 390, "height": 844}
    tall = max(SHORTEST, min(tallest, _height(page)))
    page.set_viewport_size({"width": before["width"], "height": tall})
    page.mouse.move(0, 0)
    page.evaluate("() => document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0)")
    page.wait_for_timeout(400)
    taken = page.screenshot(animations="disabled", caret="hide")
    page.set_viewport_size(before)
    return Image.open(BytesIO(taken)).convert("RGB")


def _inks() -> Image.Image:
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for ink in INKS for part in bytes.fromhex(ink)])
    return palette


def _save(taken: Image.Image, name: str, palette: Image.Image) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    drawn = taken.quantize(palette=palette, dither=Image.Dither.NONE)
    drawn.save(FOLDER / f"{name}.png", optimize=True)


def _height(page: Page) -> int:
    return int(
        page.evaluate(
            "() => { const app = document.querySelector('.stMainBlockContainer');"
            " return app ? app.getBoundingClientRect().height + 90 : document.documentElement.scrollHeight }"
        )
    )
