"""The attacker's guesses: who said what by rank, and which two answers are one person's by rank and by neighbour."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from random import SystemRandom

from scipy.stats import spearmanr

from tests.adversary.bounds import Tallies, Tally
from tests.adversary.folders import Said, Truth

# A value of a signal for each person (by place in the truth), or for each answer.
Signal = Sequence[float]
_LUCK = SystemRandom()


def who_said_what(
    people: Mapping[str, Signal], answers: Mapping[str, Signal], said: Sequence[Said], truth: Truth, into: Tallies
) -> None:
    """For every signal of people beside every signal of answers, guess by rank from both ends."""
    for question in truth.questions:
        owned = list(truth.owned(said, question))
        for person_signal, answer_signal, by_person, by_answer in _crossed(people, answers, owned):
            owners = [person for _at, person in owned]
            for way in (1, -1):
                name = f"{person_signal} ~ {answer_signal}{' backwards' if way < 0 else ''}"
                right = _matched(by_person, by_answer, way)
                into.setdefault(name, Tally()).add(right, len(owners), len(owners))
            _correlate(into[f"{person_signal} ~ {answer_signal}"], by_person, by_answer)


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
    if len(left) < 2:
        return
    by_left = {person: values[at] for at, person in left}
    by_right = {person: values[at] for at, person in right}
    ones, others = list(by_left.values()), [by_right[person] for person in by_left]
    people = len(ones)
    rank = into.setdefault(f"{name}: two answers by rank", Tally())
    rank.add(_matched(ones, others, 1), people, people)
    _correlate(rank, ones, others)
    for way, step in (("after", 1), ("before", -1)):
        near = into.setdefault(f"{name}: the next answer {way}", Tally())
        near.add(_neighbours(by_left, by_right, step), people, people)


def _crossed(
    people: Mapping[str, Signal],
    answers: Mapping[str, Signal],
    owned: list[tuple[int, int]],
) -> Iterator[tuple[str, str, list[float], list[float]]]:
    if len(owned) < 2:
        return
    for person_signal, of_person in people.items():
        by_person = [of_person[person] for _at, person in owned]
        for answer_signal, of_answer in answers.items():
            yield person_signal, answer_signal, by_person, [of_answer[at] for at, _person in owned]


def _ranks(values: Sequence[float]) -> list[int]:
    """Give the rank of each value; equal values are ranked by luck, so that a tie finds nobody."""
    order = sorted(range(len(values)), key=lambda at: (values[at], _LUCK.random()))
    ranks = [0] * len(values)
    for rank, at in enumerate(order):
        ranks[at] = rank
    return ranks


def _matched(ones: Sequence[float], others: Sequence[float], way: int) -> int:
    last = len(others) - 1
    turned = (rank if way > 0 else last - rank for rank in _ranks(others))
    return sum(one == other for one, other in zip(_ranks(ones), turned, strict=True))


def _neighbours(by_left: Mapping[int, float], by_right: Mapping[int, float], step: int) -> int:
    row = sorted((value, person) for person, value in by_right.items())
    places = [value for value, _person in row]
    found = 0
    for person, value in by_left.items():
        at = bisect_right(places, value) if step > 0 else bisect_right(places, value) - 1
        found += row[at % len(row)][1] == person
    return found


def _correlate(tally: Tally, ones: Sequence[float], others: Sequence[float]) -> None:
    if len(set(ones)) > 1 and len(set(others)) > 1:
        tally.correlate(float(spearmanr(ones, others).statistic), len(ones))
