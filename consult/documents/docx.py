"""A document as .docx (ECMA-376): four small parts in a ZIP file, without the hour or whoever made it."""

from collections.abc import Iterator
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from consult.documents.blocks import Block, Document, Kind

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
# The first moment that a ZIP file can name: it says nothing.
_NO_HOUR = (1980, 1, 1, 0, 0, 0)
_TYPES = (
    f'{_HEAD}\n<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORDS}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORDS}.styles+xml"/></Types>'
)
_RELATED = f'{_HEAD}\n<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}/'
_RELS = f'{_RELATED}officeDocument" Target="word/document.xml"/></Relationships>'
_RELS_OF_WORDS = f'{_RELATED}styles" Target="styles.xml"/></Relationships>'
_UNDER = 'w:val="single" w:sz="4" w:space="1" w:color="767676"'
# For each kind: the style's name, its paragraph and its letters. Names that Word knows give a table of contents.
_STYLES = {
    Kind.TITLE: ("Title", '<w:spacing w:after="200"/>', '<w:b/><w:sz w:val="36"/>'),
    Kind.HEADING: (
        "heading 1",
        '<w:keepNext/><w:spacing w:before="280" w:after="80"/><w:outlineLvl w:val="0"/>',
        '<w:b/><w:sz w:val="25"/>',
    ),
    Kind.TEXT: ("Body Text", "", ""),
    Kind.SMALL: ("Small", "", '<w:color w:val="4A4A4A"/><w:sz w:val="19"/>'),
    Kind.QUOTE: ("Quote", '<w:ind w:left="360"/>', "<w:i/>"),
    Kind.ITEM: ("List Paragraph", '<w:ind w:left="360" w:hanging="200"/>', ""),
    Kind.NOTE: ("Note", '<w:shd w:val="clear" w:color="auto" w:fill="F6F1E7"/>', ""),
    Kind.LINE: (
        "Room to write",
        f'<w:pBdr><w:bottom {_UNDER}/></w:pBdr><w:spacing w:before="360"/>',
        "",
    ),
}


def render(document: Document) -> bytes:
    """Give the file. What stands in it is the words of the blocks and nothing else."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, text in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELS),
            ("word/_rels/document.xml.rels", _RELS_OF_WORDS),
            ("word/styles.xml", _styles()),
            ("word/document.xml", _body(document)),
        ):
            part = ZipInfo(name, _NO_HOUR)
            part.compress_type = ZIP_DEFLATED
            packed.writestr(part, text.encode())
    return out.getvalue()


def _body(document: Document) -> str:
    edges = " ".join(f'w:{side}="1300"' for side in ("top", "right", "bottom", "left"))
    page = f'<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar {edges}/></w:sectPr>'
    written = "".join(_paragraph(block) for block in document)
    return f'{_HEAD}\n<w:document xmlns:w="{MAIN}"><w:body>{written}{page}</w:body></w:document>'


def _paragraph(block: Block) -> str:
    mark = "•  " if block.kind is Kind.ITEM else ""
    runs = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in f"{mark}{_clean(block.words)}".split("\n")
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{block.kind}"/></w:pPr><w:r>{runs}</w:r></w:p>'


def _clean(words: str) -> str:
    """Leave out what XML 1.0 can not hold."""
    return "".join(sign for sign in words if sign == "\n" or sign >= " ")


def _styles() -> str:
    letters = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/><w:lang w:val="en-CA"/>'
    default = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{letters}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    return f'{_HEAD}\n<w:styles xmlns:w="{MAIN}">{default}{"".join(_each_style())}</w:styles>'


def _each_style() -> Iterator[str]:
    for kind, (name, paragraph, letters) in _STYLES.items():
        yield (
            f'<w:style w:type="paragraph" w:styleId={quoteattr(kind)}><w:name w:val={quoteattr(name)}/>'
            f"<w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
        )
