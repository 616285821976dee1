"""What safety needs of Streamlit, set in code for every way to start it, and checked before the first visit."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from urllib.parse import urlsplit

import streamlit as st
from streamlit import config

from consult import cards, checks_ended, copies, forgetting, masking, overdue, sweeping
from consult.documents.handover import handover
from consult.errors import ConsultError, Refused
from consult.house import House, present
from consult.migrations import upgrade
from consult.quiet import hush, place_of
from consult.wording import identifiers

log = logging.getLogger("consult.ui")
SECONDS_AN_HOUR = 3600


def forget_files(_house: House) -> None:
    """Forget every file and sheet of cards that waited ten minutes for whoever made it."""
    handover.forget_old()
    cards.handover.forget_old()


# In this order: what is deleted is forgotten after it, and the log is folded last.
TIDY: tuple[Callable[[House], object], ...] = (
    forget_files,
    sweeping.sweep,
    masking.mend,
    overdue.destroy,
    overdue.delete_answers,
    checks_ended.empty,
    copies.rotate,
    forgetting.finish,
    forgetting.fold,
)

HEAVY = ("pandas", "plotly.graph_objects")

SAFE: dict[str, object] = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "client.allowedOrigins": [],
    "global.developmentMode": False,
    "logger.enableRich": False,
    "logger.hideWelcomeMessage": True,
    "runner.magicEnabled": False,
    "runner.postScriptGC": False,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.fileWatcherType": "none",
}


def set_up() -> None:
    """Set what safety needs, over any file, flag or variable that says otherwise."""
    hush()
    for name, value in SAFE.items():
        config.set_option(name, value)
    site = urlsplit(present().settings.site_address)
    config.set_option("browser.serverAddress", site.hostname or "localhost")


def check() -> None:
    """Raise Refused when the site would start unsafe."""
    wrong = sorted(name for name, value in SAFE.items() if config.get_option(name) != value)
    if wrong:
        raise Refused(f"The site does not start: {', '.join(wrong)} must not be changed.")
    if not config.get_option("server.address"):
        raise Refused("The site does not start: server.address is not set. Start it with: consult serve")


def tidy(house: House) -> None:
    """Finish what a killed count left, and do what was promised for today. A busy moment waits for the next hour."""
    for work in TIDY:
        try:
            work(house)
        except ConsultError as refused:
            log.warning("Put off to the next hour: %s", place_of(refused))


async def _tidy_every_hour(house: House) -> None:
    while True:
        await asyncio.sleep(SECONDS_AN_HOUR)
        await asyncio.to_thread(tidy, house)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Check, bring the tables up to date, finish what a killed count left, load what two visits could race for."""
    check()
    house = present()
    upgrade(house.database)
    tidy(house)
    for heavy in HEAVY:
        import_module(heavy)
    # Its lists are read at the first text; the first member to check her answers would wait for them.
    identifiers.find("Kim was at 12 Main Street on 4 May.", allowed=("A program",))

    gc.collect()
    gc.freeze()
    port = config.get_option("server.port")
    print(f"The site is at http://{config.get_option('server.address')}:{port}", flush=True)  # noqa: T201
    hourly = asyncio.create_task(_tidy_every_hour(house))
    yield
    hourly.cancel()
    with suppress(asyncio.CancelledError):
        await hourly
    house.database.close()
