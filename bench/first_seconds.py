"""
The first seconds on a slow phone, and the last tenth of one: what a browser measures.

    python bench/first_seconds.py [loads, 5 unless told]

Cold and warm: Chromium with its processor slowed 4 times, 150 ms a round trip, 1.6 Mbit/s down; cold is a new
profile, warm the second page of it; medians. Not slowed: Leave while the server's process is stopped, and from
question to question. Each beside the same pages under Streamlit's defaults, in the same run, but for Leave,
which Streamlit has not. A browser's slowing does not reach into a WebSocket. Needs ports 8671 and 8672.
"""

import contextlib
import os
import re
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path

from houses import open_round, teller
from playwright.sync_api import Error, sync_playwright
from serving import DEFAULTS, OURS, serve, wait_until_packed

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREEN = {"width": 390, "height": 844}
WALKS = 2
PORTS = {OURS: 8671, DEFAULTS: 8672}
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
WEATHER = re.compile(r"https://(weather|meteo)\.gc\.ca/.*")
EXIT = "<title>Weather</title><script>console.log('there', Date.now())</script>"
# The field is usable when it stands, can be typed into, and the page has time for a hand again (two frames).
WATCH = """
(() => {
  const look = () => {
    const field = document.querySelector('input[aria-label="Code"]')
    const main = document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]')
    if (!field || field.disabled || !main || !field.getClientRects().length) return requestAnimationFrame(look)
    requestAnimationFrame(() => requestAnimationFrame(() => (window.usableAt = performance.now())))
  }
  requestAnimationFrame(look)
})()
"""
MOVED = """
was => document.querySelector('h1.heading')?.innerText !== was &&
  document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'
"""
NEXT = """
async () => {
  const heading = () => document.querySelector('h1.heading')?.textContent
  const rests = () => document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'
  const before = heading()
  const button = [...document.querySelectorAll('button')].find(one => one.textContent.trim() === 'Continue')
  const began = performance.now()
  button.click()
  while (heading() === before || !rests()) await new Promise(requestAnimationFrame)
  return performance.now() - began
}
"""


def load(context, url, *, keep=False):
    """Load the first page slowed; give first paint and usable in seconds, and the KiB that came."""
    page = context.new_page()
    tell = context.new_cdp_session(page)
    sizes, frames = [], []
    tell.send("Network.enable")
    tell.on("Network.loadingFinished", lambda said: sizes.append(said["encodedDataLength"]))
    tell.on("Network.webSocketFrameReceived", lambda said: frames.append(len(said["response"]["payloadData"])))
    tell.send("Network.emulateNetworkConditions", SLOW)
    tell.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(WATCH)
    page.goto(url, wait_until="commit")
    page.wait_for_function("() => window.usableAt", timeout=120_000)
    usable = page.evaluate("window.usableAt")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    page.wait_for_timeout(1500)
    if not keep:
        page.close()
    return paint / 1000, usable / 1000, (sum(sizes) + sum(frames) * 3 / 4) / 1024


def loads(playwright, url, times):
    """Give the medians of cold and warm loads: (paint, usable, KiB) each."""
    cold, warm = [], []
    for _ in range(times):
        with tempfile.TemporaryDirectory() as profile:
            # What a kept profile would have: a disk cache that is there for the second page.
            context = playwright.chromium.launch_persistent_context(
                profile, executable_path="/usr/bin/chromium", args=FLAGS, viewport=SCREEN
            )
            cold.append(load(context, url))
            warm.append(load(context, url))
            context.close()
    return [tuple(statistics.median(values) for values in zip(*runs, strict=True)) for runs in (cold, warm)]


def questions(browser, url, codes):
    """Give the milliseconds of each step from question to question, not slowed."""
    took = []
    for code in codes:
        page = browser.new_context(viewport=SCREEN).new_page()
        page.goto(url)
        page.get_by_label("Code", exact=True).fill(code)
        for name in ("Continue", "Continue", "Continue", "Yes, start", "No, thank you"):
            heading = page.locator("h1.heading").inner_text()
            page.get_by_role("button", name=name, exact=True).click()
            page.wait_for_function(MOVED, arg=heading)
        # The first step loads what choices are made of; it is measured too.
        while page.get_by_role("button", name="Skip", exact=True).count():
            took.append(page.evaluate(NEXT))
        page.context.close()
    return took


def leaves(browser, url, process, times):
    """Stop the server's process, press Leave; give the milliseconds until the weather's page runs."""
    return [leave(browser, url, process) for _ in range(times)]


def leave(browser, url, process):
    """Press once."""
    context = browser.new_context(viewport=SCREEN)
    context.route(WEATHER, lambda route: route.fulfill(body=EXIT, content_type="text/html"))
    page = context.new_page()
    said = {}

    def note(line):
        if re.fullmatch(r"(press|there) \d+", line.text):
            name, at = line.text.split()
            said[name] = int(at)

    page.on("console", note)
    page.goto(url)
    page.get_by_label("Code", exact=True).wait_for()
    page.evaluate("addEventListener('pointerdown', () => console.log('press', Date.now()), true)")
    os.kill(process.pid, signal.SIGSTOP)
    try:
        page.click("#leave", no_wait_after=True)
        until = time.monotonic() + 20
        while "there" not in said and time.monotonic() < until:
            page.wait_for_timeout(20)
    finally:
        os.kill(process.pid, signal.SIGCONT)
    with contextlib.suppress(Error):
        context.close()
    return said["there"] - said["press"]


def main():
    """Print a row for each figure."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print(f"{'':24} {'first paint s':>14} {'code field usable s':>20} {'KiB':>7}", flush=True)
    with teller() as told, sync_playwright() as playwright:
        codes = list(open_round(told, 20).codes)
        folder = told.house.settings.folder
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for kind, port in PORTS.items():
            url = f"http://localhost:{port}/"
            with serve(kind, folder, port, Path(folder) / "packed") as process:
                if kind == OURS:
                    wait_until_packed(Path(folder) / "packed", 90)
                for name, row in zip(("cold", "warm"), loads(playwright, url, times), strict=True):
                    print(f"{kind + ', ' + name:24} {row[0]:14.2f} {row[1]:20.2f} {row[2]:7.0f}", flush=True)
                took = questions(browser, url, [codes.pop() for _ in range(WALKS)])
                worst = statistics.quantiles(took, n=20)[-1]
                print(f"question to question: median {statistics.median(took):.0f} ms, p95 {worst:.0f} ms", flush=True)
                if kind == OURS:
                    left = leaves(browser, url, process, times)
                    print(f"Leave, server stopped: median {statistics.median(left):.0f} ms, worst {max(left)} ms")
        browser.close()


if __name__ == "__main__":
    main()
