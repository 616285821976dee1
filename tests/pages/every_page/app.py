"""The site with a broken front: its script registers every page for everyone, so that only the guards refuse."""

from pathlib import Path

import streamlit as st

from consult.house import present
from consult.ui import addresses, calm, safety, watch
from consult.web.around import around
from consult.web.routes import routes

STREAMLIT = Path(st.__file__).parent / "static"

safety.set_up()
own = routes(addresses.paths() | {"/broken", "/counted"}, STREAMLIT, watch.end)

app = st.App(
    Path(__file__).parent / "entry" / "script.py",
    routes=own,
    middleware=around(own, STREAMLIT, present().settings),
    lifespan=safety.lifespan,
    on_script_error=calm.on_error,
)
