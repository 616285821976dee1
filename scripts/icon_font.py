"""
Cuts Streamlit's icon font (375 KB) down to the icons that its own scripts name: `consult/web/static/icons`.

    python scripts/icon_font.py

Run again when Streamlit is upgraded; `tests/pages/test_first_seconds.py` fails until it was. Needs fonttools
and brotli. The font is Material Symbols Rounded by Google, Apache License 2.0 (`icons/LICENSE.txt`).
"""

import re
import string
from io import BytesIO
from pathlib import Path

import streamlit
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

SOURCE = Path(streamlit.__file__).parent / "static" / "static"
TARGET = Path(__file__).resolve().parents[1] / "consult" / "web" / "static" / "icons"
NAMED = re.compile(r":material/([a-z0-9_]+):")
# Icons of chart, map, chat and camera widgets are named in files of their own; no page of ours has one.
NOT_OURS = re.compile(
    r"^(ArrowVegaLite|Audio|Camera|Chat|DataFrame|DeckGl|ECharts|FileUploader|Mermaid|Plotly|GraphViz|Feedback)"
)
STYLE = {"FILL": 0, "GRAD": 0, "opsz": 24, "wght": 400}
LETTERS = string.ascii_lowercase + string.digits + "_"


def names() -> list[str]:
    """Give the icons that the scripts of widgets we may use name."""
    files = (file for file in (SOURCE / "js").glob("*.js") if not NOT_OURS.match(file.name))
    return sorted({name for file in files for name in NAMED.findall(file.read_text(encoding="utf-8"))})


def cut(wanted: list[str]) -> tuple[bytes, list[str]]:
    """Give the font with these icons only, as WOFF2, and the names that it does not have."""
    [source] = (SOURCE / "media").glob("MaterialSymbols-Rounded.*.woff2")
    font = TTFont(source)
    if "fvar" in font:
        axes = {axis.axisTag: STYLE.get(axis.axisTag, axis.defaultValue) for axis in font["fvar"].axes}
        font = instantiateVariableFont(font, axes)
    icons = ligatures(font)
    characters = font.getBestCmap()
    options = Options(layout_features=["*"], layout_closure=False, hinting=False, flavor="woff2", notdef_outline=True)
    options.name_IDs = [0, 13, 14]
    cutter = Subsetter(options)
    cutter.populate(glyphs=[characters[ord(letter)] for letter in LETTERS if ord(letter) in characters])
    cutter.populate(glyphs=[icons[name] for name in wanted if name in icons], unicodes=map(ord, LETTERS))
    cutter.subset(font)
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out)
    return out.getvalue(), [name for name in wanted if name not in icons]


def ligatures(font: TTFont) -> dict[str, str]:
    """Give the glyph of each name that is drawn as one icon."""
    letter_of = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    found = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            inner = getattr(table, "ExtSubTable", table)
            for first, ends in getattr(inner, "ligatures", {}).items():
                for end in ends:
                    found["".join(letter_of.get(part, "?") for part in (first, *end.Component))] = end.LigGlyph
    return found


def main() -> None:
    """Write the font and the list of its icons."""
    wanted = names()
    font, missing = cut(wanted)
    if missing:
        raise SystemExit(f"not in the font: {', '.join(missing)}")
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "icons.woff2").write_bytes(font)
    (TARGET / "names.txt").write_text("\n".join(wanted) + "\n", encoding="utf-8")
    print(f"{len(wanted)} icons, {len(font)} bytes")


if __name__ == "__main__":
    main()
