"""The site: plain routes and headers around the one script that Streamlit runs."""

from pathlib import Path

import streamlit as st

from consult.house import present
from consult.ui import addresses, calm, safety, watch
from consult.web.around import around
from consult.web.routes import routes

ROOT = Path(__file__).resolve().parent
STREAMLIT = Path(st.__file__).parent / "static"

safety.set_up()
own = routes(addresses.paths(), STREAMLIT, watch.end)

app = st.App(
    ROOT / "consult" / "ui" / "entry" / "script.py",
    routes=own,
    middleware=around(own, STREAMLIT, present().settings),
    lifespan=safety.lifespan,
    on_script_error=calm.on_error,
)
