"""The page around the app: neutral title and icon, and a Leave button that works before the app is there."""

import re
from html import escape
from pathlib import Path

STATIC = Path(__file__).parent / "static"
_SCRIPT = re.compile(r'<script type="module"[^>]*\bsrc="\./static/[^"]+"></script>')
_PRELOAD = re.compile(r'<link rel="modulepreload"[^>]*href="\./static/[^"]+">')
_STYLE = re.compile(r'<link rel="stylesheet"[^>]*href="\./static/[^"]+">')

LEAVE = '<a id="leave" href="{exit}" rel="noreferrer noopener">Leave this site</a>'


def shell(streamlit_index: str, *, title: str, exit_url: str) -> str:
    """
    Make the page that every screen is loaded in, from the index.html of the pinned Streamlit.

    Only its own script, its preloads and its style sheet are kept; its inline script, its font preload and
    its pointers for machines are not. Raises ValueError when the pinned version looks otherwise.
    """
    scripts = _SCRIPT.findall(streamlit_index)
    styles = _STYLE.findall(streamlit_index)
    if len(scripts) != 1 or len(styles) != 1:
        raise ValueError("this Streamlit's index.html is not the one that was checked")
    head = "\n".join([*scripts, *_PRELOAD.findall(streamlit_index), *styles]).replace('"./static/', '"/static/')
    exit_link = LEAVE.format(exit=escape(exit_url))
    return f"""<!DOCTYPE html>
<html lang="en" data-exit="{escape(exit_url)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>{escape(title)}</title>
<link rel="icon" href="/icon.png">
<script src="/shell.js"></script>
{head}
<link rel="stylesheet" href="/look.css">
</head>
<body>
<div id="bar"><span id="site">{escape(title)}</span>{exit_link}</div>
<noscript><p class="shell-note">This page needs JavaScript. Turn it on in your browser,
then load the page again.</p></noscript>
<div id="root"></div>
</body>
</html>
"""
