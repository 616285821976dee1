"""The ledger: whole months that have ended, all rounds together, and nothing finer."""

from consult.actors import Actor
from consult.dollars import in_dollars
from consult.house import present
from consult.money import ledger
from consult.money.ledger import MonthEnd, Sum
from consult.money.months import in_words, month_now
from consult.ui import say
from consult.ui.acting import reading

HEADS = ("Month", "Made", "Paid", "Returned to funds", "Waiting at its end")


def show(actor: Actor) -> None:
    """Show a line for each ended month, newest first."""
    now = month_now(present().clock)
    with reading() as session:
        ends = ledger.month_ends(session, actor, now)
    say.plain(
        "Codes by month, all rounds together. A round comes in here in the month of its count, "
        "with what it paid before. A month shows when it has ended."
    )
    if not ends:
        say.note(f"No month with a count has ended yet. {in_words(now)} shows when it is over.")
        return
    say.table(HEADS, tuple(_line(end) for end in ends))
    say.note("Made is always paid, returned and waiting together. A code waits for 12 months after its count.")


def _line(end: MonthEnd) -> tuple[str, ...]:
    return (in_words(end.month), *(_cell(part) for part in (end.made, end.paid, end.void, end.waiting)))


def _cell(part: Sum) -> str:
    return f"{part.count} ({in_dollars(part.cents)})" if part.count else "none"
