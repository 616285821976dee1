"""
Attack 8: a designer keeps every release and re-release, and solves for what was not printed.

The attacker reads the texts of the tables as a person would, knows how many took part, and uses a solver of its
own. A second one also owns this program and runs it on everything that people could have chosen.
"""

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import product
from random import Random

import numpy as np
import pytest
from scipy.optimize import linprog

from consult.ids import new_id
from consult.rounds.scripts import Kind, Question, Script
from consult.words.leaving import choices, content
from consult.words.leaving.choices import Chosen
from consult.words.tables import Answer, Theme, ThemeKind
from tests.adversary.naive_release import naive_bars, naive_table, naive_ticks

K = 5
DAY = date(2026, 5, 1)
RUNS = 8


@pytest.mark.parametrize(("people", "by_plain_hiding"), [(8, 0.2), (12, 0.25), (18, 0.15), (24, 0.05), (60, 0.005)])
def test_every_release_together_gives_no_member_away(people, by_plain_hiding, figure):
    """
    Rounds released twice expose none of their members; hiding what is under 5 exposes up to a third to the last number.

    Fails when `choices.table` stops asking the gate, or prints a word where the gate said no.
    """
    dice, exposed, naive, exactly = Random(people), 0, 0, 0  # noqa: S311
    for _ in range(RUNS):
        asked = _questions(dice)
        chose = [_choose(dice, asked) for _ in range(people)]
        first = _release(asked, chose, people, ())
        again = _release(asked, chose, people, (first,))
        plain = {"questions": [naive_table(chosen) for chosen in content.chosen_in(asked, _answers(asked, chose))]}
        exposed += _exposed(chose, [first, again], people)
        naive += _exposed(chose, [plain], people)
        exactly += _exposed(chose, [plain], people, exactly=True)
    members = RUNS * people
    figure(
        "8",
        f"{people} people: exposed {exposed / members:.0%}; by plain hiding {naive / members:.0%} "
        f"(exact number worked out: {exactly / members:.0%})",
    )

    assert exposed == 0
    assert exactly / members >= by_plain_hiding


@pytest.mark.requirement("ANON-08")
def test_a_second_release_that_hides_another_cell_is_caught():
    """
    Two naive releases, each safe alone, give the small cell together; the house's two do not.

    Fails when `choices.table` prints without asking the gate.
    """
    asked = Chosen("q1", "Which?", Kind.CHOICE, ("A", "B", "C", "D"), (3, 7, 9, 21))
    naive = [{"questions": [naive_table(asked, also_hide={1})]}, {"questions": [naive_table(asked, also_hide={2})]}]

    alone = _limits(naive[:1], 40)
    together = _limits(naive, 40)
    first = choices.table("part", asked, 40, K).frozen()
    second = choices.table("part", asked, 40, K, choices.printed("part", first)).frozen()
    ours = _limits([{"questions": [first]}, {"questions": [second]}], 40)

    assert alone["q1", 1][0] < alone["q1", 1][1]
    assert together["q1", 0] == (3, 3)
    assert all(high >= K for _, high in ours.values())
    assert ours["q1", 0][0] < ours["q1", 0][1]


def test_what_an_earlier_release_printed_is_not_completed_by_the_next():
    """
    The earlier table kept back A and C; printing C now would give A. The house sees it and keeps back more.

    Fails when `earlier` is not handed to the gate.
    """
    asked = Chosen("q1", "Which?", Kind.CHOICE, ("A", "B", "C", "D"), (3, 7, 9, 21))
    held, shown = choices.Withheld(K), choices.Tally
    before = choices.Table(asked, (held, shown(7), held, shown(21)), shown(40)).frozen()

    alone = choices.table("part", asked, 40, K).frozen()
    after = choices.table("part", asked, 40, K, choices.printed("part", before)).frozen()
    unseen = _limits([{"questions": [before]}, {"questions": [alone]}], 40)
    seen = _limits([{"questions": [before]}, {"questions": [after]}], 40)

    assert unseen["q1", 0] == (3, 3)
    assert seen["q1", 0][0] < seen["q1", 0][1]
    assert all(high >= K for _, high in seen.values())


