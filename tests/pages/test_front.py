"""What the site shows the world: headers, a neutral front, nothing outside, nothing more open than it has to be."""

import re
from html.parser import HTMLParser

import pytest

from consult.actors import Role
from consult.settings import EXITS
from consult.ui import addresses
from tests.pages.line import Line
from tests.pages.site import EVERY_PAGE, ON_THIS_MACHINE, ROOT, Site

TELLING = ("surviv", "traffick", "exploit", "advisor", "honorari", "consult", "abuse", "violen", "answer")
EVERYWHERE = [
    "/",
    "/home",
    "/sign-in",
    "/health",
    "/shell.js",
    "/look.css",
    "/icon.png",
    "/_stcore/health",
    "/no/such",
    "/cards",
]


@pytest.fixture(scope="module")
def unlocked(site_house, cookies):
    """The same house behind the tests' own script, which has a page that breaks."""
    with Site(site_house, app=EVERY_PAGE, env=ON_THIS_MACHINE) as running:
        yield running


class Links(HTMLParser):
    """Collects every address in a page, and every script that stands in it."""

    def __init__(self, page):
        super().__init__()
        self.found, self.inline = [], []
        self._in_script = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self._in_script = tag == "script" and "src" not in dict(attrs)
        self.found += [value for name, value in attrs if name in {"src", "href", "action"}]

    def handle_data(self, data):
        if self._in_script and data.strip():
            self.inline.append(data)


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_forbids_framing_caching_sniffing_and_referrers(site, path):
    """Fails when any of these headers is missing from any kind of answer."""
    headers = site.get(path).headers

    policy = headers["content-security-policy"]
    assert "script-src 'self' blob:" in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert "frame-ancestors 'none'" in policy
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in headers


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/script-health-check",
        "/_stcore/agent/openapi.json",
        "/_stcore/upload_file/x/y",
        "/auth/login",
        "/oauth2callback",
        "/manifest.json",
        "/index.html",
        "/component/x/index.html",
        "/app/static/x",
        "/docs",
    ],
)
def test_what_the_app_does_not_need_is_closed(site, path):
    """Fails when something of Streamlit's that no page needs is open to the world."""
    answer = site.get(path)

    assert answer.status_code == 404
    assert "streamlit" not in answer.text.lower()


def test_the_host_config_names_no_one(site):
    """Fails when the app would take orders from outside origins."""
    assert site.get("/_stcore/host-config").json()["allowedOrigins"] == []


@pytest.mark.requirement("SAFE-05")
def test_titles_addresses_and_icon_say_nothing(site):
    """Fails when an address, a tab's title, an icon's name or a page's file shows what this site is for."""
    page = site.get("/").text
    title = re.search(r"<title>(.*?)</title>", page).group(1)
    icon = re.search(r'rel="icon" href="(.*?)"', page).group(1)
    with Line(site.port) as line:
        seen = line.ask("")

    assert title == "Feedback"
    assert set(seen.titles) == {"Feedback"}
    for text in [title, icon, *seen.pages, *(screen.address for screen in addresses.SCREENS)]:
        assert not any(word in text.lower() for word in TELLING), text
    for screen in addresses.SCREENS:
        assert re.fullmatch(r"[a-z-]*", screen.address)
        assert screen.path.exists(), screen.file


@pytest.mark.requirement("SAFE-06")
def test_no_page_names_an_outside_address_but_the_exit(site):
    """Fails when a font, a script, a style or a counter from elsewhere comes in, or statistics are gathered."""
    for path in ("/", "/sign-in"):
        links = Links(site.get(path).text)
        outside = {link for link in links.found if re.match(r"(\w+:)?//", link)}
        assert outside <= set(EXITS), outside
        assert outside
        assert not links.inline
    with Line(site.port) as line:
        assert line.ask("").gathers_statistics is False
    assert "gatherUsageStats = false" in (ROOT / ".streamlit/config.toml").read_text()
    assert "http" not in site.get("/look.css").text


