"""
Members at once on one process: how long a tap takes, and whether each visit counts once.

    python bench/visits.py [seconds a step, 20 unless told, 40 at most]

First 100, 200 and 400 members who each act every 3 s; then 100 whole visits at once, as fast as they go. Each
beside the same pages under Streamlit's defaults, in the same run. The client shares the processor with the
server: on two cores the figures are the worse for it. "cpu ms" is the server's own work a tap, whatever else the
machine does. Needs port 8670.
"""

import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from houses import open_round, teller
from members import Member
from serving import DEFAULTS, OURS, serve, wait_until_packed
from sqlmodel import func, select

from consult.box.tables import Envelope
from consult.money.tables import Honorarium, HonorariumState

PORT = 8670
MEMBERS = (100, 200, 400)
EVERY = 3.0
AT_ONCE = 100
AT_THE_DOOR = 10
GOAL = 100


async def acting(codes, seconds, process, port=PORT):
    """
    Let all members come in, one by one; then each acts every 3 s.

    Gives the milliseconds of each tap, and of the server's processor a tap.
    """
    taps, came = [], []
    door, all_came, all_in = asyncio.Semaphore(AT_THE_DOOR), asyncio.Event(), asyncio.Event()

    async def member(code):
        await door.acquire()
        async with Member(port) as one:
            await one.type_code(code)
            came.append(code)
            door.release()
            if len(came) == len(codes):
                all_came.set()
            await all_in.wait()
            stop = time.monotonic() + seconds
            while True:
                await asyncio.sleep(random.uniform(0.5, 1.5) * EVERY)
                # A visit has 17 taps: more than a step lasts.
                if time.monotonic() > stop or not await one.go_on():
                    break
                taps.append(one.took[-1])

    members = [asyncio.create_task(member(code)) for code in codes]
    await all_came.wait()
    await asyncio.sleep(EVERY)
    before = worked(process)
    all_in.set()
    await asyncio.gather(*members)
    return taps, (worked(process) - before) / len(taps)


async def whole(codes, port=PORT):
    """Let all come at once and walk as fast as they can; give each one's pay code and the seconds in all."""
    began = time.perf_counter()

    async def member(code):
        shown = ""
        async with Member(port) as one:
            await one.type_code(code)
            while await one.go_on():
                shown = one.code_shown() or shown
        return shown, one.took

    visits = await asyncio.gather(*(member(code) for code in codes))
    return visits, time.perf_counter() - began


def kept(house):
    """Give how many envelopes and how many given honoraria there are."""
    with house.database.reading() as session:
        envelopes = session.exec(select(func.count()).select_from(Envelope)).one()
        given = select(func.count()).select_from(Honorarium).where(Honorarium.state == HonorariumState.GIVEN)
        return envelopes, session.exec(given).one()


def p95(taps):
    """Give the 95th percentile."""
    return statistics.quantiles(taps, n=20)[-1]


def worked(process):
    """Give the milliseconds of processor time that a process has used."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def step(kind, members, seconds, packed):
    """Print the row of so many members."""
    with teller() as told:
        codes = open_round(told, members).codes[:members]
        with serve(kind, told.house.settings.folder, PORT, packed) as process:
            taps, work = asyncio.run(acting(codes, seconds, process))
    under = sum(tap < GOAL for tap in taps) / len(taps)
    print(
        f"{members:8} {len(taps):6} {statistics.median(taps):7.0f} {p95(taps):7.0f} {under:13.1%} {work:7.1f}",
        flush=True,
    )


def rush(kind, packed):
    """Print the row of all at once."""
    with teller() as told:
        codes = open_round(told, AT_ONCE).codes[:AT_ONCE]
        with serve(kind, told.house.settings.folder, PORT, packed):
            visits, took = asyncio.run(whole(codes))
        envelopes, given = kept(told.house)
    shown = {code for code, _ in visits if code}
    print(
        f"{len(codes)} whole visits at once: {took:.1f} s, tap p95 {p95([t for _, ts in visits for t in ts]):.0f} ms; "
        f"{envelopes} envelopes, {given} honoraria given, {len(shown)} different pay codes shown",
        flush=True,
    )


def main():
    """Print a row for each number of members, then one for the visits at once."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    with tempfile.TemporaryDirectory() as packed, teller() as told:
        with serve(OURS, told.house.settings.folder, PORT, packed):
            wait_until_packed(packed, 90)
        for kind in (OURS, DEFAULTS):
            print(f"{kind}\n{'members':>8} {'taps':>6} {'p50 ms':>7} {'p95 ms':>7} {'under 100 ms':>13} {'cpu ms':>7}")
            for members in MEMBERS:
                step(kind, members, seconds, packed)
            rush(kind, packed)


if __name__ == "__main__":
    main()
