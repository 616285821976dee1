"""What keeps a house safe on the machine itself: pause everything, make a copy, put one back."""

from pathlib import Path
from typing import Annotated

import typer

from consult import copies, pausing, restoring
from consult.clock import SystemClock
from consult.dollars import in_dollars
from consult.errors import ConsultError
from consult.house import present
from consult.migrations import upgrade
from consult.settings import Settings


def pause() -> None:
    """Pause every open round at once. Members still get to their pay code. Stewards go on, each with her own."""
    house = present()
    upgrade(house.database)
    paused = pausing.pause_all(house)
    typer.echo("No round is open." if not paused else f"Paused: {_rounds(paused)}. The next tap shows it.")


def backup() -> None:
    """Copy database and pepper into the backup folder, never the keyring, and destroy copies that are too old."""
    house = present()
    try:
        made = copies.make(house)
        gone = copies.rotate(house)
    except ConsultError as refused:
        raise _ended(refused) from None
    typer.echo(f"Made {made.name}. Copy it to another machine. Destroyed {gone} that were too old.")


def restore(
    file: Annotated[Path | None, typer.Argument(help="A copy that `consult backup` made.")] = None,
    tables_are_back: Annotated[
        bool, typer.Option(help="PostgreSQL: the tables were put back with pg_restore; do the rest.")
    ] = False,
) -> None:
    """Put a copy back. Stop the site first. Rounds and desks stay paused until finance and stewards have looked."""
    if (file is None) is not tables_are_back:
        typer.echo("Name a copy, or say --tables-are-back.", err=True)
        raise typer.Exit(2)
    try:
        found = _put_back(file) if file else restoring.settle(present())
    except ConsultError as refused:
        raise _ended(refused) from None
    typer.echo(_told(found))


def _put_back(file: Path) -> restoring.Restored:
    settings = Settings()
    return restoring.put_back(settings, SystemClock(settings.tz), file)


def _told(found: restoring.Restored) -> str:
    lines = [
        f"The copy is back. Paused: {_rounds(found.paused)}. Everyone is signed out.",
        f"At most {in_dollars(found.twice_cents)} could be paid twice. Desks pay nothing before finance accepts that.",
    ]
    if found.brought_in:
        lines.append(f"Counted after this copy, and brought in from what the count wrote: {_rounds(found.brought_in)}.")
    if found.lost:
        lines.append(
            f"Counted or destroyed after this copy, and their keys with it: {_rounds(found.lost)}. Nobody can read "
            "them any more. Their pay codes stay good."
        )
    return "\n".join(lines)


def _rounds(count: int) -> str:
    return "1 round" if count == 1 else f"{count} rounds"


def _ended(refused: ConsultError) -> typer.Exit:
    typer.echo(refused.sentence, err=True)
    return typer.Exit(1)
