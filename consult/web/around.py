"""What stands around the whole site: first what may come in and what goes out with it, then the packed files."""

import os
import threading
from collections.abc import Sequence
from pathlib import Path

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from consult.settings import Settings
from consult.web.headers import Guarded
from consult.web.packed import Packed
from consult.web.packing import Packs
from consult.web.shell import parts

# The site serves while it packs; whoever comes meanwhile gets files packed quickly.
_IN_THE_BACKGROUND = 10


def around(own: Sequence[BaseRoute], streamlit: Path, settings: Settings) -> list[Middleware]:
    """Give the middleware, outermost first. `streamlit` is the folder of Streamlit's index.html."""
    packs = Packs(streamlit / "static", settings.packed_folder)
    first = parts(streamlit).paths
    threading.Thread(target=_prepare, args=(packs, first), name="packing", daemon=True).start()
    return [Middleware(Guarded, routes=own, site=settings.site_address), Middleware(Packed, packs=packs)]


def _prepare(packs: Packs, paths: Sequence[str]) -> None:
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _IN_THE_BACKGROUND)
    packs.prepare(paths)
