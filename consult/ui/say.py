"""What someone typed goes to the screen through here, and is never read as Markdown or HTML."""

import re
from collections.abc import Sequence
from html import escape

import streamlit as st

from consult.errors import ConsultError

_GROUP = 4
# Always read as Markdown; a dot, dash or plus only inside a word, in a row, or at the head of the text.
_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#|~$:@&^=!]|(?<=\S)\.(?=\S)|(?<=\d)[.)](?=\s)|^[-+]|-(?=[->])|(?<=-)-")


def plain(text: str) -> None:
    """Show any text as it stands, line ends kept."""
    _show("p", text, "plain")


def quiet(text: str) -> None:
    """Show text in a softer ink: a hint under a heading, a line above a question."""
    _show("p", text, "quiet")


def heading(text: str) -> None:
    """Show the one heading of a page."""
    _show("h1", text, "heading")


def subheading(text: str) -> None:
    """Show a heading inside a page."""
    _show("h2", text, "heading")


def note(text: str) -> None:
    """Show a note on warm paper."""
    _show("div", text, "note")


def answer(text: str) -> None:
    """Show what a member wrote, large, on its own."""
    _show("blockquote", text, "answer")


def code(text: str) -> None:
    """Show a grouped code in 28 px monospace, with room to copy it by hand."""
    _show("div", text, "code")


def verdict(text: str) -> None:
    """Show one answer that can be read a metre away, announced to a screen reader."""
    st.html(f'<p class="verdict" role="status">{escape(text)}</p>')


def state(word: str, *, filled: bool = False) -> None:
    """Show a state as a word in a shape: outlined, or filled."""
    _show("span", word, "state filled" if filled else "state")


def refusal(error: ConsultError) -> None:
    """Show the one sentence of a refusal, announced to a screen reader, calmly."""
    st.html(f'<div class="note refusal" role="alert">{escape(error.sentence)}</div>')


def done(sentence: str) -> None:
    """Show that an act is done, announced to a screen reader."""
    st.html(f'<div class="note" role="status">{escape(sentence)}</div>')


def turn(title: str, advisory: str, sentence: str, state: str, *, filled: bool = False) -> None:
    """Show one line of what waits: a round, whose part, what is so, and its state as a word in a shape."""
    shape = "state filled" if filled else "state"
    st.html(
        f'<section class="turn"><h2>{escape(title)}</h2><span class="{shape}">{escape(state)}</span>'
        f"<p><strong>{escape(advisory)}.</strong> {escape(sentence)}</p></section>"
    )


def link(text: str, address: str) -> None:
    """Show a link inside this site; a full page load, so that a fresh cookie is read."""
    if not address.startswith("/") or address.startswith("//"):
        raise ValueError("a link stays on this site")
    st.html(f'<p class="plain"><a href="{escape(address)}" target="_self">{escape(text)}</a></p>')


def new_tab(text: str, address: str) -> None:
    """Show a link inside this site that opens beside this page, so that the page stays."""
    if not address.startswith("/") or address.startswith("//"):
        raise ValueError("a link stays on this site")
    st.html(f'<p class="plain"><a href="{escape(address)}" target="_blank" rel="noopener">{escape(text)}</a></p>')


def table(heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
    """Show a plain table: a head for each column, one line of text a cell."""
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    # On a phone each row stands as a block, and each cell says its head.
    body = "".join(f"<tr>{_cells(heads, row)}</tr>" for row in rows)
    st.html(f'<div class="table"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>')


def pairs(text: str) -> None:
    """Show groups of a code, or private words, large, two a line, with room to copy them by hand."""
    said = text.split()
    kind = "code pairs long" if any(len(group) > _GROUP for group in said) else "code pairs"
    _show("div", "\n".join(" ".join(said[at : at + 2]) for at in range(0, len(said), 2)), kind)


def items(texts: Sequence[str]) -> None:
    """Show a plain list."""
    st.html(f'<ul class="items">{"".join(f"<li>{escape(text)}</li>" for text in texts)}</ul>')


def label(text: str) -> str:
    """
    Give any text as the label of a button, box or choice, with every sign that Markdown would read made plain.

    A sign between words is left alone: a voice that reads the page would read its backslash too.
    """
    return _MARKDOWN.sub(r"\\\g<0>", " ".join(text.split()))


def marked(text: str, spans: Sequence[tuple[int, int]]) -> None:
    """Show what a member wrote with these pieces marked: (start, end), in order, without overlaps."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [escape(text[at:start]), f"<mark>{escape(text[start:end])}</mark>"]
        at = end
    st.html(f'<p class="plain own">{"".join(pieces)}{escape(text[at:])}</p>')


def reason(words: str, why: str) -> None:
    """Show marked words of a member, and one sentence why they are marked."""
    st.html(f'<p class="plain"><strong>{escape(words)}</strong><br>{escape(why)}</p>')


Line = tuple[str, str, str]


def lines(title: str, first: Sequence[Line], more: str, rest: Sequence[Line], foot: str) -> None:
    """Show help lines, (name, number, what to know) each; those after the first few open with one tap."""
    hidden = f"<details><summary>{escape(more)}</summary>{_listed(rest)}</details>" if rest else ""
    body = f"<h2>{escape(title)}</h2>{_listed(first)}{hidden}<p>{escape(foot)}</p>"
    st.html(f'<div class="lines" role="complementary" aria-label="{escape(title)}">{body}</div>')


_NUMBER = re.compile(r"(?<![\w-])(?:1-)?(?:\d{3}-\d{3}-\d{4}|\d{3})(?![\w-])")


def _listed(rows: Sequence[Line]) -> str:
    items = (
        f"<li><strong>{escape(name)}</strong><br>{_dialled(number)}<br>{escape(known)}</li>"
        for name, number, known in rows
    )
    return f"<ul>{''.join(items)}</ul>"


def _dialled(text: str) -> str:
    return _NUMBER.sub(lambda found: f'<a href="tel:{found.group()}">{found.group()}</a>', escape(text))


def _cells(heads: tuple[str, ...], row: tuple[str, ...]) -> str:
    return "".join(
        f'<td><span class="head">{escape(head)}: </span>{escape(cell)}</td>'
        for head, cell in zip(heads, row, strict=True)
    )


def _show(element: str, text: str, kind: str) -> None:
    st.html(f'<{element} class="{kind}">{escape(text)}</{element}>')
