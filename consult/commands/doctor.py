"""Look whether what is around the program keeps its promises; end with 1 when something does not."""

from pathlib import Path
from typing import Annotated

import typer

from consult.commands import checks
from consult.commands.checks import Mark
from consult.errors import ConsultError
from consult.house import present


def doctor(
    certificate: Annotated[
        list[Path] | None, typer.Option("--certificate", help="The site's certificate, PEM; may be given again.")
    ] = None,
    proxy: Annotated[
        Path | None, typer.Option("--proxy", help="What nginx -T prints, or its nginx.conf, to be read.")
    ] = None,
) -> None:
    """Check names, folders, settings, copies, money and machine. Nothing is changed, and nobody is asked."""
    try:
        seen = list(checks.everything(present(), certificate or [], proxy))
    except ConsultError as refused:
        # A folder that others may look into stops every start; here it is one of the answers.
        typer.echo(f"{Mark.FIX:5} {refused.sentence}")
        raise typer.Exit(1) from None
    for one in seen:
        typer.echo(f"{one.mark:5} {one.said}")
    wrong = sum(one.mark is Mark.FIX for one in seen)
    typer.echo("" if not wrong else f"\n{wrong} to fix. Until then the site does not keep all it promises.")
    if wrong:
        raise typer.Exit(1)
