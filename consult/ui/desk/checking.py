"""Anyone who holds a code may ask whether it is good. Asking spends nothing, and no reason is given."""

from consult.dollars import in_dollars
from consult.money.desk import CodeState
from consult.ui import say
from consult.ui.desk import asking


def show() -> None:
    """Show the field and, after it, the answer."""
    say.plain("Type your code to see if it is good. This does not use it.")
    asking.field("Check", _answer)


def _answer(typed: str) -> None:
    standing = asking.look_up(typed)
    if standing.state is CodeState.GOOD:
        say.verdict(f"Good, {in_dollars(standing.amount_cents)}")
        return
    say.verdict("Not good")
    say.plain("Check that each letter is as you wrote it down. If it is, ask the person who gave you your card.")
