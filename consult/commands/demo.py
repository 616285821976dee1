"""Serve a believable story in a throw-away folder, and print who can sign in and which codes are good."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from consult.clock import SystemClock
from consult.commands.serve import serve
from consult.demo.story import FACTS, Story, tell
from consult.keyring import private_folder


def demo(
    folder: Annotated[Path | None, typer.Option("--dir", help="A new or empty folder; else one is made.")] = None,
    port: Annotated[int, typer.Option(help="Where to listen, on this machine only.")] = 8501,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON, for a script.")] = False,
) -> None:
    """Make the story and serve it until it is stopped."""
    place = folder or Path(tempfile.mkdtemp(prefix="consult-demo-"))
    private_folder(place)
    if any(place.iterdir()):
        typer.echo("That folder is not empty. The demo needs a new one.", err=True)
        raise typer.Exit(1)
    if not as_json:
        typer.echo("Telling the story. This takes about ten seconds.")
    url = f"http://localhost:{port}"
    story = tell(place, url)
    typer.echo(story.as_json() if as_json else _printed(story, place))
    os.environ |= {
        "CONSULT_FOLDER": str(place),
        "CONSULT_SITE_ADDRESS": url,
        "CONSULT_CONSENT_SIGNED_OFF": SystemClock().now().date().isoformat(),
        **{f"CONSULT_{name.upper()}": text for name, text in FACTS.items()},
    }
    if as_json:
        sys.stdout.flush()
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # one line of JSON, and nothing after it
    serve(port=port, address="127.0.0.1")


def _printed(story: Story, place: Path) -> str:
    accounts = "\n".join(f"  {one['name']:20} {one['role']}" for one in story.accounts)
    phrases = "\n".join(
        f"  {one['round']}, for {one['steward']}, closes {one['closes']}:\n    {one['phrase']}"
        for one in story.opening_phrases
    )
    codes = "\n".join(f"  {code[:4]} {code[4:8]} {code[8:12]} {code[12:]}" for code in story.invites)
    return f"""
Members answer at     {story.url}
  with one of these codes, each good once:
{codes}

Staff sign in at      {story.url}/sign-in
  each with the password  {story.accounts[0]["password"]}
{accounts}

Outcomes, no sign-in  {story.outcomes}

Opening phrases
{phrases}

Everything is in {place} and can be thrown away. Nothing of it is real.
"""
