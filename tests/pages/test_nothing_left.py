"""Nothing left behind: one whole visit, and all that it left in the browser, on its disk and in the server's log."""

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.phone import CHROMIUM, FLAGS, SCREEN, Phone
from tests.pages.site import ROOT, free_port
from tests.pages.visits import WORD, opened

pytestmark = pytest.mark.browser
KEYS = """async () => [
  Object.keys(localStorage), Object.keys(sessionStorage), await indexedDB.databases(), await caches.keys()
]"""
# What a visit may ask for, by method and path. `/static/` is the app; its files say nothing of what it is for.
ASKED = re.compile(
    r"GET (/|/(shell\.js|look\.css|icon\.png)|/static/(js|css|media)/[\w.-]+(\?\w+)?|/_stcore/(health|host-config))"
    r"|POST /leave"
)
# What the browser may keep on its disk: answers that are the same for everyone, and what it made of their scripts.
ANSWERS = re.compile(r"/static/(js|css|media)/[\w.-]+(\?\w+)?")
CODE = re.compile(r"/|/shell\.js|" + ANSWERS.pattern)
LOGGED = re.compile(r"|The site is at http://127\.0\.0\.1:\d+|\s*(Stopping\.\.\.)?")
EXIT = "https://weather.gc.ca/"


class Visit:
    """One member's whole visit in a browser with a profile on disk, from the card to Leave."""

    def __init__(self, folder, running):
        self.profile, self.site = folder / "profile", running.site
        self.card = running.card()
        self.asked, self.titles = [], set()
        with sync_playwright() as playwright:
            context = playwright.chromium.launch_persistent_context(
                self.profile, executable_path=CHROMIUM, args=FLAGS, viewport=SCREEN
            )
            context.on("request", self._note)
            self._walk(Phone(None, self.site.url, context), context)
            context.close()

    def _note(self, request):
        # The look for keys at the end is the test's, not the visit's.
        if not request.url.endswith("/robots.txt"):
            self.asked.append((request.method, request.url, request.headers.get("referer", "")))

    def _walk(self, phone, context):
        phone.page.goto("about:blank")
        self.words = phone.start(self.card, keeps_place=True)
        phone.write(f"{WORD} one").tap("Continue")
        self.titles.add(phone.page.title())
        phone.pick("The hours").tap("Continue").skip_to_check()
        phone.tap("Send my answers")
        self.pay_code = phone.shown_code()
        self.titles.add(phone.page.title())
        phone.tap("I have it")
        phone.page.click("#leave")
        phone.page.wait_for_url(re.compile(re.escape(EXIT)))
        tell = context.new_cdp_session(phone.page)
        self.history = [entry["url"] for entry in tell.send("Page.getNavigationHistory")["entries"]]
        self.cookies = context.cookies()
        # The shell is not on this page: here the browser's own storage is seen, not the memory in its place.
        phone.page.goto(f"{self.site.url}/robots.txt")
        self.keys = phone.page.evaluate(KEYS)

    def files(self):
        """Give each file of the profile with its bytes."""
        return {file: file.read_bytes() for file in self.profile.rglob("*") if file.is_file()}

    def secrets(self):
        """Give all that must be nowhere, in each form it could be written in."""
        groups = [self.card[at : at + 4] for at in range(0, 16, 4)]
        spoken = [WORD, self.card, " ".join(groups), "-".join(groups), self.pay_code, self.pay_code.replace(" ", "")]
        pairs = [" ".join(self.words.split()[at : at + 2]) for at in (0, 2, 4)]
        return [form for one in (*spoken, self.words, *pairs) for form in (one.encode(), one.encode("utf-16-le"))]


@pytest.fixture(scope="module")
def visit(tmp_path_factory):
    running = opened(tmp_path_factory.mktemp("visit"))
    yield Visit(tmp_path_factory.mktemp("browser"), running)
    running.site.end()


@pytest.mark.requirement("SAFE-05")
@pytest.mark.requirement("SAFE-06")
@pytest.mark.requirement("SAFE-07")
@pytest.mark.requirement("SAFE-10")
def test_all_that_a_whole_visit_leaves_is_on_the_list(visit):
    """
    Every request, cookie, key, history entry, cache entry and log line, against what may be there.

    Fails when the shell stops to shadow storage (two keys), Guarded lets Streamlit's cookie out, the page is
    answered without `no-store` (it is then in the cache's list of bodies), a page gets an address of its own,
    Leave does not replace the entry, or an access log is on.
    """
    site = visit.site.url
    inside = [f"{method} {url.removeprefix(site)}" for method, url, _ in visit.asked if url.startswith(site)]
    outside = {url for _, url, _ in visit.asked if not url.startswith((site, "blob:", "data:", "about:"))}
    referrers = {referrer for _, url, referrer in visit.asked if not url.startswith(site) and referrer}

    assert [one for one in inside if not ASKED.fullmatch(one)] == []
    assert {url.split("city")[0] for url in outside} == {EXIT}
    assert referrers == set()
    assert visit.cookies == []
    assert visit.keys == [[], [], [], []]
    assert [url.split("city")[0] for url in visit.history] == ["about:blank", EXIT]
    assert visit.titles == {"Feedback"}
    assert [line for line in visit.site.log().splitlines() if not LOGGED.fullmatch(line)] == []


