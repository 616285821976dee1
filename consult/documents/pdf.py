"""A document as a PDF, letter size: with page numbers, and without the hour, the machine or whoever made it."""

import os
import unicodedata
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import reportlab
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import inch
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import HRFlowable, KeepTogether, Paragraph, SimpleDocTemplate
from reportlab.platypus.flowables import Flowable

from consult.documents.blocks import Block, Document, Kind
from consult.errors import Refused

EDGE = 0.9 * inch
INK, SOFT, WARM, LINE = (HexColor(colour) for colour in ("#1b1b1b", "#4a4a4a", "#f6f1e7", "#767676"))
# Sizes in points, largest first: a document that has to fit on few pages takes the first in which it does.
SIZES = (10.5, 10.0, 9.5, 9.0, 8.5)
REGULAR, BOLD, SLANTED = "Vera", "VeraBd", "VeraIt"


class TooManyPages(Refused):
    """The document does not fit on the pages it may have."""

    sentence = "This is too long for the pages it may have. Choose fewer themes."


def render(document: Document, title: str, most_pages: int = 0) -> bytes:
    """Give the PDF; `most_pages` is how many it may have (0: any number), TooManyPages where it needs more."""
    for size in SIZES if most_pages else SIZES[:1]:
        made, pages = _built(document, title, size)
        if not most_pages or pages <= most_pages:
            return made
    raise TooManyPages


def _built(document: Document, title: str, size: float) -> tuple[bytes, int]:
    _fonts()
    out = BytesIO()
    # `invariant` leaves the hour and the machine out of the file.
    frame = SimpleDocTemplate(
        out, pagesize=letter, leftMargin=EDGE, rightMargin=EDGE, topMargin=EDGE, bottomMargin=EDGE,
        title=_spelled(title), author="", creator="", producer="", invariant=1,
    )  # fmt: skip
    frame.build([_flowable(block, size) for block in document], onFirstPage=_foot, onLaterPages=_foot)
    return out.getvalue(), frame.page


def _foot(canvas: Canvas, frame: SimpleDocTemplate) -> None:
    canvas.setFont(REGULAR, 8)
    canvas.setFillColor(SOFT)
    canvas.drawRightString(letter[0] - EDGE, EDGE / 2, f"Page {frame.page}")


def _flowable(block: Block, size: float) -> Flowable:
    if block.kind is Kind.LINE:
        return HRFlowable(width="100%", thickness=0.5, color=LINE, spaceBefore=18, spaceAfter=4)
    words = escape(_spelled(block.words)).replace("\n", "<br/>")
    bullet = "•" if block.kind is Kind.ITEM else None
    made = Paragraph(words, _style(block.kind, size), bulletText=bullet)
    return KeepTogether([made]) if block.kind is Kind.NOTE else made


@cache
def _style(kind: Kind, size: float) -> ParagraphStyle:
    base = {"fontName": REGULAR, "fontSize": size, "leading": size * 1.42, "spaceAfter": size * 0.5, "textColor": INK}
    own: dict[Kind, dict[str, object]] = {
        Kind.TITLE: {"fontName": BOLD, "fontSize": size * 1.7, "leading": size * 2.1, "spaceAfter": size},
        Kind.HEADING: {
            "fontName": BOLD, "fontSize": size * 1.15, "leading": size * 1.5, "spaceBefore": size, "keepWithNext": 1,
        },
        Kind.SMALL: {"fontSize": size * 0.9, "leading": size * 1.3, "textColor": SOFT},
        Kind.QUOTE: {"fontName": SLANTED, "leftIndent": 16},
        Kind.ITEM: {"leftIndent": 14, "bulletIndent": 2},
        Kind.NOTE: {"backColor": WARM, "borderPadding": 6, "spaceBefore": 8, "spaceAfter": size * 1.1},
    }  # fmt: skip
    return ParagraphStyle(f"{kind}-{size}", **{**base, **own.get(kind, {})})


def _spelled(words: str) -> str:
    """Write a letter that the typeface lacks without its marks; a sign that it lacks altogether as a question mark."""
    return "".join(sign if _has(sign) else _plainer(sign) for sign in words)


def _plainer(sign: str) -> str:
    bare = unicodedata.normalize("NFKD", sign)[0]
    return bare if _has(bare) else "?"


def _has(sign: str) -> bool:
    return sign == "\n" or ord(sign) in pdfmetrics.getFont(REGULAR).face.charToGlyph


@cache
def _fonts() -> None:
    folder = Path(os.fspath(reportlab.__file__)).parent / "fonts"
    for name in (REGULAR, BOLD, SLANTED):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))