@pytest.mark.parametrize(("people", "options"), [(11, 3), (13, 3), (15, 3), (19, 2), (20, 3), (22, 2), (26, 2)])
def test_someone_who_runs_this_program_on_every_possible_choice_learns_no_small_number(people, options, figure):
    """
    For each table, among all choices that would have printed it, every cell can still be 5 or more.

    Fails when the finer forms are let through at k itself and not at one more.
    """
    printed = defaultdict(list)
    for counts in product(range(people + 1), repeat=options):
        if people - 1 <= sum(counts) <= people:
            names = tuple(f"Option {place}" for place in range(options))
            table = choices.table("part", Chosen("q1", "Which?", Kind.CHOICE, names, counts), people, K)
            printed[str(table.frozen())].append(counts)

    small = [
        ways
        for ways in printed.values()
        if any(max(cells) < K or min(cells) >= people for cells in zip(*ways, strict=True))
    ]
    figure("8", f"program known, {people} people: {len(printed)} tables, {len(small)} give a small cell")

    assert not small


@pytest.mark.requirement("ANON-08")
@pytest.mark.parametrize(("people", "picks", "caught"), [(12, 2, 0.5), (24, 2, 0.4), (30, 2, 0.5), (40, 3, 0.5)])
def test_members_who_use_all_their_picks_complete_no_sum(people, picks, caught, figure):
    """
    In "pick up to 2" all ticks are two a person at most; who counts them finds no small option behind the others.

    Fails when `choices.printed` leaves out the sentence about all the picks, or the gate caps it at `people`.
    """
    dice, ours, naive, exactly = Random(people), 0, 0, 0  # noqa: S311
    for _ in range(RUNS * 5):
        asked = _all_picks_used(dice, people, picks)
        table = choices.table("part", asked, people, K).frozen()
        ours += _small(table, people)[0]
        small, known = _small(naive_ticks(asked, people, K), people)
        naive, exactly = naive + small, exactly + known
    tables = RUNS * 5
    figure(
        "8",
        f"pick up to {picks}, {people} people: tables with a small option {ours / tables:.0%}; each option alone "
        f"{naive / tables:.0%} (exact number worked out: {exactly / tables:.0%})",
    )

    assert ours == 0
    assert naive / tables >= caught


@pytest.mark.requirement("ANON-08")
@pytest.mark.parametrize(("counts", "hidden"), [((24, 22, 13, 1), 1), ((20, 15, 12, 13, 0), 0)])
def test_the_last_option_does_not_follow_from_the_others(counts, hidden):
    """Thirty people, two picks each, all used: the last option followed from the others. Fails as the one above."""
    asked = _ticked(counts, 2)
    last = ("q1", len(counts) - 1)

    naive = _limits([{"questions": [naive_ticks(asked, 30, K)]}], 30)
    ours = _limits([{"questions": [choices.table("part", asked, 30, K).frozen()]}], 30)

    assert naive[last] == (0, hidden)
    assert all(high >= K for _, high in ours.values())


@pytest.mark.parametrize(("people", "options"), [(12, 4), (30, 4), (40, 5)])
def test_who_takes_not_sure_to_be_ticked_alone_learns_no_small_number(people, options, figure):
    """
    Nobody who ticks "Not sure" ticks more, and most others use both picks: the attacker counts on both.

    Fails when `_picks_used` counts "Not sure" as one pick.
    """
    dice, ours, naive = Random(people), 0, 0  # noqa: S311
    for _ in range(RUNS * 5):
        asked = _sure_and_not(dice, people, options)
        table = choices.table("part", asked, people, K).frozen()
        as_if_no_name = choices.table("part", _ticked(asked.counts, 2), people, K).frozen()
        ours += _unsure_under(table, people)
        naive += _unsure_under(as_if_no_name, people)
    figure(
        "8",
        f'"Not sure" alone, {people} people: tables that show it under 5 {ours / RUNS / 5:.0%}; '
        f"counted as one pick {naive / RUNS / 5:.0%}",
    )

    assert ours == 0
    assert naive / RUNS / 5 >= 0.05


@pytest.mark.parametrize(
    ("people", "ranges"),
    [(12, [range(13)] * 3), (30, [range(14, 23)] * 3), (30, [range(24, 31), (23,), (8,)])],
    ids=["12", "30", "30, one that nearly all picked"],
)
def test_who_runs_this_program_on_ways_to_use_all_picks_learns_no_small_number(people, ranges, figure):
    """
    Two picks each, all used, the last option small: for each table every option can still be 5 or more.

    Fails when four words are tried for 30 people before two, for (20, 20, 20, 0) alone then ends in two words;
    and when `_seen_through` is left out, for "most" beside numbers is 25 or more, and not 20 as it says.
    """
    printed = defaultdict(list)
    for large in product(*ranges):
        last = 2 * people - sum(large)
        if 0 <= last <= 7 and large[0] >= large[1] >= large[2] >= last:
            table = choices.table("part", _ticked((*large, last), 2), people, K)
            printed[str(table.frozen()["rows"])].append((*large, last))

    small = [ways for ways in printed.values() if any(max(cells) < K for cells in zip(*ways, strict=True))]
    figure("8", f"program known, pick up to 2, {people} people: {len(printed)} tables, {len(small)} give a small cell")

    assert printed
    assert not small


@pytest.mark.requirement("ANON-08")
@pytest.mark.parametrize("gone", range(1, K))
def test_the_difference_of_two_releases_is_no_small_theme(gone, figure):
    """
    Twelve of thirty spoke of a theme; fewer than five are split off before the next release. The attacker subtracts.

    Fails when `in_order` says a size again, as a number or as a word, after themes changed.
    """
    large, small = (Theme(id=new_id(), kind=ThemeKind.THEME, title=name, text=name) for name in ("Hours", "Quiet"))
    script, before = _script(()), content.Facts("part", "one advisory", (), "nobody", 30, K)
    first = content.build(script, [content.Backed(large, 12, ())], [], before)
    parts = [content.Backed(large, 12 - gone, ()), content.Backed(small, gone, ())]
    after = replace(before, sizes=(content.sizes(first, {1: large.id}),))

    naive = _moved(first, content.build(script, parts, [], before))
    ours = _moved(first, content.build(script, parts, [], after))
    figure("8", f"{gone} of 12 split off: at most {naive} by size said again, {ours} as it is")

    assert naive < K
    assert ours >= K


def test_bars_as_long_as_their_numbers_would_give_every_cell_away():
    """The attacker reads bars as well: with one length a number, each cell of a naive chart is known exactly."""
    asked = Chosen("q1", "Which?", Kind.CHOICE, ("A", "B", "C"), (2, 5, 11))

    bars = naive_bars(asked)
    fits = [
        ways
        for ways in product(range(19), repeat=3)
        if sum(ways) == 18
        and all(abs(way / (max(ways) or 1) - bar) < 1e-9 for way, bar in zip(ways, bars.values(), strict=True))
    ]

    assert fits == [asked.counts]


def _ticked(counts, picks):
    names = tuple(f"Option {place}" for place in range(len(counts)))
    return Chosen("q1", "Pick some", Kind.MULTI, names, tuple(counts), picks)


def _all_picks_used(dice, people, picks):
    """Let everyone use every pick: some options are liked by most, and the last by hardly anyone."""
    options = picks + 2
    counts = [0] * options
    for _ in range(people):
        often = options if dice.random() < 0.1 else options - 1
        for place in sorted(range(often), key=lambda place: dice.random() * (options + 4 - place))[-picks:]:
            counts[place] += 1
    return _ticked(counts, picks)


def _sure_and_not(dice, people, options):
    """One in ten is not sure and ticks nothing else; the others use both picks, but for one in ten of them."""
    counts = [0] * options
    for _ in range(people):
        sure = dice.sample(range(options - 1), 1 if dice.random() < 0.1 else 2)
        for place in [options - 1] if dice.random() < 0.1 else sure:
            counts[place] += 1
    names = (*(f"Option {place}" for place in range(options - 1)), "Not sure")
    return Chosen("q1", "Pick some", Kind.MULTI, names, tuple(counts), 2)


