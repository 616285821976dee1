"""What the pay can do to other money is said before she starts and with the pay code, with whom to ask unnamed."""

from consult.rounds.scripts import Script
from consult.ui import say
from consult.ui.member.texts import text


def notes(script: Script) -> None:
    """Show that the pay may count as income, and who can be asked without a name (HON-14)."""
    say.note(" ".join((script.sentences["income"], text("pay.tax"))))
