"""The app's own files, made small once and kept, so that a slow phone is not kept waiting."""

import gzip
import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

import brotli

from consult.keyring import private_folder

ICONS = Path(__file__).parent / "static" / "icons" / "icons.woff2"
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".gif": "image/gif",
    ".json": "application/json",
    ".wasm": "application/wasm",
}
PACKABLE = frozenset({".js", ".css", ".svg", ".json", ".wasm"})
THOROUGH, QUICK = 11, 5

_FACE = re.compile(r"@font-face\{[^}]*\}")
_OWN_FONT = re.compile(r"font-family:Source (Code Pro|Sans|Serif)")
_ICON_SOURCE = re.compile(r"url\([^)]*MaterialSymbols-Rounded[^)]*\)")
_STATIC_IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*["']\./([^"']+\.js)["']""")


def short_hash(content: bytes) -> str:
    """Give 12 hex digits that change with the content."""
    return sha256(content).hexdigest()[:12]


def icon_path() -> str:
    """Give the address of the cut icon font; it changes with the font."""
    return f"/static/media/icons.{short_hash(ICONS.read_bytes())}.woff2"


def with_system_fonts(style: str) -> str:
    """Take Streamlit's own fonts out of its style sheet, and put the cut icon font in."""

    def face(found: re.Match[str]) -> str:
        rule = found.group()
        return "" if _OWN_FONT.search(rule) else _ICON_SOURCE.sub(f'url("{icon_path()}")', rule)

    return _FACE.sub(face, style)


def needed_by(folder: Path, entries: Iterable[str]) -> list[str]:
    """Give the names of these scripts and of all that they import before they run, each once, entries first."""
    found: dict[str, None] = {}
    waiting = list(entries)
    while waiting:
        name = waiting.pop(0)
        if name not in found and (folder / name).is_file():
            found[name] = None
            waiting += _STATIC_IMPORT.findall((folder / name).read_text(encoding="utf-8"))
    return list(found)


def coding(accepted: str) -> str:
    """Give the best coding of an Accept-Encoding header (RFC 9110): "br", "gzip", or "" for none."""
    offered = {part.split(";")[0].strip() for part in accepted.lower().split(",") if not _refused(part)}
    return next((name for name in ("br", "gzip") if name in offered), "")


def _refused(part: str) -> bool:
    return re.search(r";\s*q=0(\.0*)?\s*$", part) is not None


def squeeze(content: bytes, how: str, quality: int = QUICK) -> bytes:
    """Pack bytes as "br" or "gzip"."""
    if how == "br":
        packed: bytes = brotli.compress(content, mode=brotli.MODE_TEXT, quality=quality)
        return packed
    return gzip.compress(content, 9, mtime=0)


class Packs:
    """
    Streamlit's static files under their addresses, packed on first use and kept in `store`.

    A packed file is found by the hash of what it was made from: an upgrade never serves an old one.
    """

    def __init__(self, static: Path, store: Path) -> None:
        self._store = private_folder(store)
        self._files = {
            f"/static/{file.relative_to(static).as_posix()}": file for file in static.rglob("*") if file.is_file()
        }
        self._files[icon_path()] = ICONS
        self._made: dict[tuple[str, str], bytes] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._files

    def kind(self, path: str) -> str:
        """Give the media type of a file."""
        return TYPES.get(self._files[path].suffix, "application/octet-stream")

    def can_pack(self, path: str) -> bool:
        """Say whether packing makes this file smaller."""
        return self._files[path].suffix in PACKABLE

    def plain(self, path: str) -> bytes:
        """Give a file as it is meant to arrive."""
        content = self._files[path].read_bytes()
        if self._files[path].suffix == ".css":
            return with_system_fonts(content.decode()).encode()
        return content

    def packed(self, path: str, how: str, quality: int = QUICK) -> bytes:
        """Give a file packed as "br" or "gzip", from the store where it is there."""
        made = self._made.get((path, how))
        if made is None or quality == THOROUGH:
            made = self._made[path, how] = self._from_store(self.plain(path), how, quality)
        return made

    def prepare(self, paths: Iterable[str]) -> None:
        """Pack these files as small as they get: the ones that a member's first page asks for."""
        for path in paths:
            self.packed(path, "br", THOROUGH)
            self.packed(path, "gzip")

    def _from_store(self, content: bytes, how: str, quality: int) -> bytes:
        digest = sha256(content).hexdigest()
        for file in (self._store / f"{digest}.{THOROUGH}.{how}", self._store / f"{digest}.{quality}.{how}"):
            if file.exists():
                return file.read_bytes()
        made = squeeze(content, how, quality)
        # Written aside and renamed: a server that is killed here leaves no half file.
        fresh = self._store / f"{token_hex(8)}.new"
        fresh.write_bytes(made)
        fresh.replace(self._store / f"{digest}.{quality}.{how}")
        return made
