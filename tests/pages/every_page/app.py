"""The site with a broken front: its script registers every page for everyone, so that only the guards refuse."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from consult.house import present
from consult.ui import addresses, calm, safety, watch
from consult.web.headers import Guarded
from consult.web.routes import routes

INDEX = Path(st.__file__).parent / "static" / "index.html"

safety.set_up()
own = routes(addresses.paths() | {"/broken", "/counted"}, INDEX, watch.end)

app = st.App(
    Path(__file__).parent / "entry" / "script.py",
    routes=own,
    middleware=[Middleware(Guarded, routes=own, site=present().settings.site_address)],
    lifespan=safety.lifespan,
    on_script_error=calm.on_error,
)