@pytest.mark.requirement("SAFE-07")
def test_the_disk_of_her_phone_holds_no_word_and_no_code(visit):
    """Fails when a field is one that the browser keeps to offer again, or an answer or a code is in an address."""
    files = visit.files()
    found = [str(file) for file, content in files.items() if any(secret in content for secret in visit.secrets())]

    assert len(files) > 20
    assert found == []


@pytest.mark.requirement("SAFE-05")
def test_the_disk_holds_one_neutral_address_and_files_that_are_the_same_for_everyone(visit):
    """Fails when a page's own answer is cached, or the history learns more than that the site was opened."""
    port = visit.site.url.rsplit(":", 1)[1]
    named = re.compile(rb"http://127\.0\.0\.1:" + port.encode() + rb"(/[\w./?=-]*)")
    answers, code = (
        {
            path.decode()
            for file, content in visit.files().items()
            if kind in file.parts
            for path in named.findall(content)
        }
        for kind in ("Cache_Data", "Code Cache")
    )
    with sqlite3.connect(visit.profile / "Default" / "History") as history:
        rows = history.execute("SELECT url, title FROM urls WHERE url LIKE 'http://127.0.0.1%'").fetchall()

    assert [path for path in answers if not ANSWERS.fullmatch(path)] == []
    assert [path for path in code if not CODE.fullmatch(path)] == []
    assert "/static/js/" in " ".join(answers)
    assert {url.removeprefix(visit.site.url) for url, _ in rows} <= {"/", "/robots.txt"}
    assert {title for _, title in rows} <= {"", "Feedback", "Weather", f"127.0.0.1:{port}/robots.txt"}


@pytest.mark.requirement("SAFE-07")
def test_no_field_may_be_filled_or_offered_again_by_the_browser(tmp_path):
    """Fails when a field of code, words or answer comes without `autocomplete="off"`, or with suggested words."""
    running = opened(tmp_path)
    seen = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        phone = Phone(browser, running.site.url)

        def look(page):
            phone.page.wait_for_timeout(200)
            fields = phone.page.locator("input, textarea")
            seen[page] = fields.evaluate_all("all => all.map(one => [one.autocomplete, one.writingSuggestions])")

        phone.open()
        look("code")
        phone.try_code(running.card()).tap("I kept my place")
        look("words")
        phone.tap("Start from the beginning").tap("Continue").tap("Yes, start").tap("No, thank you")
        look("question")
        phone.tap("Skip")
        look("choices")
        browser.close()
    running.site.end()

    assert all(seen.values())
    assert {name for fields in seen.values() for name, _ in fields} == {"off"}
    assert {suggests for fields in seen.values() for _, suggests in fields} <= {"false", None}


SPY = """
import atexit, os, socket, sys
said = os.environ["SPY"]
def note(what):
    with open(said, "a") as out:
        out.write(repr(what) + "\\n")
def heard(event, args):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"}:
        note((event, [str(one) for one in args[-2:]] if event == "socket.connect" else [str(one) for one in args[:2]]))
sys.addaudithook(heard)
note("listening")
"""


@pytest.mark.requirement("SAFE-06")
def test_the_server_calls_no_one(tmp_path):
    """
    From start to a page and its end, the process asks for no address but its own and connects to nothing.

    Fails when `gatherUsageStats` is on (it asks for nothing then, but a start without `server.address` asks
    checkip.amazonaws.com), or anything else phones home.
    """
    import time

    import httpx

    from tests.pages.line import Line

    (tmp_path / "sitecustomize.py").write_text(SPY)
    spied, port = tmp_path / "spied", free_port()
    house = tmp_path / "house"
    house.mkdir(mode=0o700)
    env = {**os.environ, "SPY": str(spied), "PYTHONPATH": f"{tmp_path}:{ROOT}", "CONSULT_FOLDER": str(house)}
    command = [sys.executable, "-c", "from consult.cli import main; main()", "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                httpx.get(f"http://127.0.0.1:{port}/health")
                break
            except httpx.TransportError:
                time.sleep(0.2)
        with Line(port) as line:
            seen = line.ask("")
    finally:
        server.terminate()
        server.wait(20)
    calls = [line for line in Path(spied).read_text().splitlines() if line != "'listening'"]

    assert "Type the code" in seen.text
    assert "listening" in spied.read_text()
    assert [call for call in calls if "127.0.0.1" not in call] == []
    assert [call for call in calls if "socket.connect" in call] == []
