"""The attacker's guesses: who said what by rank, and which two answers are one person's by rank and by neighbour."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise, product
from operator import eq
from random import SystemRandom

from tests.adversary.bounds import Tallies, Tally
from tests.adversary.folders import Said, Truth

# A value of a signal for each person (by place in the truth), or for each answer.
Signal = Sequence[float]
FEWEST = 3
_LUCK = SystemRandom()


def who_said_what(
    people: Mapping[str, Signal], answers: Mapping[str, Signal], said: Sequence[Said], truth: Truth, into: Tallies
) -> None:
    """For every signal of people beside every signal of answers, guess by rank from both ends."""
    for question in truth.questions:
        owned = list(truth.owned(said, question))
        if len(owned) < FEWEST:
            continue
        of_people = {name: _ranks([values[person] for _at, person in owned]) for name, values in people.items()}
        of_answers = {name: _ranks([values[at] for at, _person in owned]) for name, values in answers.items()}
        for (person_name, by_person), (answer_name, by_answer) in product(of_people.items(), of_answers.items()):
            _by_rank(f"{person_name} ~ {answer_name}", by_person, by_answer, into)


def side_by_side(answers: Mapping[str, Signal], said: Sequence[Said], truth: Truth, into: Tallies) -> None:
    """For every signal of answers, guess which answer to the next question is the same person's."""
    for one, other in pairwise(truth.questions):
        left, right = list(truth.owned(said, one)), list(truth.owned(said, other))
        both = {person for _at, person in left} & {person for _at, person in right}
        left = [pair for pair in left if pair[1] in both]
        right = [pair for pair in right if pair[1] in both]
        for name, values in answers.items():
            _pair(name, values, left, right, into)


def who_was_silent(people: Mapping[str, Signal], truth: Truth, into: Tallies) -> None:
    """For every signal of people, guess that those at one end of it are the ones who stopped."""
    silent, everyone = set(truth.silent), range(len(truth.said))
    for name, values in people.items():
        order = sorted(everyone, key=lambda at, of=values: (of[at], _LUCK.random()))
        for end, guessed in (("lowest", order[: len(silent)]), ("highest", order[-len(silent) :])):
            stopped = into.setdefault(f"{name}: stopped is the {end}", Tally())
            stopped.add(len(silent & set(guessed)), len(silent), len(truth.said) / len(silent))


def _pair(name: str, values: Signal, left: list[tuple[int, int]], right: list[tuple[int, int]], into: Tallies) -> None:
    if len(left) < FEWEST:
        return
    by_left = {person: values[at] for at, person in left}
    by_right = {person: values[at] for at, person in right}
    people = len(by_left)
    ones, others = _ranks(list(by_left.values())), _ranks([by_right[person] for person in by_left])
    _by_rank(f"{name}: two answers by rank", ones, others, into)
    for way, step in (("after", 1), ("before", -1)):
        near = into.setdefault(f"{name}: the next answer {way}", Tally())
        near.add(_neighbours(by_left, by_right, step), people, people)


def _by_rank(name: str, ones: Sequence[int], others: Sequence[int], into: Tallies) -> None:
    """Guess that equal ranks are one person's, from both ends, and note how far the ranks go together."""
    people, last = len(ones), len(ones) - 1
    forward, backward = into.setdefault(name, Tally()), into.setdefault(f"{name} backwards", Tally())
    forward.add(sum(map(eq, ones, others)), people, people)
    backward.add(sum(one == last - other for one, other in zip(ones, others, strict=True)), people, people)
    apart = sum((one - other) ** 2 for one, other in zip(ones, others, strict=True))
    # Spearman's rho of ranks without ties.
    forward.correlate(1 - 6 * apart / (people * (people * people - 1)), people)


def _ranks(values: Sequence[float]) -> list[int]:
    """Give the rank of each value; equal values are ranked by luck, so that a tie finds nobody."""
    order = sorted(range(len(values)), key=lambda at: (values[at], _LUCK.random()))
    ranks = [0] * len(values)
    for rank, at in enumerate(order):
        ranks[at] = rank
    return ranks


def _neighbours(by_left: Mapping[int, float], by_right: Mapping[int, float], step: int) -> int:
    row = sorted((value, person) for person, value in by_right.items())
    places = [value for value, _person in row]
    found = 0
    for person, value in by_left.items():
        at = bisect_right(places, value) if step > 0 else bisect_right(places, value) - 1
        found += row[at % len(row)][1] == person
    return found
