"""Anyone who holds a code may ask whether it is good. Asking spends nothing, and no reason is given."""

from consult.money.desk import CodeState
from consult.ui import say
from consult.ui.desk import asking
from consult.ui.member.texts import language, text
from consult.wording.days_and_money import dollars


def show() -> None:
    """Show the field and, after it, the answer."""
    say.plain(text("paid.intro"))
    asking.field(text("paid.check"), _answer, text("paid.field"), language())


def _answer(typed: str) -> None:
    standing = asking.look_up(typed)
    if standing.state is CodeState.GOOD:
        say.verdict(text("paid.good", amount=dollars(standing.amount_cents, language())))
        return
    say.verdict(text("paid.not_good"))
    say.plain(text("paid.check_again"))
