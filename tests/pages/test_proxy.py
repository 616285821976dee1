"""The proxy that ships, in front of the real site: a whole visit goes through, and nothing of it stays or is told."""

import re
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.phone import CHROMIUM, FLAGS, Phone
from tests.pages.site import ROOT, free_port
from tests.pages.visits import WORD, opened

pytestmark = [pytest.mark.browser, pytest.mark.proxy]

RECIPE = ROOT / "docs/running/nginx.conf"
NAME = "feedback.example.ca"
NGINX = "/usr/sbin/nginx"
CAME_WITH = {
    "X-Forwarded-For": "203.0.113.7",
    "X-Real-IP": "203.0.113.7",
    "Forwarded": "for=203.0.113.7",
    "True-Client-IP": "203.0.113.7",
    "CF-Connecting-IP": "203.0.113.7",
    "User-Agent": "A phone of her own",
    "Accept-Language": "mic",
    "Referer": "https://search.example.com/?q=help",
}


class Proxy:
    """The recipe as it ships, but for ports, certificate and the folder for what nginx would put on the disk."""

    def __init__(self, folder: Path, behind: int) -> None:
        self.folder, self.port, self.plain = folder, free_port(), free_port()
        _certificate(folder)
        text = RECIPE.read_text(encoding="utf-8")
        places = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in KINDS)
        for was, becomes in (
            (r"(listen (?:\[::\]:)?)443", rf"\g<1>{self.port}"),
            (r"(listen (?:\[::\]:)?)80\b", rf"\g<1>{self.plain}"),
            (r"server 127\.0\.0\.1:8501", f"server 127.0.0.1:{behind}"),
            (r"/etc/letsencrypt/live/feedback", str(folder)),
            (r"pid /run/nginx\.pid", f"pid {folder}/pid"),
            (r"server_tokens off;", f"server_tokens off;\n{places}"),
        ):
            text, many = re.subn(was, becomes, text)
            assert many, was
        (folder / "nginx.conf").write_text(text, encoding="utf-8")
        self.said = folder / "said"
        with self.said.open("wb") as said:
            how = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
            subprocess.run([*how[:-2], "-t"], check=True, capture_output=True)
            self.process = subprocess.Popen(how, stdout=said, stderr=said)
        self._await()

    @property
    def url(self) -> str:
        return f"https://{NAME}:{self.port}"

    def ask(self, path: str, host: str = NAME, **more) -> httpx.Response:
        """Ask the proxy over TLS for a name, as a browser that looked it up would."""
        with httpx.Client(verify=False) as client:  # noqa: S501 - the certificate is the test's own
            headers = {"host": f"{host}:{self.port}", **more.pop("headers", {})}
            asked = client.build_request("GET", f"https://127.0.0.1:{self.port}{path}", headers=headers)
            asked.extensions["sni_hostname"] = host
            return client.send(asked)

    def left(self) -> list[str]:
        """Give what lies in its folder that was not there before anyone came."""
        ours = {"nginx.conf", "fullchain.pem", "privkey.pem", "pid", "said", *KINDS}
        return [str(file) for file in self.folder.rglob("*") if file.name not in ours]

    def open_files(self) -> set[str]:
        """Give every file that its processes hold open, as a log is."""
        among = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        handles = [one for pid in (str(self.process.pid), *among) for one in Path(f"/proc/{pid}/fd").iterdir()]
        return {str(one.readlink()) for one in handles if one.is_file()}

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(20)

    def _await(self) -> None:
        until = time.monotonic() + 20
        while time.monotonic() < until and self.process.poll() is None:
            try:
                httpx.get(f"http://127.0.0.1:{self.plain}", headers={"host": NAME}, timeout=2)
            except httpx.TransportError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError(f"nginx did not start: {self.said.read_text()}")


KINDS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def _certificate(folder: Path) -> None:
    made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem"), "-subj", f"/CN={NAME}"]
    subprocess.run(["openssl", *made, *files], check=True, capture_output=True)


class Listening(BaseHTTPRequestHandler):
    """A program that only notes what it is told."""

    heard: list[dict[str, str]] = []

    def do_GET(self) -> None:
        self.heard.append({name.lower(): value for name, value in self.headers.items()})
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"here")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.requirement("SAFE-10")
def test_no_address_phone_or_page_before_reaches_the_program(tmp_path):
    """Fails when the recipe adds the address of who comes, or passes on one that came with the request."""
    program = ThreadingHTTPServer(("127.0.0.1", 0), Listening)
    threading.Thread(target=program.serve_forever, daemon=True).start()
    proxy = Proxy(tmp_path, program.server_port)
    try:
        for path in ("/", "/_stcore/stream"):
            assert proxy.ask(path, headers=CAME_WITH).text == "here"
    finally:
        proxy.end()
        program.shutdown()

    assert len(Listening.heard) == 2
    for told in Listening.heard:
        assert told["host"] == f"{NAME}:{proxy.port}"
        assert told.keys() <= {"host", "accept", "accept-encoding", "connection"}
        assert not any(value in text for text in told.values() for value in ("203.0.113.7", "127.0.0.1", "phone"))


@pytest.mark.requirement("SAFE-10")
def test_a_whole_visit_goes_through_and_nothing_of_it_stays(tmp_path):
    """Fails when the WebSocket does not pass, a file goes unpacked, or a log or a file of the proxy is written."""
    folder = tmp_path / "proxy"
    folder.mkdir()
    running = opened(tmp_path, address=f"https://{NAME}")
    proxy = Proxy(folder, running.site.port)
    try:
        with sync_playwright() as playwright:
            rules = f"--host-resolver-rules=MAP {NAME} 127.0.0.1"
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, rules])
            context = browser.new_context(ignore_https_errors=True)
            phone = Phone(None, proxy.url, context)
            phone.start(running.card())
            phone.write(f"{WORD} through the proxy").tap("Continue").skip_to_check().tap("Send my answers")
            pay = phone.shown_code()
            cookies = context.cookies()
            browser.close()
        script = re.search(r"/static/js/[\w.-]+\.js", proxy.ask("/").text)
        packed = proxy.ask(script[0], headers={"accept-encoding": "br"})
        plain = httpx.get(f"http://127.0.0.1:{proxy.plain}/", headers={"host": NAME})
        kept = proxy.open_files()
        with pytest.raises(httpx.RemoteProtocolError):
            httpx.get(f"http://127.0.0.1:{proxy.plain}/", headers={"host": "another.example.ca"})
        with pytest.raises((httpx.ConnectError, ssl.SSLError)):
            proxy.ask("/", host="another.example.ca")
    finally:
        proxy.end()
        running.site.end()

    assert len(pay.split()) == 4
    assert packed.headers["content-encoding"] == "br"
    assert packed.headers["strict-transport-security"] == "max-age=31536000"
    assert (plain.status_code, plain.headers["location"]) == (301, f"https://{NAME}/")
    assert cookies == []
    assert kept <= {str(proxy.said)}
    assert proxy.left() == []
    assert proxy.said.read_text() == ""
