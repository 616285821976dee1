"""The page around the app: neutral title and icon, and a Leave button that works before the app is there."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from consult.web import packing
from consult.wording.catalogue_of_members import languages, sentences_of

STATIC = Path(__file__).parent / "static"
_SCRIPT = re.compile(r'<script type="module"[^>]*\bsrc="\./static/js/([^"]+)"></script>')
_STYLE = re.compile(r'<link rel="stylesheet"[^>]*href="\./static/css/([^"]+)">')
_LARGE = 15_000  # bytes, before packing
# What a member's first pages are made of. Streamlit would ask for each of these only when a page has come.
_WIDGETS = ("BidiComponent", "Html", "TextInput", "Button", "TextArea", "Radio", "Checkbox")


@dataclass(frozen=True, slots=True)
class Parts:
    """The names of the files that the first page is made of: one script, one style sheet, what both need."""

    script: str
    style: str
    preloads: tuple[str, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """Give their addresses, the most wanted first."""
        scripts = (f"/static/js/{name}" for name in (self.script, *self.preloads))
        return (f"/static/css/{self.style}", *scripts)


def parts(static: Path) -> Parts:
    """
    Read which files the pinned Streamlit's first page needs, from its index.html (`static`/index.html).

    Its inline script, its font preload and its pointers for machines are left out. Raises ValueError when
    the version looks otherwise than the one that was checked.
    """
    index = (static / "index.html").read_text(encoding="utf-8")
    scripts, styles = _SCRIPT.findall(index), _STYLE.findall(index)
    folder = static / "static" / "js"
    widgets = [_only(folder, name) for name in _WIDGETS]
    if len(scripts) != 1 or len(styles) != 1:
        raise ValueError("this Streamlit's index.html is not the one that was checked")
    needed = packing.needed_by(folder, [scripts[0], *widgets])
    sizes = {name: (folder / name).stat().st_size for name in needed}
    return Parts(scripts[0], styles[0], tuple(name for name in woven(sizes) if name != scripts[0]))


def woven(sizes: Mapping[str, int]) -> list[str]:
    """
    Order files for a slow line: the largest first, and the small ones evenly among their bytes.

    A browser opens six lines at once. Eighty small files after the large ones each waited a round trip, with
    nothing else to fill the line: 1.8 s of a first visit.
    """
    by_size = sorted(sizes, key=lambda name: (-sizes[name], name))
    large = [name for name in by_size if sizes[name] >= _LARGE]
    small = [name for name in by_size if sizes[name] < _LARGE]
    total = sum(sizes[name] for name in large)
    order: list[str] = []
    placed = sent = 0
    for name in large:
        order.append(name)
        sent += sizes[name]
        until = len(small) * sent // total
        order += small[placed:until]
        placed = until
    return order + small[placed:]


def _only(folder: Path, widget: str) -> str:
    found = sorted(folder.glob(f"{widget}.*.js"))
    if len(found) != 1:
        raise ValueError(f"this Streamlit has {len(found)} files for {widget}")
    return found[0].name


def sentences(language: str) -> Mapping[str, str]:
    """Give the shell's sentences in a language of the members' catalogue; English where there is none."""
    return sentences_of("shell", language)


def shell(made_of: Parts, version: str, *, title: str, exit_url: str, language: str = "en") -> str:
    """
    Make the page that every screen is loaded in. `version` is of the style sheet as we send it.

    The order is for slow lines: bar and Leave button are drawn before any of the app is asked for. What is said
    while nobody can choose a language yet is said in each.
    """
    said = {key: escape(text) for key, text in sentences(language).items()}
    failed = " ".join(_in_each("failed", language).values())
    preloads = "\n".join(_preloads(made_of.preloads))
    return f"""<!DOCTYPE html>
<html lang="{escape(language)}" data-exit="{escape(exit_url)}" data-failed="{failed}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>{escape(title)}</title>
<link rel="icon" href="/icon.png">
<script src="/shell.js"></script>
<link rel="stylesheet" href="/look.css">
</head>
<body>
<div id="bar" role="region" aria-label="{said["leave"]}">\
<span id="site">{escape(title)}</span><span id="keys">{said["keys"]}</span>\
<a id="leave" href="{escape(exit_url)}" rel="noreferrer noopener">{said["leave"]}</a></div>
<noscript><style>#wait {{ display: none; }}</style>{_spoken("no_script", language, "p", "shell-note")}</noscript>
<div id="root"><p id="wait" class="shell-note" role="status">{_spoken("wait", language, "span")}</p></div>
<link rel="stylesheet" crossorigin href="/static/css/{made_of.style}?{version}">
<script type="module" crossorigin src="/static/js/{made_of.script}"></script>
<link rel="preload" as="fetch" crossorigin href="/_stcore/health">
<link rel="preload" as="fetch" crossorigin href="/_stcore/host-config">
{preloads}
</body>
</html>
"""


def _in_each(key: str, first: str) -> dict[str, str]:
    """Give a sentence in every language that has one of its own, this one first."""
    spoken = {one: escape(sentences(one)[key]) for one in dict.fromkeys((first, *languages()))}
    return {one: said for one, said in spoken.items() if one == first or said != spoken[first]}


def _spoken(key: str, first: str, element: str, look: str = "") -> str:
    said = _in_each(key, first).items()
    return " ".join(f'<{element} class="{look}" lang="{escape(one)}">{text}</{element}>' for one, text in said)


def _preloads(names: Sequence[str]) -> list[str]:
    return [f'<link rel="modulepreload" crossorigin href="/static/js/{name}">' for name in names]
