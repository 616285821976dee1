"""Attack 1: staff, by every page and every plain route, polling between what members do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from consult import intake, opening, tokens
from consult.clock import SystemClock
from consult.house import assemble
from consult.migrations import upgrade
from consult.papers import Reply
from consult.people import sign_in
from consult.settings import Settings
from consult.ui import addresses
from tests import factories
from tests.adversary.conftest import Figure
from tests.factories import Opened
from tests.pages.line import Line
from tests.pages.site import Site

SAID = "the heron waits by the second lantern"
ROUTES = ("/health", "/outcomes", "/cards", "/sign-in", "/")
# What differs each time a page is sent, whatever happened: names of widgets and of the visit.
_OWN = re.compile(r"[0-9a-f]{32,64}|hash: \d+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
Seen = dict[str, str]


@dataclass
class Poll:
    """Everyone who works here, each with every page open to her, and one round that is open."""

    part: Opened
    site: Site
    cookies: dict[str, str]

    def everything(self) -> Seen:
        """Give what each account is shown on each page, and each plain route's answer."""
        seen: Seen = {}
        query = f"round={self.part.round_id}&part={self.part.part_id}"
        for who, cookie in self.cookies.items():
            with Line(self.site.port, cookie) as line:
                for screen in addresses.STAFF_SCREENS:
                    seen[f"{who} {screen.address}"] = _OWN.sub("…", line.ask(screen.address, query).text)
            for route in ROUTES:
                answer = self.site.get(route, cookies={"session": cookie})
                seen[f"{who} {route}"] = _OWN.sub("…", f"{answer.status_code} {answer.text}")
        return seen


@pytest.fixture
def poll(tmp_path) -> Iterator[Poll]:
    """A site that runs over a house with one open round, on the machine's own clock."""
    tmp_path.chmod(0o700)
    house = assemble(Settings(folder=tmp_path), SystemClock())
    upgrade(house.database)
    part = factories.opened(house, seats=12)
    with house.database.writing() as session:
        roles = vars(part.staff).items()
        cookies = {
            role: sign_in.begin(session, house.clock, actor.account_id) for role, actor in roles if role != "names"
        }
    with Site(house) as site:
        yield Poll(part, site, cookies)


@pytest.mark.requirement("CONS-07")
@pytest.mark.usefixtures("cheap_hashes")
def test_nothing_moves_on_any_page_while_a_round_is_open(poll: Poll, figure: Figure):
    """Fails when any page or route of any role shows a number, a state or a code that a member's act changes."""
    before = poll.everything()
    secrets = _members_act(poll.part)

    after = poll.everything()

    moved = sorted(name for name in before if before[name] != after[name])
    leaked = sorted(name for name, text in after.items() for secret in secrets if secret in text)
    figure(
        "1",
        f"{len(before)} answers of pages and routes to 10 accounts, before and after 9 members came: "
        f"{len(moved)} changed, {len(leaked)} hold a code or a word",
    )
    assert moved == []
    assert leaked == []
    assert _a_pause_is_seen(poll, after)


def _members_act(part: Opened) -> list[str]:
    """Send, send a blank, stop, keep a place, take the code; give what no page may show."""
    house, words = part.house, tokens.new_words()
    paper = {"q1": Reply(words=SAID, quotable=True)}
    pay = [intake.send(house, code, paper, words if code == part.codes[0] else None) for code in part.codes[:6]]
    pay += [intake.send(house, part.codes[6], {}), intake.stop(house, part.codes[7])]
    intake.have_it(house, part.codes[0])
    intake.keep_draft(house, part.codes[8], tokens.PrivateWords(tokens.new_words()), paper, 1)
    intake.take_back(house, words)
    return [SAID, *part.codes, *pay, *(tokens.grouped(code) for code in (*part.codes, *pay))]


def _a_pause_is_seen(poll: Poll, before: Seen) -> bool:
    """Show that the poll can see a change: a steward's pause has to."""
    opening.pause(poll.part.house, poll.part.staff.steward, poll.part.part_id)
    after = poll.everything()
    return any(before[name] != after[name] for name in before)
