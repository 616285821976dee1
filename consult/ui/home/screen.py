"""The first page after signing in: whose turn it is, in sentences."""

from consult.actors import Actor, Role
from consult.house import present
from consult.people import accounts
from consult.ui import addresses, say
from consult.ui.acting import reading
from consult.ui.home import waiting
from consult.ui.home.turn import Turn
from consult.ui.home.turns import turns

SHORTCUTS = {
    Role.DESK: ("Pay a code", "desk/pay.py"),
    Role.ADMIN: ("Accounts", "admin/accounts.py"),
    Role.FACILITATOR: ("Paper forms", "facilitator/paper.py"),
}


def show(actor: Actor) -> None:
    """Show what waits on this actor, then what goes its way."""
    waits = waiting.show(actor)
    with reading() as session:
        first = accounts.must_change(session, actor.account_id)
        found = turns(session, present().clock, actor)
    if first:
        say.plain("Your roles begin to work when you have chosen a password that only you know.")
        say.link("Choose your own password", "/password")
        return
    for turn in found:
        _show(turn)
    for role, (text, file) in SHORTCUTS.items():
        if actor.holds(role):
            _go(text, file)
    if not waits and not any(turn.mine for turn in found):
        say.plain(
            "Nothing waits on you today." if actor.grants else "You have no role yet. An administrator gives roles."
        )
    say.link("Change your password", "/password")


def _show(turn: Turn) -> None:
    say.turn(turn.title, turn.advisory, turn.sentence, turn.state, filled=turn.mine)
    if turn.file:
        _go("Go there", turn.file, turn.which)


def _go(text: str, file: str, which: str = "") -> None:
    known = next((screen for screen in addresses.STAFF_SCREENS if screen.file == file), None)
    if known is not None:
        say.link(text, f"/{known.address}{which}")
