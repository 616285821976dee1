"""The card sheet: printed once, kept nowhere, every card alike but for its code."""

import time
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from io import BytesIO
from threading import Lock

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import letter
from reportlab.lib.units import inch
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from consult import tokens
from consult.clock import in_words
from consult.errors import Missing, Refused

WIDTH, HEIGHT = letter
CARDS_A_PAGE = 4
CARD_HEIGHT = HEIGHT / CARDS_A_PAGE
MIDDLE = WIDTH / 2
EDGE = 0.45 * inch
QR_SIZE = 1.25 * inch
# Points, and how many of them lie between the code and the foot of a card.
SIZES = (10.0, 9.0, 8.0, 7.0, 6.0)
ROOM = 64.0
HELD_SECONDS = 600
LARGEST_SHEET = 500


class CardsGone(Missing):
    """The sheet was taken before, was held too long, or belongs to another sign-in: one error for all."""

    sentence = "There are no cards to print here. If the sheet did not come out whole, make it anew."


@dataclass(frozen=True, slots=True)
class CardSheet:
    """What stands on the cards: codes (16 signs each), site address, amount in cents, last day, places and hours."""

    codes: tuple[str, ...]
    address: str
    amount_cents: int
    closes_on: date
    places: str = ""


def render(sheet: CardSheet) -> bytes:
    """
    Give the sheet as a PDF, letter size, four cards a page, to cut along the lines and fold inward once.

    The square holds the address without any code. Nothing numbers, orders or names a card.
    """
    if not 1 <= len(sheet.codes) <= LARGEST_SHEET:
        raise Refused(f"A sheet has 1 to {LARGEST_SHEET} cards.")
    out = BytesIO()
    # `invariant` leaves the hour and the machine out of the file.
    canvas = Canvas(out, pagesize=letter, invariant=1)
    canvas.setTitle("Cards")
    canvas.setAuthor("")
    canvas.setCreator("")
    canvas.setProducer("")
    for place, code in enumerate(sheet.codes):
        row = place % CARDS_A_PAGE
        if row == 0 and place:
            canvas.showPage()
        _card(canvas, HEIGHT - (row + 1) * CARD_HEIGHT, code, sheet)
    canvas.save()
    return out.getvalue()


class Handover:
    """Sheets on their way from a page to the printer: in memory, for one sign-in, for ten minutes, once."""

    def __init__(self) -> None:
        self._held: dict[bytes, tuple[float, CardSheet]] = {}
        self._lock = Lock()

    def hold(self, token: str, sheet: CardSheet) -> None:
        """Hold a sheet for whoever has this sign-in. A later sheet takes the place of an earlier one."""
        with self._lock:
            self._forget_old()
            self._held[_place(token)] = (time.monotonic(), sheet)

    def take(self, token: str) -> CardSheet:
        """Give the sheet of this sign-in and forget it. CardsGone when there is none."""
        with self._lock:
            self._forget_old()
            held = self._held.pop(_place(token), None)
        if held is None:
            raise CardsGone
        return held[1]

    def _forget_old(self) -> None:
        limit = time.monotonic() - HELD_SECONDS
        self._held = {key: held for key, held in self._held.items() if held[0] > limit}


handover = Handover()


def _card(canvas: Canvas, bottom: float, code: str, sheet: CardSheet) -> None:
    _lines(canvas, bottom)
    _left(canvas, bottom, sheet)
    _right(canvas, bottom, code, sheet)


def _lines(canvas: Canvas, bottom: float) -> None:
    canvas.setStrokeGray(0.45)
    canvas.setLineWidth(0.6)
    canvas.line(0, bottom, WIDTH, bottom)
    canvas.setDash(3, 4)
    canvas.line(MIDDLE, bottom, MIDDLE, bottom + CARD_HEIGHT)
    canvas.setDash()
    canvas.setFillGray(0.35)
    canvas.setFont("Helvetica", 7)
    canvas.drawCentredString(MIDDLE, bottom + 5, "fold inward")


def _left(canvas: Canvas, bottom: float, sheet: CardSheet) -> None:
    square = QrCodeWidget(sheet.address, barLevel="M", barWidth=QR_SIZE, barHeight=QR_SIZE)
    drawing = Drawing(QR_SIZE, QR_SIZE)
    drawing.add(square)
    top = bottom + CARD_HEIGHT - EDGE
    renderPDF.draw(drawing, canvas, EDGE, top - QR_SIZE)
    canvas.setFillGray(0)
    beside = EDGE + QR_SIZE + 10
    _text(canvas, "Point a phone camera at the square, or type this address:", beside, top - 12, MIDDLE - beside - 12)
    _text(canvas, sheet.address, EDGE, top - QR_SIZE - 16, MIDDLE - EDGE - 12, font="Helvetica-Bold", size=10)


def _right(canvas: Canvas, bottom: float, code: str, sheet: CardSheet) -> None:
    left, width = MIDDLE + EDGE, MIDDLE - 2 * EDGE
    top = bottom + CARD_HEIGHT - EDGE
    canvas.setFillGray(0)
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(left, top - 10, "Code")
    canvas.setFont("Courier-Bold", 21)
    groups = tokens.grouped(code).split()
    canvas.drawString(left, top - 36, " ".join(groups[:2]))
    canvas.drawString(left, top - 60, " ".join(groups[2:]))
    text = "\n".join(_said(sheet))
    size = next(
        size for size in SIZES if len(simpleSplit(text, "Helvetica", size, width)) * size <= ROOM or size == SIZES[-1]
    )
    _text(canvas, text, left, top - 82, width, size=size)


def _said(sheet: CardSheet) -> list[str]:
    said = [
        f"It works once, until {in_words(sheet.closes_on, minute=True)}.",
        "Keep it until you are done. Then tear it up.",
    ]
    if sheet.amount_cents:
        said.append(f"You get {_dollars(sheet.amount_cents)} for your time, with a second code at the end.")
    if sheet.places:
        said.append(f"Where and when: {sheet.places}")
    return said


def _text(
    canvas: Canvas, text: str, left: float, top: float, width: float, *, font: str = "Helvetica", size: float = 9
) -> None:
    canvas.setFont(font, size)
    for number, line in enumerate(simpleSplit(text, font, size, width)):
        canvas.drawString(left, top - number * size * 1.3, line)


def _dollars(cents: int) -> str:
    return f"${cents // 100}" if cents % 100 == 0 else f"${cents / 100:.2f}"


def _place(token: str) -> bytes:
    return sha256(token.encode("utf-8", "replace")).digest()
