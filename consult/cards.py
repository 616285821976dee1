"""The card sheet: printed once, kept nowhere, every card alike but for its code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import letter
from reportlab.lib.units import inch
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from consult import tokens
from consult.errors import Missing, Refused
from consult.handovers import Handover
from consult.wording.catalogue_of_members import ENGLISH, said
from consult.wording.days_and_money import dollars, in_words

WIDTH, HEIGHT = letter
CARDS_A_PAGE = 4
# Two languages need a taller card: letters of 6 points help nobody.
TALL_CARDS_A_PAGE = 3
MIDDLE = WIDTH / 2
EDGE = 0.45 * inch
QR_SIZE = 1.25 * inch
# Points; the last is for what a partnership writes endlessly.
SIZES = (10.0, 9.0, 8.0, 7.0, 6.0)
LEADING = 1.3
FOOT = 14.0
LARGEST_SHEET = 500


class CardsGone(Missing):
    """The sheet was taken before, was held too long, or belongs to another sign-in: one error for all."""

    sentence = "There are no cards to print here. If the sheet did not come out whole, make it anew."


@dataclass(frozen=True, slots=True)
class CardSheet:
    """
    What stands on the cards: codes (16 signs each), site address, amount in cents, last day.

    `places` holds where and when pay codes are paid, by each language that stands on a card, in their order.
    """

    codes: tuple[str, ...]
    address: str
    amount_cents: int
    closes_on: date
    places: Mapping[str, str] = field(default_factory=lambda: {ENGLISH: ""})


def a_page(sheet: CardSheet) -> int:
    """Say how many cards stand on a page: four in one language, three in more."""
    return CARDS_A_PAGE if len(sheet.places) == 1 else TALL_CARDS_A_PAGE


def render(sheet: CardSheet) -> bytes:
    """
    Give the sheet as a PDF, letter size, to cut along the lines and fold inward once.

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
        row = place % a_page(sheet)
        if row == 0 and place:
            canvas.showPage()
        _card(canvas, row, code, sheet)
    canvas.save()
    return out.getvalue()


# Sheets on their way from a page to the printer.
handover: Handover[CardSheet] = Handover(CardsGone)


def _card(canvas: Canvas, row: int, code: str, sheet: CardSheet) -> None:
    height = HEIGHT / a_page(sheet)
    bottom = HEIGHT - (row + 1) * height
    top = bottom + height - EDGE
    _lines(canvas, bottom, height, sheet)
    _left(canvas, top, sheet)
    _right(canvas, bottom, top, code, sheet)


def _lines(canvas: Canvas, bottom: float, height: float, sheet: CardSheet) -> None:
    canvas.setStrokeGray(0.45)
    canvas.setLineWidth(0.6)
    canvas.line(0, bottom, WIDTH, bottom)
    canvas.setDash(3, 4)
    canvas.line(MIDDLE, bottom + FOOT, MIDDLE, bottom + height)
    canvas.setDash()
    canvas.setFillGray(0.35)
    canvas.setFont("Helvetica", 7)
    canvas.drawCentredString(MIDDLE, bottom + 5, " · ".join(_in_each("card.fold", sheet)))


def _left(canvas: Canvas, top: float, sheet: CardSheet) -> None:
    square = QrCodeWidget(sheet.address, barLevel="M", barWidth=QR_SIZE, barHeight=QR_SIZE)
    drawing = Drawing(QR_SIZE, QR_SIZE)
    drawing.add(square)
    renderPDF.draw(drawing, canvas, EDGE, top - QR_SIZE)
    canvas.setFillGray(0)
    beside = EDGE + QR_SIZE + 10
    _text(canvas, "\n\n".join(_in_each("card.camera", sheet)), beside, top - 12, MIDDLE - beside - 12)
    _text(canvas, sheet.address, EDGE, top - QR_SIZE - 16, MIDDLE - EDGE - 12, font="Helvetica-Bold", size=10)


def _right(canvas: Canvas, bottom: float, top: float, code: str, sheet: CardSheet) -> None:
    left, width = MIDDLE + EDGE, MIDDLE - 2 * EDGE
    canvas.setFillGray(0)
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(left, top - 10, " · ".join(dict.fromkeys(_in_each("card.code", sheet))))
    canvas.setFont("Courier-Bold", 21)
    groups = tokens.grouped(code).split()
    canvas.drawString(left, top - 36, " ".join(groups[:2]))
    canvas.drawString(left, top - 60, " ".join(groups[2:]))
    text = "\n\n".join("\n".join(_said(sheet, language)) for language in sheet.places)
    room = top - 82 - bottom - FOOT
    fitting = (size for size in SIZES if _height(text, size, width) <= room)
    _text(canvas, text, left, top - 82, width, size=next(fitting, SIZES[-1]))


def _said(sheet: CardSheet, language: str) -> list[str]:
    lines = [
        said("card.works", language).format(closes=in_words(sheet.closes_on, language, minute=True)),
        said("card.keep", language),
    ]
    if sheet.amount_cents:
        lines.append(said("card.pay", language).format(amount=dollars(sheet.amount_cents, language)))
    if places := sheet.places[language]:
        # Not `format`: whatever stands in places stays as it was typed.
        lines.append(said("card.places", language).replace("{places}", places))
    return lines


def _in_each(key: str, sheet: CardSheet) -> list[str]:
    return [said(key, language) for language in sheet.places]


def _height(text: str, size: float, width: float) -> float:
    """Give how far below the first line the last one stands, in points."""
    return (len(_wrapped(text, "Helvetica", size, width)) - 1) * size * LEADING


def _text(
    canvas: Canvas, text: str, left: float, top: float, width: float, *, font: str = "Helvetica", size: float = 9
) -> None:
    canvas.setFont(font, size)
    for number, line in enumerate(_wrapped(text, font, size, width)):
        canvas.drawString(left, top - number * size * LEADING, line)


def _wrapped(text: str, font: str, size: float, width: float) -> list[str]:
    """Break a text at its spaces; blank lines stay, and so does what a no-break space holds together."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}".strip(" ")
            if line and stringWidth(longer, font, size) > width:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines
