"""Laws of the gate: whatever people chose, what is printed gives no small number and nobody away."""

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.rounds.scripts import Kind
from consult.words.leaving import choices, gate, tallies
from consult.words.leaving.choices import Chosen
from consult.words.leaving.gate import Printed
from consult.words.leaving.tallies import Withheld

K = 5


def _chosen(counts, kind=Kind.CHOICE, max_picks=None):
    return Chosen("q1", "Which?", kind, tuple(f"Option {n}" for n in range(len(counts))), tuple(counts), max_picks)


def _by_hand(printed, people):
    """Every way the cells can be filled, tried one by one: slow, and nothing of the solver is in it."""
    cells = sorted({cell for said in printed for cell in said.cells}, key=repr)
    ways = []
    for way in product(range(people + 1), repeat=len(cells)):
        value = dict(zip(cells, way, strict=True))
        sums = [sum(value[cell] for cell in said.cells) for said in printed]
        picks = [said.each * people for said in printed]
        highs = [most if said.high is None else min(said.high, most) for said, most in zip(printed, picks, strict=True)]
        if all(said.low <= total <= high for said, total, high in zip(printed, sums, highs, strict=True)):
            ways.append(way)
    return {cell: (min(w[n] for w in ways), max(w[n] for w in ways)) for n, cell in enumerate(cells)}


@given(counts=st.lists(st.integers(0, 6), min_size=2, max_size=3), data=st.data())
@settings(max_examples=60, deadline=None)
def test_bounds_are_those_of_every_possible_filling(counts, data):
    """The solver's limits equal those found by trying each filling: a solver of fractions would differ."""
    people = max(sum(counts), 1)
    sums = [tuple(range(len(counts)))] + [
        tuple(sorted(cells)) for cells in data.draw(st.lists(st.sets(st.integers(0, len(counts) - 1), min_size=1)))
    ]
    printed = []
    for cells in sums[:4]:
        total = sum(counts[cell] for cell in cells)
        low = total - data.draw(st.integers(0, 2))
        printed.append(Printed(cells, max(0, low), total + data.draw(st.integers(0, 2)), data.draw(st.integers(1, 2))))

    found = gate.bounds(printed, people)

    assert found == _by_hand(printed, people)


@pytest.mark.requirement("ANON-08")
@given(
    counts=st.lists(st.integers(0, 40), min_size=2, max_size=7).filter(lambda c: sum(c) >= K),
    skipped=st.integers(0, 4),
)
@settings(max_examples=120, deadline=None)
def test_no_small_number_follows_from_a_printed_table(counts, skipped):
    """
    No cell of any table can be bounded under 5, pinned though not printed, or shown to hold everyone.

    Fails when `choices.table` takes the first form it tries, whatever the gate says of it.
    """
    people = sum(counts) + skipped

    table = choices.table("part", _chosen(counts), people, K)

    limits = gate.bounds(choices.printed("part", table.frozen()), people)
    for place, amount in enumerate(table.amounts):
        low, high = limits["part", "q1", place]
        assert low <= counts[place] <= high
        assert high >= K
        assert low < people
        assert isinstance(amount, tallies.Tally) or low < high


@pytest.mark.requirement("ANON-08")
def test_a_second_cell_is_kept_back_beside_a_single_small_one():
    """
    Of 3, 7, 9 and 21 the 3 and the 7 are kept back, and the others stay numbers.

    Fails when `_numbers` stops after the small cells: then 3 would be the rest of 40.
    """
    table = choices.table("part", _chosen([3, 7, 9, 21]), 40, K)

    assert [amount.text for amount in table.amounts] == [Withheld(K).text, Withheld(K).text, "9", "21"]
    assert table.total == tallies.Tally(40)


@pytest.mark.requirement("ANON-08")
@given(counts=st.lists(st.integers(0, 30), min_size=1, max_size=6), people=st.integers(K, 60))
@settings(max_examples=80, deadline=None)
def test_ticks_do_not_show_who_did_not_tick(counts, people):
    """
    In "tick all that fit", neither those who ticked nor those who did not can be bounded under 5.

    Fails when the cell of those who did not tick is left out of `choices.printed`.
    """
    counts = [min(count, people) for count in counts]

    table = choices.table("part", _chosen(counts, Kind.MULTI), people, K)

    told = [Printed(((place,),), *amount.limits) for place, amount in enumerate(table.amounts)]
    told += [Printed(((place,), ("rest", place)), people, people) for place in range(len(counts))]
    for low, high in gate.bounds(told, people).values():
        assert high >= K
        assert low <= people - K


@st.composite
def _limited(draw):
    """Give what people ticked under "pick up to N", where they use nearly every pick and few tick the last option."""
    people, picks = draw(st.integers(10, 45)), draw(st.integers(1, 4))
    liked, rare = picks + draw(st.integers(0, 2)), draw(st.integers(0, 6))
    unused = draw(st.integers(0, min(6, picks * people - rare)))
    even, over = divmod(picks * people - rare - unused, liked)
    counts = [even + (place < over) for place in range(liked)]
    moved = draw(st.integers(0, min(people - counts[0], counts[-1]))) if liked > 1 else 0
    return people, picks, [counts[0] + moved, *counts[1:-1], counts[-1] - moved, rare] if liked > 1 else [even, rare]


@pytest.mark.requirement("ANON-08")
@given(limited=_limited())
@settings(max_examples=150, deadline=None)
def test_all_picks_together_leave_room_for_five_behind_every_option(limited):
    """
    What the other options surely took of all the picks leaves 5 or more for each, and no unprinted number.

    Plain subtraction, no solver. Fails when `choices.printed` leaves the sentence about all the picks out.
    """
    people, picks, counts = limited

    table = choices.table("part", _chosen(counts, Kind.MULTI, picks), people, K)

    surely = [amount.limits[0] for amount in table.amounts]
    for amount in table.amounts:
        low, high = amount.limits
        left = picks * people - (sum(surely) - low)
        most = min(left, people if high is None else high)
        assert most >= K
        assert isinstance(amount, tallies.Tally) or most > low


def test_a_table_frozen_before_limits_were_kept_is_read_as_one_without_a_limit():
    """An old release has no `max_picks`: it reads as it did. One pick of several is a choice, and counts as one."""
    old = choices.table("part", _chosen([24, 22, 13, 9], Kind.MULTI), 30, K).frozen()
    del old["max_picks"]

    told = choices.printed("part", old)
    one_pick = choices.table("part", _chosen([14, 16], Kind.MULTI, 1), 30, K).frozen()

    assert gate.bounds(told, 30)["part", "q1", 3] == (9, 9)
    assert told[-1].most(30) == 4 * 30
    assert one_pick["excludes"]
    assert one_pick["total"]["low"] == 30


@given(people=st.integers(5, 400), k=st.integers(5, 12))
def test_a_word_never_says_under_k_and_never_says_everyone(people, k):
    """Each word's limits reach k, leave room below everyone, and follow one another without a gap."""
    people = max(people, k)

    for words in (tallies.scale(people, k), tallies.coarse_scale(people, k)):
        assert words[0].low == 1
        assert words[-1].high is None
        assert all(word.high is None or word.high >= k for word in words)
        assert words[-1].low < tallies.people_range(people).low or len(words) == 1
        assert all(one.high + 1 == two.low for one, two in pairwise(words))
        assert all(word.high is None or word.high > word.low for word in words)


@given(one=st.integers(5, 99), other=st.integers(5, 99))
def test_words_depend_on_the_printed_range_alone(one, other):
    """Two rounds with the same printed range have the same words, so a word says no more than the range did."""
    same_range = tallies.people_range(one) == tallies.people_range(other)

    same_words = tallies.scale(one) == tallies.scale(other)

    assert same_words or not same_range
