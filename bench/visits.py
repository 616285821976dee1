"""
Members at once on one process: how long a tap takes, and whether each visit counts once.

    python bench/visits.py [seconds a step, 20 unless told]

First 100, 200 and 400 members who each act every 3 s; then 100 whole visits at once, as fast as they go. Each
beside the same pages under Streamlit's defaults, in the same run. The client shares the processor with the
server: on two cores the figures are the worse for it. Needs port 8670.
"""

import asyncio
import random
import statistics
import sys
import time

from houses import open_round, teller
from members import Member
from serving import DEFAULTS, OURS, serve
from sqlmodel import func, select

from consult.box.tables import Envelope
from consult.money.tables import Honorarium, HonorariumState

PORT = 8670
MEMBERS = (100, 200, 400)
EVERY = 3.0
AT_ONCE = 100
GOAL = 100


async def acting(codes, seconds, port=PORT):
    """Let each code's member act every 3 s; give the milliseconds of each tap after all have come in."""
    taps = []
    come_in = len(codes) / 20
    start = time.monotonic() + come_in + EVERY
    stop = start + seconds

    async def member(at, code):
        await asyncio.sleep(come_in * at / len(codes))
        async with Member(port) as one:
            await one.type_code(code)
            while time.monotonic() < stop:
                await asyncio.sleep(random.uniform(0.5, 1.5) * EVERY)
                is_measured = start < time.monotonic() < stop
                # At the end of a visit the page stands; 18 taps take longer than a step lasts.
                if not await one.go_on():
                    break
                if is_measured:
                    taps.append(one.took[-1])

    await asyncio.gather(*(member(at, code) for at, code in enumerate(codes)))
    return taps


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


def main():
    """Print a row for each number of members, then one for the visits at once."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    for kind in (OURS, DEFAULTS):
        print(f"{kind}\n{'members':>8} {'taps':>6} {'p50 ms':>7} {'p95 ms':>7} {'under 100 ms':>13}", flush=True)
        for members in MEMBERS:
            with teller() as told:
                asked = open_round(told, members)
                with serve(kind, told.house.settings.folder, PORT):
                    taps = asyncio.run(acting(asked.codes, seconds))
            under = sum(tap < GOAL for tap in taps) / len(taps)
            print(
                f"{members:8} {len(taps):6} {statistics.median(taps):7.0f} {p95(taps):7.0f} {under:13.1%}", flush=True
            )
        with teller() as told:
            asked = open_round(told, AT_ONCE)
            with serve(kind, told.house.settings.folder, PORT):
                visits, took = asyncio.run(whole(asked.codes))
            envelopes, given = kept(told.house)
        shown = {code for code, _ in visits if code}
        print(
            f"{AT_ONCE} whole visits at once: {took:.1f} s, tap p95 {p95([t for _, ts in visits for t in ts]):.0f} ms; "
            f"{envelopes} envelopes, {given} honoraria given, {len(shown)} different pay codes shown",
            flush=True,
        )


if __name__ == "__main__":
    main()
