"""Attack 6: who pays, with every code that was paid, its key, the ledger, and the faces at the desk."""

import pytest

from consult.keyring import Pepper
from consult.tokens import honorarium_key
from tests.adversary import attack, folders, judging
from tests.adversary.conftest import Figure, Plays
from tests.adversary.folders import Play
from tests.adversary.signals import Signals, as_number


def test_who_was_paid_when_does_not_say_who_said_what(plays: Plays, figure: Figure):
    """Fails when an answer's id, place or number follows the pay code, its key, or the order of the desk."""
    caught, line = judging.holds(
        lambda rounds: attack.by_what_they_hold(rounds, _at_the_desk), lambda again: plays("right", 12, 12, again)
    )

    figure("6", f"12 members, paid on the spot: {line}")
    assert caught == {}


@pytest.mark.requirement("ANON-04")
def test_the_money_of_a_counted_round_has_one_month_for_all(plays: Plays):
    """Fails when a row or a line keeps a day, or a row of its own for each payment while the round was open."""
    tables = folders.tables(plays("right", 12, 12)[0].today)
    months = {row[tables["money_honorarium"]["columns"].index("month")] for row in tables["money_honorarium"]["rows"]}
    kinds = [row[tables["money_ledger_line"]["columns"].index("kind")] for row in tables["money_ledger_line"]["rows"]]

    assert months == {"2026-05"}
    assert sorted(kinds) == sorted({*kinds})
    assert tables["money_last_paid"]["rows"] == []


def _at_the_desk(play: Play) -> Signals:
    pepper = Pepper(play.today / "pepper").value
    codes = play.notes["pay"]
    return {
        "order at the desk": [float(at) for at in range(len(codes))],
        "pay code": [as_number(code) for code in codes],
        "key of the pay code": [as_number(honorarium_key(pepper, code)) for code in codes],
    }
