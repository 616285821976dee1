"""Make the first account, on the machine itself. A password is asked for, never an argument."""

from getpass import getpass
from typing import Annotated

import typer

from consult.errors import ConsultError, Refused
from consult.house import House, present
from consult.migrations import upgrade
from consult.people import accounts, acts

app = typer.Typer(help="Accounts.", no_args_is_help=True)


@app.callback()
def _accounts() -> None:
    """Accounts."""


@app.command()
def add(
    name: Annotated[str, typer.Option(prompt="Sign-in name", help="Need not be a real name.")],
    organisation: Annotated[str, typer.Option(prompt="Organisation", help="Whom the first account works for.")],
) -> None:
    """Make the first account: an administrator's. The others are made on the page Accounts."""
    house = present()
    upgrade(house.database)
    try:
        _add(house, name, organisation)
    except ConsultError as refused:
        typer.echo(refused.sentence, err=True)
        raise typer.Exit(1) from None
    typer.echo("Done. Sign in at the address /sign-in of the site.")


def _add(house: House, name: str, organisation: str) -> None:
    with house.database.reading() as session:
        if accounts.any_yet(session):
            raise Refused("There is an account already. Its administrator makes the others, on the page Accounts.")
    password = getpass("Password (12 letters or more): ")
    if getpass("The same again: ") != password:
        raise Refused("The two passwords differ. Nothing was made.")
    kept = accounts.hashed(password)
    with house.database.writing() as session:
        actor = accounts.add_first(session, house.clock, name, kept, organisation)
        acts.record(session, house.clock, actor, "made the first account on the machine")