def _unsure_under(table, people):
    """Say whether the last option is surely under 5 when each tick of it used up both picks of a person."""
    told = [_read(row["text"], table["words"], people) for row in table["rows"]]
    left = 2 * people - sum(low for low, _ in told[:-1])
    return min(told[-1][1], left // 2) < K


def _small(table, people):
    """Say whether some option is surely under 5, and whether its exact number is known."""
    limits = _limits([{"questions": [table]}], people).values()
    return any(high < K for _, high in limits), any(low == high < K for low, high in limits)


def _questions(dice):
    return tuple(
        Question(
            f"q{number}",
            Kind.CHOICE if number < 3 else Kind.MULTI,
            "Which?",
            options=tuple(f"Option {place}" for place in range(dice.choice((2, 3, 5)))),
        )
        for number in range(4)
    )


def _choose(dice, asked):
    """Choose as people do: some options are liked by most, and one in ten skips a question."""
    picks = {}
    for question in asked:
        if dice.random() < 0.1:
            continue
        weights = [3 / (place + 1) ** 1.6 for place in range(len(question.options))]
        first = dice.choices(range(len(question.options)), weights)[0]
        also = {place for place in range(len(question.options)) if dice.random() < 0.3}
        picks[question.key] = {first} | (also if question.kind is Kind.MULTI else set())
    return picks


def _answers(asked, chose):
    return [
        Answer(id=b"", question=key, kind="option", option=pick)
        for picks in chose
        for key, mine in picks.items()
        for pick in mine
    ]


def _release(asked, chose, people, earlier):
    theme = Theme(kind=ThemeKind.THEME, title="Later hours", text="Later is better.")
    facts = content.Facts(
        part="part", of="one advisory", by=(), missing="people without a phone", people=people, k=K, earlier=earlier
    )
    return content.build(
        _script(asked, people), [content.Backed(theme, people // 2, ())], _answers(asked, chose), facts
    )


def _script(asked, people=30):
    return Script(
        language="en", title="Evening hours", topic="hours", advisory="One", level="involve", promise="", brief="",
        minutes=10, amount_cents=2500, opens_on=DAY, closes_on=DAY, latest_close=DAY, themes_by=DAY,
        decisions_by=DAY, delete_by=DAY, decider="Program lead", questions=asked, key_facts="", consent=(),
        sentences={}, help_lines=(), seats=people, consent_version="1",
    )  # fmt: skip


def _moved(first, second):
    """Give the most people who can have left the first theme of one release before the other, by their texts alone."""
    had, has = (next(one for one in said["themes"] if one["title"] == "Hours") for said in (first, second))
    most = int(re.search(r"\d+", had["said_by"]).group())
    said = has["said_by"].removesuffix(" people")
    return most - _read(said, second["words"], most)[0]


def _exposed(chose, releases, people, *, exactly=False):
    """
    How many members stand in a cell that is surely under 5, surely everyone, or known though not printed.

    `exactly` asks for less: only cells under 5 whose number is known to the last one.
    """
    limits = _limits(releases, people)
    shown = {
        (table["key"], place)
        for release in releases
        for table in release["questions"]
        for place, row in enumerate(table["rows"])
        if row["text"].isdigit()
    }

    def known(cell):
        low, high = limits[cell]
        if exactly:
            return low == high < K
        return high < K or low >= people or (low == high and cell not in shown)

    return sum(any(known((key, pick)) for key, mine in picks.items() for pick in mine) for picks in chose)


def _limits(releases, people):
    """Solve for the least and the most of every cell, from texts alone, whole numbers only."""
    tables = [table for release in releases for table in release["questions"]]
    limits = {}
    for key in {table["key"] for table in tables}:
        mine = [table for table in tables if table["key"] == key]
        width = len(mine[0]["rows"])
        rows, most = [], []
        for table in mine:
            for place, row in enumerate(table["rows"]):
                _tell(rows, most, {place}, width, *_read(row["text"], table["words"], people))
            if table.get("max_picks"):
                _tell(rows, most, set(range(width)), width, 0, table["max_picks"] * people)
            if table["excludes"]:
                total = _read(table["total"]["text"], [], people) if table["total"] else (0, people)
                _tell(rows, most, set(range(width)), width, *total)
        for place in range(width):
            goal = np.eye(width)[place]
            ends = [
                linprog(sign * goal, A_ub=rows, b_ub=most, bounds=(0, people), integrality=np.ones(width)).fun
                for sign in (1, -1)
            ]
            limits[key, place] = (round(ends[0]), round(-ends[1]))
    return limits


def _tell(rows, most, places, width, low, high):
    line = np.array([1.0 if place in places else 0.0 for place in range(width)])
    rows += [line, -line]
    most += [high, -low]


def _read(text, words, people):
    """What a person learns from one cell: a number, a word whose meaning is printed below, or hardly anything."""
    if text.isdigit():
        return int(text), int(text)
    if text == "fewer than 5":
        return 1, 4
    for sentence in words:
        said, means = re.fullmatch(r'"(.+)" means (.+) people\.', sentence).groups()
        if said.casefold() == text.casefold():
            numbers = [int(number) for number in re.findall(r"\d+", means)]
            if means.startswith("up to"):
                return (0 if "none" in text else 1), numbers[0]
            return numbers[0], (people if means.endswith("or more") else numbers[1])
    return 0, people
