"""What someone typed goes to the screen through here, and is never read as Markdown or HTML."""

from html import escape

import streamlit as st

from consult.errors import ConsultError


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


def state(word: str, *, filled: bool = False) -> None:
    """Show a state as a word in a shape: outlined, or filled."""
    _show("span", word, "state filled" if filled else "state")


def refusal(error: ConsultError) -> None:
    """Show the one sentence of a refusal, announced to a screen reader, calmly."""
    st.html(f'<div class="note refusal" role="alert">{escape(error.sentence)}</div>')


def done(sentence: str) -> None:
    """Show that an act is done, announced to a screen reader."""
    st.html(f'<div class="note" role="status">{escape(sentence)}</div>')


def link(text: str, address: str) -> None:
    """Show a link inside this site; a full page load, so that a fresh cookie is read."""
    if not address.startswith("/") or address.startswith("//"):
        raise ValueError("a link stays on this site")
    st.html(f'<p class="plain"><a href="{escape(address)}" target="_self">{escape(text)}</a></p>')


def table(heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
    """Show a plain table: a head for each column, one line of text a cell."""
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    st.html(f'<div class="table"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>')


def _show(element: str, text: str, kind: str) -> None:
    st.html(f'<{element} class="{kind}">{escape(text)}</{element}>')
