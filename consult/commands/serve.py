"""Serve the site from any folder, with what safety needs set on the command line and checked again at start."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

APP = Path(__file__).resolve().parents[2] / "app.py"


def serve(
    port: Annotated[int, typer.Option(help="Where to listen.")] = 8501,
    address: Annotated[str, typer.Option(help="On which address; a proxy stands before it.")] = "127.0.0.1",
) -> None:
    """Start the site."""
    # `App.run()` would look for the script beside this command; the module form works from anywhere.
    os.execv(  # noqa: S606
        sys.executable,
        [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            str(APP),
            f"--server.port={port}",
            f"--server.address={address}",
            "--server.headless=true",
            "--browser.gatherUsageStats=false",
        ],
    )
