"""When something breaks: one sentence, what is safe, what to do. Never why, never where."""

from consult.ui import say


def page() -> None:
    """Show the calm page in place of what broke."""
    say.heading("Something went wrong")
    say.plain("It is not your fault. What you had sent is safe. Wait a minute, then load this page again.")


def on_error(_error: Exception) -> bool:
    """Answer an error outside a page (in a button's act). True: Streamlit shows nothing of its own."""
    page()
    return True
