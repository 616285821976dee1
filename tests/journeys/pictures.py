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


def keep(page: Page, name: str, *, tallest: int = TALLEST) -> None:
    """Keep a picture of the whole page, cut at `tallest` pixels; nothing happens unless pictures were asked for."""
    if not os.environ.get(ASKED):
        return
    before = page.viewport_size or {"width": 390, "height": 844}
    tall = max(before["height"], min(tallest, _height(page)))
    page.set_viewport_size({"width": before["width"], "height": tall})
    page.mouse.move(0, 0)
    page.evaluate("() => document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0)")
    page.wait_for_timeout(400)
    taken = page.screenshot(animations="disabled", caret="hide")
    page.set_viewport_size(before)
    FOLDER.mkdir(parents=True, exist_ok=True)
    drawn = Image.open(BytesIO(taken)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    drawn.save(FOLDER / f"{name}.png", optimize=True)


def _height(page: Page) -> int:
    return int(
        page.evaluate(
            "() => { const app = document.querySelector('.stMainBlockContainer');"
            " return app ? app.getBoundingClientRect().height + 90 : document.documentElement.scrollHeight }"
        )
    )
