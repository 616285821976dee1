"""Each staff page guards itself: on a fresh server, by deep link, without a cookie and with every wrong role."""

import pytest

from consult.actors import Role
from consult.clock import SystemClock
from consult.house import assemble
from consult.migrations import upgrade
from consult.settings import Settings
from consult.ui import addresses
from tests.pages.line import Line
from tests.pages.site import EVERY_PAGE, ON_THIS_MACHINE, Site

STAFF = [pytest.param(screen, id=screen.address) for screen in addresses.STAFF_SCREENS]
REFUSED = "This page is not open to you"
SIGN_IN = "Please sign in"


def empty_house(folder):
    folder.chmod(0o700)
    house = assemble(Settings(folder=folder), SystemClock())
    upgrade(house.database)
    return house


@pytest.fixture(scope="module")
def unlocked(site_house, cookies):
    """The same house behind a script that registers every page for everyone."""
    with Site(site_house, app=EVERY_PAGE, env=ON_THIS_MACHINE) as running:
        yield running


def stays_shut(seen, sentence):
    """Say whether nothing but the guard's own page was sent."""
    shown = [text for text in seen.texts if "html" in text and "bidi_component" not in text]
    return sentence in seen.text and "<h1" in shown[0] and len(shown) == 3


@pytest.mark.parametrize("screen", STAFF)
def test_a_deep_link_is_the_first_thing_a_fresh_server_sees(tmp_path, screen):
    """Fails when a page is found by its file before the menu was ever built, or when a page has no guard."""
    with Site(empty_house(tmp_path)) as site, Line(site.port) as line:
        seen = line.ask(screen.address)

    assert stays_shut(seen, SIGN_IN), seen.text


@pytest.mark.parametrize("screen", STAFF)
def test_every_wrong_role_is_turned_away(site, cookies, screen):
    """Fails when a role opens a page that is not its own."""
    for role in set(Role) - screen.roles:
        with Line(site.port, cookies[role]) as line:
            seen = line.ask(screen.address)
        assert REFUSED in seen.text, f"{role.value} on {screen.address}"


@pytest.mark.parametrize("screen", STAFF)
def test_the_right_roles_are_let_in(site, cookies, screen):
    """Fails when a guard refuses everyone, which would make the tests beside this one empty."""
    for role in screen.roles:
        with Line(site.port, cookies[role]) as line:
            seen = line.ask(screen.address)
        assert REFUSED not in seen.text, f"{role.value} on {screen.address}"
        assert SIGN_IN not in seen.text
        assert "Something went wrong" not in seen.text, f"{role.value} on {screen.address}"


@pytest.mark.parametrize("screen", STAFF)
def test_with_every_page_registered_the_page_itself_refuses(unlocked, cookies, screen):
    """Fails when a page leaves its guarding to the menu: here the menu lets everyone ask for everything."""
    with Line(unlocked.port) as line:
        assert stays_shut(line.ask(screen.address), SIGN_IN)
    for role in set(Role) - screen.roles:
        with Line(unlocked.port, cookies[role]) as line:
            assert stays_shut(line.ask(screen.address), REFUSED), f"{role.value} on {screen.address}"


def test_a_made_up_cookie_is_no_cookie(site):
    """Fails when any cookie at all passes."""
    with Line(site.port, "made-up") as line:
        assert SIGN_IN in line.ask("accounts").text


@pytest.mark.requirement("OPS-06")
def test_a_member_is_sent_no_list_of_staff_pages(site, cookies):
    """Fails when staff pages are registered, listed or linked in what a member's browser is sent."""
    with Line(site.port) as line:
        seen = line.ask("")

    assert set(seen.pages) == {screen.address for screen in addresses.OPEN_SCREENS}
    for screen in addresses.STAFF_SCREENS:
        assert f'/{screen.address}"' not in seen.text
        assert screen.file.encode() not in seen.raw
    assert "sign-in" not in seen.text


def test_a_role_is_listed_its_own_pages_only(site, cookies):
    """Fails when the menu of a role names a page of another."""
    for role, cookie in cookies.items():
        with Line(site.port, cookie) as line:
            seen = line.ask("home")
        mine = {screen.address for screen in addresses.STAFF_SCREENS if role in screen.roles}
        assert set(seen.pages) == mine | {screen.address for screen in addresses.OPEN_SCREENS}


def test_an_open_page_is_refused_as_soon_as_its_session_has_ended(site, cookies, site_house):
    """Fails when the guard trusts what it saw when the page was opened."""
    from consult.people import sign_in

    with site_house.database.writing() as session:
        actor = sign_in.actor(session, site_house.clock, cookies[Role.ADMIN])
        token = sign_in.begin(session, site_house.clock, actor.account_id)
    with Line(site.port, token) as line:
        before = line.ask("accounts")
        with site_house.database.writing() as session:
            sign_in.sign_out(session, token)
        after = line.ask("accounts")

    assert SIGN_IN not in before.text
    assert SIGN_IN in after.text
    assert "Make an account" not in after.text
