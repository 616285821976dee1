"""Attack 9: a reader who tries to put two answers of one person side by side."""

import pytest

from tests.adversary import folders, guessing, judging, signals
from tests.adversary.bounds import Tallies
from tests.adversary.conftest import Figure, Plays
from tests.adversary.folders import Play


@pytest.mark.requirement("ANON-05")
@pytest.mark.parametrize(("members", "rounds"), [(12, 12), (60, 2)])
def test_two_answers_of_one_person_are_not_neighbours(members: int, rounds: int, plays: Plays, figure: Figure):
    """Fails when the count keeps a person's answers together, or deals all questions in one shuffled order."""
    caught, line = judging.holds(_side_by_side, lambda again: plays("right", members, rounds, again))

    figure("9", f"{members} members, answers side by side: {line}")
    assert caught == {}


@pytest.mark.requirement("ANON-05")
@pytest.mark.requirement("CULT-09")
def test_two_rows_of_one_person_share_no_value(plays: Plays):
    """Fails when rows gain anything that only one person's rows have in common."""
    shared = {"round_id", "advisory_id", "kind", "quotable", "option", "words", "question"}

    for play in plays("right", 12, 12):
        said = folders.answers(play.today)
        for column in said[0].cells.keys() - shared:
            values = [answer.cells[column] for answer in said]
            assert len(set(values)) == len(values), column
        assert len({(a.cells["round_id"], a.cells["advisory_id"]) for a in said}) == 1


def _side_by_side(plays: list[Play]) -> Tallies:
    tallies: Tallies = {}
    for play in plays:
        said = folders.answers(play.today)
        guessing.side_by_side(signals.of_answers(play, said), said, play.truth, tallies)
    return tallies
