"""Every screen, its neutral address and who may open it: menu and lock tests are made from this one table."""

from dataclasses import dataclass
from pathlib import Path

from consult.actors import Actor, Role

PAGES = Path(__file__).resolve().parents[2] / "pages"
STAFF = frozenset(Role)


@dataclass(frozen=True, slots=True)
class Screen:
    """
    One page: its file under `pages/`, one neutral segment, a title, the roles that may open it.

    The member's screen has no roles and the empty address. A screen that is not `listed` is reached from
    another screen only.
    """

    file: str
    address: str
    title: str
    roles: frozenset[Role] = frozenset()
    section: str = ""
    listed: bool = True

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return PAGES / self.file

    def is_for(self, actor: Actor) -> bool:
        """Say whether one of the roles is held."""
        return any(actor.holds(role) for role in self.roles)


MEMBER = Screen("member/answer.py", "", "Feedback")
CODE = Screen("member/code.py", "code", "Code")
# No sign-in, no role, and no menu.
OPEN_SCREENS: tuple[Screen, ...] = (MEMBER, CODE)
HOME = Screen("home.py", "home", "Your turn", STAFF)

# In the order of a round's life. Addresses stand in a browser's history: no word in them says what this is.
# `section` is the heading in the menu.
STAFF_SCREENS: tuple[Screen, ...] = (
    HOME,
    Screen("author/rounds.py", "rounds", "Rounds", frozenset({Role.AUTHOR}), "Author"),
    Screen("author/write.py", "write", "Write a round", frozenset({Role.AUTHOR}), "Author", listed=False),
    Screen("author/look.py", "look", "As a member would see it", frozenset({Role.AUTHOR}), "Author", listed=False),
    Screen("author/open.py", "open", "Open a part", frozenset({Role.AUTHOR, Role.FACILITATOR}), "Author"),
    Screen("facilitator/paper.py", "paper", "Paper forms", frozenset({Role.AUTHOR, Role.FACILITATOR}), "Author"),
    Screen("steward/approve.py", "approve", "Approve", frozenset({Role.STEWARD}), "Steward"),
    Screen("steward/box.py", "boxes", "Boxes", frozenset({Role.STEWARD}), "Steward"),
    Screen("steward/told.py", "noted", "While it is read", frozenset({Role.STEWARD}), "Steward"),
    Screen("steward/release.py", "agree", "Releases", frozenset({Role.STEWARD}), "Steward"),
    Screen("steward/requests.py", "requests", "Requests", frozenset({Role.STEWARD}), "Steward"),
    Screen("steward/log.py", "log", "Who did what", frozenset({Role.STEWARD}), "Steward"),
    Screen("steward/possession.py", "ours", "All of it", frozenset({Role.STEWARD}), "Steward"),
    Screen("steward/stewards.py", "people", "Stewards", frozenset({Role.STEWARD}), "Steward"),
    Screen("reader/read.py", "read", "Read answers", frozenset({Role.READER}), "Reader"),
    Screen("reader/themes.py", "themes", "Themes", frozenset({Role.READER}), "Reader"),
    Screen("reader/two.py", "two", "Two readers", frozenset({Role.READER}), "Reader"),
    Screen("reader/propose.py", "propose", "To the steward", frozenset({Role.READER}), "Reader"),
    Screen("designer/release.py", "results", "Releases", frozenset({Role.DESIGNER}), "Designer"),
    Screen("designer/library.py", "library", "Library", frozenset({Role.DESIGNER}), "Designer"),
    Screen("designer/take.py", "take", "Take along", frozenset({Role.DESIGNER}), "Designer"),
    Screen("finance/set_aside.py", "set-aside", "Set money aside", frozenset({Role.FINANCE}), "Finance"),
    Screen("finance/funds.py", "funds", "Funds", frozenset({Role.FINANCE}), "Finance"),
    Screen("finance/ledger.py", "ledger", "Ledger", frozenset({Role.FINANCE}), "Finance"),
    Screen("desk/pay.py", "desk", "Pay a code", frozenset({Role.DESK}), "Desk"),
    Screen("admin/accounts.py", "accounts", "Accounts", frozenset({Role.ADMIN}), "Administrator"),
    Screen("admin/organisations.py", "groups", "Organisations", frozenset({Role.ADMIN}), "Administrator"),
)

SCREENS: tuple[Screen, ...] = (*OPEN_SCREENS, *STAFF_SCREENS)


def paths() -> frozenset[str]:
    """Give every address as the browser asks for it ("/", "/home", ...)."""
    return frozenset(f"/{screen.address}" for screen in SCREENS)


def shown_to(actor: Actor | None, asked_for: frozenset[str]) -> tuple[Screen, ...]:
    """
    Give the screens to register for this visit: the members', those the roles open, and those asked for.

    A member's browser is never sent the list of staff screens. One that was asked for is registered for
    everyone, and its own guard answers; so a deep link says "please sign in", and trying finds nothing.
    """
    mine = (s for s in STAFF_SCREENS if actor is not None and (s is HOME or s.is_for(actor)))
    asked = (s for s in STAFF_SCREENS if s.address in asked_for)
    return tuple(dict.fromkeys((*OPEN_SCREENS, *mine, *asked)))
