"""Numbers, words and what stands in their place."""

import pytest

from consult.errors import Refused
from consult.rounds.scripts import Kind
from consult.ui.release import chart
from consult.words.leaving import choices, tallies
from consult.words.leaving.choices import Chosen
from consult.words.leaving.tallies import Tally, Withheld, Word

K = 5


@pytest.mark.requirement("ANON-08")
def test_one_to_four_read_as_fewer_than_five():
    """
    A count of 1 to 4 is withheld and says "fewer than 5"; 5 is a number. Fails when `tally` compares with k - 1.
    """
    small = [tallies.tally(count) for count in (1, 2, 3, 4)]

    assert all(isinstance(one, Withheld) and one.text.startswith("fewer than 5") for one in small)
    assert tallies.tally(5) == Tally(5)


@pytest.mark.requirement("THEME-01")
def test_nineteen_people_are_words_and_twenty_are_numbers():
    """
    With 19 people a theme of 9 reads as a word; with 20 it reads "9". Fails when NUMBERS_FROM becomes 19 or 21.
    """
    nineteen = choices.number_or_word(9, 19, K)
    twenty = choices.number_or_word(9, 20, K)

    assert nineteen.text == Word.MANY
    assert twenty.text == "9"


@pytest.mark.requirement("THEME-01")
@pytest.mark.parametrize("people", [5, 9, 10, 19, 20, 60])
@pytest.mark.parametrize("count", [1, 2])
def test_one_or_two_people_read_as_a_few(people, count):
    """A theme of one or two people reads "A few people". Fails when the lowest word begins at 3."""
    amount = choices.number_or_word(count, people, K)

    assert tallies.sized(amount) == "A few people"


@pytest.mark.requirement("THEME-01")
@pytest.mark.parametrize("people", range(5, 20))
def test_under_twenty_people_no_table_holds_a_number_or_a_percent(people):
    """Under 20 people no cell of a choice is a number. Fails when `_finer` yields numbers for any round."""
    asked = Chosen("q", "Which?", Kind.CHOICE, ("A", "B", "C"), (people - people // 3, people // 3, 0))

    table = choices.table("part", asked, people, K).frozen()

    assert table["total"] is None
    assert not any(sign.isdigit() or sign == "%" for row in table["rows"] for sign in row["text"].replace("than 5", ""))


@pytest.mark.parametrize(
    ("people", "printed"),
    [(5, "5 to 9"), (9, "5 to 9"), (10, "10 to 14"), (19, "15 to 19"), (20, "20 to 29"), (61, "60 to 69")],
)
def test_people_are_printed_as_a_range(people, printed):
    """The number of people is only ever a range."""
    assert tallies.people_range(people).text == printed


@pytest.mark.requirement("ANON-09")
def test_two_breakdowns_at_once_and_any_trait_are_refused():
    """
    One breakdown is the advisory; two, or one by a trait, are refused. Fails when the length is no longer checked.
    """
    assert choices.one_breakdown(["advisory"]) is choices.Breakdown.ADVISORY
    assert choices.one_breakdown([]) is None
    with pytest.raises(Refused):
        choices.one_breakdown(["advisory", "advisory"])
    for trait in ("age", "gender", "region", "race", "question"):
        with pytest.raises(Refused):
            choices.one_breakdown([trait])


@pytest.mark.requirement("THEME-06")
@pytest.mark.parametrize("people", [8, 12, 18, 24])
def test_a_word_has_one_length_of_bar(people):
    """
    All counts that read alike have bars alike, so a bar says no more than its word.

    Fails when a bar is drawn from the count behind the word.
    """
    amounts = [choices.number_or_word(count, people, K) for count in range(1, people + 1)]
    rows = [tallies.frozen(amount) for amount in amounts]

    bars = chart.lengths(rows, tallies.people_range(people).text)

    seen: dict[str, set[float]] = {}
    for row, bar in zip(rows, bars, strict=True):
        seen.setdefault(row["text"], set()).add(bar)
    assert all(len(lengths) == 1 for lengths in seen.values())


@pytest.mark.requirement("THEME-06")
def test_a_chart_is_plain_bars_with_the_amount_written_at_each():
    """
    One horizontal bar a theme, text at each, no legend, grid or hover; no dots, lines, times or maps.

    Fails when another kind of trace is drawn, or when a bar loses its text.
    """
    rows = [tallies.frozen(tallies.worded(count, tallies.scale(18))) for count in (12, 2)]

    drawn = chart.figure(rows, ["1.1 <b>Later</b>", "1.2 Stairs"], "15 to 19", "#000", "#0b5f68")

    assert [trace.type for trace in drawn.data] == ["bar"]
    assert drawn.data[0].orientation == "h"
    assert [text.strip() for text in drawn.data[0].text] == ["most", "a few"]
    assert not drawn.layout.showlegend
    assert drawn.layout.yaxis.ticktext[0] == "1.1 &lt;b&gt;Later&lt;/b&gt;"


def test_a_sentence_names_the_largest_and_no_more_than_its_word():
    """Themes with the same word are named together, however they differ below it."""
    words = tallies.scale(18)

    said = tallies.sentence(
        [
            ("Rides", tallies.worded(12, words)),
            ("Hours", tallies.worded(17, words)),
            ("Stairs", tallies.worded(1, words)),
        ],
        ("spoke of", "spoken of"),
    )

    assert said == 'Most people spoke of each of these: "Rides", "Hours".'
