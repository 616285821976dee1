"""When something breaks: one sentence, what is safe, what to do. Never why, never where."""

from consult.ui import say
from consult.ui.member.texts import text


def page() -> None:
    """Show the calm page in place of what broke."""
    say.heading(text("broken.title"))
    say.plain(text("broken.said"))


def on_error(_error: Exception) -> bool:
    """Answer an error outside a page (in a button's act). True: Streamlit shows nothing of its own."""
    page()
    return True
