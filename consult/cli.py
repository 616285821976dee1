"""`consult`: what is done on the machine itself."""

import typer

from consult.commands import account, copies, demo, doctor, serve
from consult.quiet import hush

app = typer.Typer(help="Anonymous, paid consultation rounds.", no_args_is_help=True, pretty_exceptions_enable=False)
app.command()(serve.serve)
app.command()(demo.demo)
app.command()(doctor.doctor)
app.command()(copies.pause)
app.command()(copies.backup)
app.command()(copies.restore)
app.add_typer(account.app, name="account")


def main() -> None:
    """Run one command."""
    hush()
    app()