@pytest.mark.requirement("SAFE-01")
def test_leave_stands_in_the_shell_of_every_page_and_needs_no_script(site, cookies):
    """Fails when a page comes without the button, or it is no plain link to a checked page before the app."""
    for path in [*sorted(addresses.paths()), "/sign-in"]:
        page = site.get(path).text
        link = re.search(r'<a id="leave" href="(.*?)" rel="noreferrer', page)
        assert link.group(1) in EXITS
        if path != "/sign-in":
            assert page.index('id="leave"') < page.index('<div id="root">')
    script = site.get("/shell.js").text
    assert "location.replace(exit)" in script
    assert script.index("replaceChildren") < script.index("sendBeacon") < script.index("location.replace(exit)")


@pytest.mark.requirement("SAFE-01")
def test_leave_empties_the_visit_on_the_server(unlocked):
    """Fails when what a visit holds is still there after Leave for whoever comes back with its id."""
    with Line(unlocked.port) as line:
        first = line.ask("counted")
    with Line(unlocked.port, visit=first.visit) as line:
        kept = line.ask("counted")
    unlocked.post("/leave", content=first.visit)
    with Line(unlocked.port, visit=first.visit) as line:
        after = line.ask("counted")

    assert "kept 1" in first.text
    assert "kept 2" in kept.text
    assert "kept 1" in after.text


@pytest.mark.requirement("SAFE-12")
def test_a_page_that_breaks_is_calm_and_keeps_the_words_of_the_error_to_itself(unlocked):
    """Fails when a traceback, the error's text or its kind reaches the browser, or its text reaches the log."""
    with Line(unlocked.port) as line:
        seen = line.ask("broken")

    assert "Something went wrong" in seen.text
    for leaked in (b"kayla", b"glace bay", b"Traceback", b"RuntimeError", b"broken.py"):
        assert leaked not in seen.raw.replace(b"../tests/pages/every_page/broken.py", b"")
    assert "kayla" not in unlocked.log
    assert "RuntimeError" in unlocked.log


def test_a_line_from_another_site_is_refused(site):
    """Fails when another site's script may open the app's line in a visitor's browser."""
    from websockets.exceptions import InvalidStatus
    from websockets.sync.client import connect

    with (
        pytest.raises(InvalidStatus),
        connect(f"ws://localhost:{site.port}/_stcore/stream", origin="https://evil.example"),
    ):
        pass


def test_the_log_has_no_address_and_no_path(site, cookies):
    """Fails when an access log is on: who came from where, and when."""
    site.get("/sign-in", headers={"user-agent": "a-telling-agent"})
    with Line(site.port, cookies[Role.AUTHOR]) as line:
        line.ask("home")

    assert "a-telling-agent" not in site.log
    assert "GET" not in site.log
    assert not re.search(r"127\.0\.0\.1:\d+ ", site.log)


def test_an_unsafe_start_is_refused(site_house):
    """Fails when the site would listen everywhere because nobody said where."""
    with pytest.raises(RuntimeError, match=r"server\.address is not set"), Site(site_house, app=EVERY_PAGE):
        pass


def test_it_starts_from_any_folder_by_its_own_command(site_house, tmp_path):
    """Fails when `consult serve` depends on the folder it is called in, or listens elsewhere than told."""
    import subprocess
    import sys

    from tests.pages.site import free_port

    running = Site(site_house, port=free_port())
    running.process = subprocess.Popen(
        [sys.executable, "-c", "from consult.cli import main; main()", "serve", "--port", str(running.port)],
        cwd=tmp_path,
        env={"PATH": "", "CONSULT_FOLDER": str(site_house.settings.folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        running._await()
        assert running.get("/health").text == "ok"
        assert "consult" not in running.get("/").text
    finally:
        running.process.terminate()
        running.process.wait(20)


def test_health_says_yes_or_no_and_nothing_more(site):
    """Fails when health tells counts, versions or paths."""
    assert site.get("/health").text == "ok"
