"""A printed page is large and plain, and one print of it is like every other, to the last byte."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import reportlab
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import inch
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer

from consult.errors import Refused

LARGE = 14.0
_FOOT = 12.0
_LEADING = 1.32
_EDGE = 0.7 * inch
# A frame of reportlab keeps this much free inside its edges.
_INSET = 6.0
_BOX = 13.0
_BESIDE_BOX = 24.0
_LINE = 30.0
_MOST_BESIDE_A_HEADING = 3 * inch
_FONTS = Path(reportlab.__file__).parent / "fonts"


class Look(StrEnum):
    """How a piece of a sheet looks: the title, a heading, text, a choice with a box before it, lines to write on."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    BOX = "box"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a sheet: its look, its text, and for lines to write on how many."""

    look: Look
    text: str = ""
    lines: int = 0


Block = Sequence[Piece]


def render(blocks: Sequence[Block], foot: Sequence[str]) -> bytes:
    """
    Give a PDF, letter size, 14 points; a block stays on one page where it can, `foot` stands at the foot of each.

    Nothing in it numbers a page or a copy, and the file bears no name, hour or machine.
    """
    out = BytesIO()
    said = [piece.text for block in blocks for piece in block] + list(foot)
    regular, bold = _fonts("".join(said))
    styles = _styles(regular, bold)
    footing = [Paragraph(escape(line), styles["foot"]) for line in foot]
    width, height = letter
    heights = [line.wrap(width - 2 * (_EDGE + _INSET), height)[1] for line in footing]
    document = SimpleDocTemplate(
        out,
        pagesize=letter,
        leftMargin=_EDGE,
        rightMargin=_EDGE,
        topMargin=_EDGE,
        bottomMargin=_EDGE / 2 + sum(heights) + _FOOT,
        title="Form",
        author="",
        creator="",
        producer="",
        invariant=1,
    )

    def on_each(canvas: Canvas, _document: SimpleDocTemplate) -> None:
        top = _EDGE / 2 + sum(heights)
        for line, high in zip(footing, heights, strict=True):
            top -= high
            line.drawOn(canvas, _EDGE + _INSET, top)

    story = [flowing for block in blocks for flowing in _block(block, styles)]
    document.build(story, onFirstPage=on_each, onLaterPages=on_each)
    return out.getvalue()


def _block(block: Block, styles: dict[str, ParagraphStyle]) -> list[Flowable]:
    flowing = [_flowing(piece, styles) for piece in block]
    return [CondPageBreak(_MOST_BESIDE_A_HEADING / 2), KeepTogether(flowing), Spacer(1, LARGE)]


def _flowing(piece: Piece, styles: dict[str, ParagraphStyle]) -> Flowable:
    if piece.look is Look.LINES:
        return _Lines(piece.lines)
    text = escape(piece.text).replace("\n", "<br/>")
    if piece.look is Look.BOX:
        return _Box(Paragraph(text, styles["text"]))
    if piece.look is Look.ITEM:
        return Paragraph(text, styles["item"], bulletText="•")
    return Paragraph(text, styles[piece.look])


class _Box(Flowable):  # type: ignore[misc]
    """An empty box to tick, and its words beside it."""

    def __init__(self, words: Paragraph) -> None:
        super().__init__()
        self._words = words

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        _, self._high = self._words.wrap(width - _BESIDE_BOX, height)
        return width, self._high + 4

    def draw(self) -> None:
        self.canv.setLineWidth(1.2)
        self.canv.rect(1, self._high - LARGE * _LEADING + 4, _BOX, _BOX)
        self._words.drawOn(self.canv, _BESIDE_BOX, 4)


class _Lines(Flowable):  # type: ignore[misc]
    """Lines to write on by hand."""

    def __init__(self, many: int) -> None:
        super().__init__()
        self._many = many

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self._wide = width
        return width, self._many * _LINE

    def draw(self) -> None:
        self.canv.setLineWidth(0.7)
        self.canv.setStrokeGray(0.45)
        for number in range(self._many):
            self.canv.line(0, number * _LINE + 4, self._wide, number * _LINE + 4)


def _styles(regular: str, bold: str) -> dict[str, ParagraphStyle]:
    def style(size: float, font: str = regular, **more: float) -> ParagraphStyle:
        return ParagraphStyle("", fontName=font, fontSize=size, leading=size * _LEADING, **more)

    return {
        Look.TITLE: style(22, bold, spaceAfter=8),
        Look.HEADING: style(LARGE + 1, bold, spaceAfter=4),
        Look.TEXT: style(LARGE, spaceAfter=5),
        Look.ITEM: style(LARGE, leftIndent=18, bulletIndent=4, bulletFontSize=LARGE, spaceAfter=4),
        "foot": style(_FOOT),
    }


def _fonts(text: str) -> tuple[str, str]:
    """Give the printer's own fonts, or, where a sign is not in them, wider ones. Refused when those lack it too."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        for name, file in (("Wide", "Vera.ttf"), ("Wide-Bold", "VeraBd.ttf")):
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(name, str(_FONTS / file)))
        known = pdfmetrics.getFont("Wide").face.charToGlyph
        lacking = sorted({sign for sign in text if ord(sign) not in known and not sign.isspace()})
        if lacking:
            raise Refused(f'This can not be printed: no font here has the sign "{lacking[0]}".') from None
        return "Wide", "Wide-Bold"
    return "Helvetica", "Helvetica-Bold"
