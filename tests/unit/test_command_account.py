"""The first account is made on the machine, with a password that is asked for and stands nowhere else."""

import pytest
from sqlmodel import select
from typer.testing import CliRunner

from consult.actors import Role
from consult.cli import app
from consult.commands import account
from consult.house import assemble, settle
from consult.people import sign_in
from consult.people.staff import Account
from consult.settings import Settings

PASSWORD = "lantern harbour window seven"


@pytest.fixture
def house(tmp_path, clock):
    """A house that nobody has set up yet: not even its tables are there."""
    folder = tmp_path / "new"
    folder.mkdir(mode=0o700)
    return assemble(Settings(folder=folder), clock)


@pytest.fixture
def typed(house, monkeypatch):
    """What is typed at the two password prompts; the house is this test's."""
    settle(house)
    answers = [PASSWORD, PASSWORD]
    monkeypatch.setattr(account, "getpass", lambda _: answers.pop(0))
    return answers


def run(*words):
    return CliRunner().invoke(app, ["account", "add", "--name", "ada", "--organisation", "A drop-in", *words])


def test_it_makes_an_administrator_who_can_sign_in(house, typed):
    """Fails when the first account has no role, or its password was read another way than sign-in reads it."""
    answer = run()

    assert answer.exit_code == 0, answer.output
    token = sign_in.sign_in(house.database, house.clock, "ada", PASSWORD)
    with house.database.reading() as session:
        assert sign_in.actor(session, house.clock, token).holds(Role.ADMIN)
    assert PASSWORD not in answer.output


def test_a_password_is_never_an_argument(house, typed):
    """Fails when a password could end up in the shell's history or the list of processes."""
    assert run("--password", PASSWORD).exit_code != 0
    assert "password" not in CliRunner().invoke(app, ["account", "add", "--help"]).output.lower().replace(
        "a password is asked for, never an argument", ""
    )


def test_a_second_call_is_refused_before_a_password_is_asked(house, typed):
    """Fails when the command makes a second administrator."""
    run()
    answer = run()

    assert answer.exit_code == 1
    assert "There is an account already" in answer.output


@pytest.mark.parametrize(("first", "second"), [("short", "short"), (PASSWORD, PASSWORD + "x")])
def test_a_bad_password_makes_nothing(house, typed, first, second):
    """Fails when a short or mistyped password makes an account."""
    typed[:] = [first, second]
    answer = run()

    assert answer.exit_code == 1
    assert "Traceback" not in answer.output
    with house.database.reading() as session:
        assert session.exec(select(Account)).all() == []
